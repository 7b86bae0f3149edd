"""The literature behind the measures, as BibTeX."""

from __future__ import annotations


def _entry(kind: str, key: str, **fields: str) -> str:
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{kind}{{{key},\n{lines}\n}}"


def _article(key: str, author: str, title: str, journal: str, where: str) -> str:
    """Return an article; `where` is volume(number), pages, and the key ends in the year."""
    volume, pages = where.split(", ")
    number = volume[volume.index("(") + 1 : -1]
    return _entry(
        "article",
        key,
        author=author,
        title=title,
        journal=journal,
        year=key[-4:],
        volume=volume[: volume.index("(")],
        number=number,
        pages=pages.replace("-", "--"),
    )


_ISQ = "International Studies Quarterly"
_JPR = "Journal of Peace Research"
_JCR = "Journal of Conflict Resolution"

_ARTICLES = (
    ("signorino_ritter_1999", "Signorino, Curtis S. and Ritter, Jeffrey M.",
     "Tau-b or Not Tau-b: Measuring the Similarity of Foreign Policy Positions", _ISQ,
     "43(1), 115-144"),
    ("martin_quinn_2002", "Martin, Andrew D. and Quinn, Kevin M.",
     "Dynamic Ideal Point Estimation via Markov Chain Monte Carlo for the U.S. Supreme Court, "
     "1953-1999", "Political Analysis", "10(2), 134-153"),
    ("haege_2011", "Haege, Frank M.",
     "Choice or Circumstance? Adjusting Measures of Foreign Policy Similarity for Chance Agreement",
     "Political Analysis", "19(3), 287-305"),
    ("cohen_1960", "Cohen, Jacob", "A Coefficient of Agreement for Nominal Scales",
     "Educational and Psychological Measurement", "20(1), 37-46"),
    ("cohen_1968", "Cohen, Jacob",
     "Weighted Kappa: Nominal Scale Agreement with Provision for Scaled Disagreement or Partial "
     "Credit", "Psychological Bulletin", "70(4), 213-220"),
    ("scott_1955", "Scott, William A.",
     "Reliability of Content Analysis: The Case of Nominal Scale Coding",
     "Public Opinion Quarterly", "19(3), 321-325"),
    ("kendall_1945", "Kendall, Maurice G.", "The Treatment of Ties in Ranking Problems",
     "Biometrika", "33(3), 239-251"),
    ("bueno_de_mesquita_1975", "Bueno de Mesquita, Bruce", "Measuring Systemic Polarity", _JCR,
     "19(2), 187-216"),
    ("bailey_strezhnev_voeten_2017", "Bailey, Michael A. and Strezhnev, Anton and Voeten, Erik",
     "Estimating Dynamic State Preferences from United Nations Voting Data", _JCR,
     "61(2), 430-456"),
    ("singer_1987", "Singer, J. David",
     "Reconstructing the Correlates of War Dataset on Material Capabilities of States, 1816-1985",
     "International Interactions", "14(2), 115-132"),
    ("ray_singer_1973", "Ray, James Lee and Singer, J. David",
     "Measuring the Concentration of Power in the International System",
     "Sociological Methods \\& Research", "1(4), 403-437"),
    ("laakso_taagepera_1979", "Laakso, Markku and Taagepera, Rein",
     "Effective Number of Parties: A Measure with Application to West Europe",
     "Comparative Political Studies", "12(1), 3-27"),
    ("thompson_1986", "Thompson, William R.", "Polarity, the Long Cycle, and Global Power Warfare",
     _JCR, "30(4), 587-615"),
    ("barbieri_1996", "Barbieri, Katherine",
     "Economic Interdependence: A Path to Peace or a Source of Interstate Conflict?", _JPR,
     "33(1), 29-49"),
    ("oneal_russett_1997", "Oneal, John R. and Russett, Bruce M.",
     "The Classical Liberals Were Right: Democracy, Interdependence, and Conflict, 1950-1985",
     _ISQ, "41(2), 267-293"),
    ("gartzke_li_2003", "Gartzke, Erik and Li, Quan",
     "Measure for Measure: Concept Operationalization and the Trade Interdependence-Conflict "
     "Debate", _JPR, "40(5), 553-571"),
    ("dixon_1994", "Dixon, William J.",
     "Democracy and the Peaceful Settlement of International Conflict",
     "American Political Science Review", "88(1), 14-32"),
    ("walt_1985", "Walt, Stephen M.", "Alliance Formation and the Balance of World Power",
     "International Security", "9(4), 3-43"),
    ("leone_1961", "Leone, F. C. and Nelson, L. S. and Nottingham, R. B.",
     "The Folded Normal Distribution", "Technometrics", "3(4), 543-550"),
)  # fmt: skip

_OTHERS = (
    _entry(
        "misc",
        "benati_capurri_2026",
        author="Benati and Capurri",
        year="2026",
        note="Index A, as implemented in the R package fpsim (function bcai)",
    ),
    _entry(
        "incollection",
        "voeten_2013",
        author="Voeten, Erik",
        title="Data and Analyses of Voting in the {UN} General Assembly",
        booktitle="Routledge Handbook of International Organization",
        editor="Reinalda, Bob",
        year="2013",
    ),
    _entry(
        "incollection",
        "singer_bremer_stuckey_1972",
        author="Singer, J. David and Bremer, Stuart and Stuckey, John",
        title="Capability Distribution, Uncertainty, and Major Power War, 1820-1965",
        booktitle="Peace, War, and Numbers",
        editor="Russett, Bruce",
        year="1972",
        pages="19--48",
    ),
    *(
        _entry("book", key, author=author, title=title, year=key[-4:])
        for key, author, title in (
            ("modelski_1974", "Modelski, George", "World Power Concentrations"),
            ("organski_kugler_1980", "Organski, A. F. K. and Kugler, Jacek", "The War Ledger"),
            ("tammen_2000", "Tammen, Ronald L. and others", "Power Transitions"),
            ("walt_1987", "Walt, Stephen M.", "The Origins of Alliances"),
            ("boulding_1962", "Boulding, Kenneth E.", "Conflict and Defense"),
        )
    ),
    _entry(
        "techreport",
        "pemstein_2024",
        author="Pemstein, Daniel and others",
        title="The {V-Dem} Measurement Model",
        institution="V-Dem Institute",
        type="V-Dem Working Paper",
        number="21",
        year="2024",
    ),
)

REFERENCES: dict[str, str] = {
    entry[entry.index("{") + 1 : entry.index(",")]: entry
    for entry in (*(_article(*fields) for fields in _ARTICLES), *_OTHERS)
}
"""BibTeX entries by their key."""
