"""Assessments with invented figures of plausible size, for tests of how a brief looks."""

# ruff: noqa: E501 (the figures read best one a line)

from __future__ import annotations

import math
from typing import Any

from rapallo.alignment.result import Dimension, Index, Ladder, Rung
from rapallo.brief.assessment import Assessment, PairYear, SourceNote, Verdict
from rapallo.brief.board import Board, Bond, Member
from rapallo.forecast.result import Analogue, Outlook
from rapallo.ledger.entry import Entry
from rapallo.panel.figure import Figure, Series
from rapallo.triangle.dilemmas import Dilemma
from rapallo.triangle.moves import moves_of, ranks_of
from rapallo.triangle.precedents import Precedent
from rapallo.triangle.result import Sign, Tie, Triangle, TriangleYear
from rapallo.triangle.wedge import Step, Wedge

PAIR = ("CHN", "RUS")
SOURCES = (
    ("atop_5_1", "ATOP", "5.1", "free for research", 2018),
    ("unga_votes", "UN General Assembly votes", "2021", "CC0", 2018),
    ("sipri_arms", "SIPRI Arms Transfers", "2022", "SIPRI terms: under a tenth", 2018),
    ("itpd_e", "ITPD-E", "R03", "public domain", 2017),
    ("nmc", "National Material Capabilities", "7.0", "free with citation", 2018),
    ("mid", "Militarized Interstate Disputes", "5.0", "free with citation", 2014),
    ("vdem", "V-Dem", "15", "CC BY-SA 4.0", 2018),
    ("world_bank", "World Development Indicators", "2026-03", "CC BY 4.0", 2018),
    ("gsdb", "Global Sanctions Data Base", "4", "free with citation", 2018),
)


def figure(
    label: str,
    value: float | str | None,
    unit: str,
    source: str,
    states: tuple[str, ...] = PAIR,
    year: int | None = 2018,
    as_of: int = 2018,
    percentile: float | None = None,
    reason: str | None = None,
) -> Figure:
    column = label.lower().replace(" ", "_")
    age = None if year is None else as_of - year
    return Figure(column, label, states, value, unit, year, age, source, percentile, reason)


def missing(label: str, source: str, reason: str, states: tuple[str, ...] = PAIR) -> Figure:
    return figure(label, None, "share", source, states, year=None, reason=reason)


def _entry(
    ident: str, title: str, pull: Any, strength: float | None, text: str, *evidence: Figure
) -> Entry:
    years = [f.year for f in evidence if f.year is not None]
    return Entry(
        id=ident,
        title=title,
        mechanism=f"Why {title.lower()} should matter: states weigh it when they choose partners.",
        pull=pull,
        strength=strength,
        log_odds=None,
        text=text,
        rule="closer at or above the 75th percentile, apart at or below the 25th",
        evidence=evidence,
        sources=tuple(dict.fromkeys(f.source for f in evidence)),
        claims=("A014", "A036"),
        reference="Walt, S. M. (1987). The Origins of Alliances. Cornell University Press.",
        data_to=max(years, default=None),
    )


def _wedge() -> tuple[Wedge, ...]:
    now = Figure(
        "un_agreement", "Agreement in the UN", ("USA", "RUS"), 0.36, "0-1", 2017, 1, "unga_votes"
    )
    needed = Figure(
        "un_agreement", "Agreement in the UN", ("RUS", "CHN"), 0.87, "0-1", 2017, 1, "unga_votes"
    )
    step = Step("Agreement in the UN", now, needed, 6.2)
    history = (
        Precedent(5, 12, 214, 0.056, 9, 101, ("United States and China, 1970-1974",)),
        Precedent(
            10,
            31,
            190,
            0.163,
            21,
            98,
            ("United States and China, 1970-1974", "Egypt and Israel, 1973-1979"),
        ),
    )
    sanctions = Figure("sanctions", "Sanctions", ("USA", "RUS"), 2.0, "cases", 2018, 0, "gsdb")
    torn = ("Ukraine", "Georgia")
    return (
        Wedge(
            *("USA", "RUS", "CHN", 31.0, 62.0, (step,), 44.5, history),
            *((needed,), (needed,), (sanctions,), torn),
        ),
    )


def _board() -> Board:
    members = (
        Member(710, "CHN", "China", 0.4, 0, 0.8, 0.1, 0.5),
        Member(2, "USA", "United States", 0.3, 1, 0.9, 0.9, 0.4),
        Member(365, "RUS", "Russia", 0.2, 0, 0.1, 0.2, 0.7),
        Member(920, "NZL", "New Zealand", 0.1, 1, 0.3, None, None),
    )
    bonds = (Bond(PAIR, "+", 72.4), Bond(("USA", "CHN"), "-", 31.0))
    return Board(2018, members, bonds, 0.102, 0.1)


def _dilemmas() -> tuple[Dilemma, ...]:
    threat = figure("Threat", 0.32, "0-1", "nmc", ("USA", "RUS"))
    return (
        Dilemma("common_threat", "A common threat", 0.98, "The United States is the 1st of 194 threats to both", "Pressing both gives them a reason to balance", "place among all threats", (threat,), "Walt (1987)"),
        Dilemma("asymmetry", "Security for autonomy", None, "Not known", "Nothing can be said", "ratio", (missing("Capabilities", "nmc", "no data after 2022"),), "Morrow (1991)"),
    )  # fmt: skip


def _ledger() -> tuple[Entry, ...]:
    share = "share"
    rows: list[tuple[str, str, Any, float | None, str, tuple[Figure, ...]]] = [
        ("common_rival", "Common rival", "closer", 0.93, "threat from the United States .41 to China and .38 to Russia, more than for 97 of 100 pairs",
         (figure("Threat from the rival", 0.41, "index 0-1", "nmc", ("CHN", "USA"), percentile=97.2),
          figure("Threat from the rival", 0.38, "index 0-1", "nmc", ("RUS", "USA"), percentile=96.1))),
        ("votes", "Votes in the General Assembly", "closer", 0.78, "they agree in .872 of votes, with the United States in .314 and .362",
         (figure("UN agreement", 0.872, share, "unga_votes", percentile=88.0, year=2017),)),
        ("regimes", "Both far from democracy", "closer", 0.71, "polyarchy .08 and .25, .17 apart",
         (figure("Polyarchy", 0.0796, "index 0-1", "vdem", ("CHN",)), figure("Polyarchy", 0.2511, "index 0-1", "vdem", ("RUS",)))),
        ("sanctions", "Sanctions by the same senders", "closer", 0.66, "the United States sanctions both; 9 cases in force", (figure("Sanctions in force", 9, "cases", "gsdb", ("USA", "RUS")),)),
        ("exercises", "Joint exercises", "closer", 0.62, "four joint exercises in five years", (figure("Joint exercises", 4, "exercises", "unga_votes"),)),
        ("arms", "Arms transfers", "closer", 0.55, "986 TIV in 2017, up from 598 in 2012, far below 3,077 in 2005", (figure("Arms transfers", 986, "TIV", "sipri_arms", ("RUS", "CHN"), year=2017, percentile=99.1),)),
        ("settled_border", "A settled border", "closer", 0.44, "no dispute between them since 1993", (figure("Disputes in ten years", 0, "disputes", "mid", year=2014),)),
        ("vetoes", "Vetoes together", "closer", 0.41, "seven drafts blocked together since 2007", (figure("Joint vetoes", 7, "vetoes", "unga_votes"),)),
        ("visits", "Leaders who meet", "closer", 0.33, "visits each year since 2010", (figure("Visits", 2, "visits", "unga_votes"),)),
        ("igos", "Shared organisations", "closer", 0.21, "61 organisations shared", (figure("Organisations shared", 61, "organisations", "nmc", year=2014, percentile=71.0),)),
        ("trade_elsewhere", "Far more trade with the rival than with each other", "apart", 0.88, "China trades 7.0 times as much with the United States as with Russia",
         (figure("Trade", 84.07e9, "USD", "itpd_e", year=2017), figure("Trade", 582.1e9, "USD", "itpd_e", ("CHN", "USA"), year=2017))),
        ("power_shift", "Power shifted between them in a generation", "apart", 0.74, "capabilities were 1 : 1.15 in 1991 and are 1 : 6.2",
         (figure("CINC", 0.2220, share, "nmc", ("CHN",)), figure("CINC", 0.0358, share, "nmc", ("RUS",)))),
        ("rivalry_past", "A rivalry within memory", "apart", 0.52, "strategic rivals 1958-1989; border war in 1969", (figure("Years since rivalry", 29, "years", "mid", year=2014),)),
        ("asymmetry", "Lopsided dependence", "apart", 0.47, "Russia depends on the trade 4.1 times as much", (figure("Trade dependence", 0.0534, share, "itpd_e", ("RUS", "CHN"), year=2017),)),
        ("demography", "Diverging populations", "apart", 0.38, "1,396.2 m against 145.3 m, and the gap widens", (figure("Population", 1.396215e9, "people", "world_bank", ("CHN",), year=2017), figure("Population", 145293260, "people", "world_bank", ("RUS",), year=2017))),
        ("neighbours", "Rivals for influence over the same neighbours", "apart", 0.31, "both among the three largest traders with four of five Central Asian states", (figure("Shared neighbours", 5, "states", "itpd_e", year=2017),)),
        ("growth", "One grows, one stagnates", "apart", 0.29, "6.9% a year against 1.5%", (figure("Growth", 6.9, "%", "world_bank", ("CHN",), year=2017), figure("Growth", 1.5, "%", "world_bank", ("RUS",), year=2017))),
        ("culture", "Different religions and languages", "apart", 0.18, "no shared majority religion", (figure("Religion shared", "none", "text", "nmc", year=2010),)),
        ("buyer_seller", "The buyer makes its own arms", "apart", 0.12, "arms bought from Russia are 68% of imports", (figure("Share of arms imports", 0.68, share, "sipri_arms", ("RUS", "CHN")),)),
        ("pact", "A pact that promises something short of defence", "neither", 0.05, "non-aggression and consultation since 2001", (figure("Defence obligation", 0, "yes/no", "atop_5_1"), figure("Non-aggression obligation", 1, "yes/no", "atop_5_1"))),
        ("distance", "Neighbours by land", "neither", 0.02, "a land border, capitals 5,795 km apart", (figure("Distance", 5795, "km", "nmc"),)),
        ("tariffs", "Tariffs by the rival", "silent", None, "no dataset of tariffs by pair is loaded", (missing("Tariffs", "itpd_e", "no data before 2019 (tariff file)"),)),
        ("tone", "How each speaks of the other", "silent", None, "event data are not loaded", (missing("Verbal conflict", "gsdb", "not a source of this snapshot"),)),
        ("debt", "Holdings of the rival's debt", "silent", None, "no open series by holder before 2011", (missing("Debt held", "world_bank", "World Bank has no value for this case in 2018"),)),
        ("migration", "Migration across the border, and the resentment it may breed among those who live there", "silent", None, "no yearly series", (missing("Migrants", "world_bank", "no data after 2015"),)),
    ]  # fmt: skip
    return tuple(_entry(i, t, p, s, text, *evidence) for i, t, p, s, text, evidence in rows)


def _net(pair: tuple[str, str], year: int) -> float:
    if pair == PAIR:
        return 0.7 if year < 1959 else -0.6 if year < 1986 else 0.45
    if pair == ("USA", "CHN"):
        return -0.8 if year < 1972 else 0.4 if year < 1989 else 0.1 if year < 2012 else -0.3
    return -0.7 if year < 1988 else 0.5 if year < 2000 else 0.05 if year < 2014 else -0.5


def _sign(net: float) -> Sign:
    return "+" if net > 0.2 else "-" if net < -0.2 else "0"


def _triangle_year(year: int) -> TriangleYear:
    pairs = (PAIR, ("USA", "CHN"), ("USA", "RUS"))
    ties = [Tie(p, _net(p, year), _sign(_net(p, year)), 0.3, "net of ten years") for p in pairs]
    friendly = [t for t in ties if t.sign == "+"]
    roles = dict.fromkeys(("CHN", "RUS", "USA"), "enemy")
    kind = "unit veto"
    if len(friendly) == 1:
        kind = "stable marriage"
        roles = {s: "partner" if s in friendly[0].pair else "outcast" for s in roles}
    elif len(friendly) == 2:
        kind = "romantic triangle"
        both = set(friendly[0].pair) & set(friendly[1].pair)
        roles = {s: "pivot" if s in both else "wing" for s in roles}
    elif len(friendly) == 3:
        kind, roles = "menage a trois", dict.fromkeys(roles, "friend")
    rest = 0.29 / 3
    kinds = ("menage a trois", "romantic triangle", "stable marriage", "unit veto")
    odds = {k: 0.71 if k == kind else rest for k in kinds}
    return TriangleYear(year, kind, (ties[0], ties[1], ties[2]), roles, odds)


def _history(first: int, last: int, pairs: tuple[tuple[str, str], ...]) -> tuple[PairYear, ...]:
    rows = []
    for shift, pair in enumerate(pairs):
        for year in range(first, last + 1):
            wave = 50 + 22 * math.sin((year - 1950 + 17 * shift) / 9) + 3 * math.sin(year)
            known = not (shift == 1 and 1949 < year < 1953)
            rows.append(
                PairYear(
                    pair,
                    year,
                    wave if known else None,
                    min(wave + 12, 99) if known else None,
                    wave - 4 if year > 1950 else None,
                    wave - 20 + shift if year > 1955 else None,
                    80 - wave / 2,
                )
            )
    return tuple(rows)


def _series() -> tuple[Series, ...]:
    def gdp(state: str, start: float, rate: float, dip: int | None = None) -> Series:
        points = []
        for year in range(1990, 2018):
            fall = 0.6 if dip is not None and dip <= year < dip + 9 else 1.0
            points.append((year, start * rate ** (year - 1990) * fall))
        basis = "current prices and exchange rates, vintage 2026-03"
        return Series("gdp", "GDP", (state,), "USD", "world_bank", basis, tuple(points))

    arms = ((1992, 1023), (2000, 2231), (2005, 3077), (2006, 2450), (2010, 657), (2012, 598), (2016, 691), (2017, 986))  # fmt: skip
    trade = ((2000, 8.0e9), (2009, 38.8e9), (2014, 95.3e9), (2015, 68.0e9), (2016, 69.6e9), (2017, 84.07e9))  # fmt: skip
    return (
        gdp("CHN", 0.39e12, 1.136),
        gdp("RUS", 0.52e12, 1.055, 1991),
        gdp("USA", 5.96e12, 1.045),
        Series("pop", "Population", ("RUS",), "people", "world_bank", "mid-year", ((1990, 148.0e6), (1993, 148.5e6), (2008, 142.7e6), (2016, 145.2e6), (2017, 145293260.0))),
        Series("arms", "Arms transfers", ("RUS", "CHN"), "TIV", "sipri_arms", "deliveries of major arms, trend-indicator value", tuple((y, float(v)) for y, v in arms)),
        Series("trade", "Trade", PAIR, "USD", "itpd_e", "goods, both directions, current USD", trade),
        Series("trade", "Trade", ("USA", "CHN"), "USD", "itpd_e", "goods, both directions, current USD", ((2000, 121.0e9), (2016, 579e9), (2017, 637e9))),
        Series("agreement", "UN agreement", PAIR, "share", "unga_votes", "share of votes cast alike", ((1972, 0.62), (1988, 0.91), (2016, 0.866), (2017, 0.872))),
        Series("tariff", "Tariffs", ("USA", "CHN"), "%", "itpd_e", "mean applied", ()),
    )  # fmt: skip


def china_russia() -> Assessment:
    """Return a rich brief: three long histories, 25 entries, four of them silent."""
    names = {"CHN": "China", "RUS": "Russia", "USA": "United States"}
    dims = (
        Dimension("security", 91.3, 74.0, 99.0, (
            figure("Arms transfers", 986, "TIV", "sipri_arms", ("RUS", "CHN"), 2017, percentile=99.1),
            figure("Joint exercises", 4, "exercises", "unga_votes", percentile=98.0),
            figure("Defence obligation", 0, "yes/no", "atop_5_1", percentile=46.0))),
        Dimension("diplomacy", 80.7, 64.0, 88.2, (
            figure("UN agreement", 0.872, "share", "unga_votes", year=2017, percentile=88.2),
            figure("Organisations shared", 61, "organisations", "nmc", year=2014, percentile=71.0))),
        Dimension("economy", 44.0, 31.0, 58.0, (
            figure("Trade", 84.07e9, "USD", "itpd_e", year=2017, percentile=99.6),
            missing("Tariffs", "itpd_e", "no data before 2019 (tariff file)"))),
        Dimension("hostility", None, None, None, (
            missing("Disputes", "mid", "no data after 2014 (Militarized Interstate Disputes)"),)),
    )  # fmt: skip
    rungs = (
        Rung(1, "confidence-building measures", "early", "met", "agreements of 1996 and 1997"),
        Rung(2, "regular consultations", "early", "met", "consultation obligation since 2001", (figure("Consultation obligation", 1, "yes/no", "atop_5_1"),)),
        Rung(3, "military-technical cooperation", "moderate", "met", "986 TIV in 2017", (figure("Arms transfers", 986, "TIV", "sipri_arms", ("RUS", "CHN"), 2017),)),
        Rung(4, "regular joint exercises", "moderate", "met", "yearly since 2005"),
        Rung(5, "integrated command", "advanced", "partial", "joint command posts in exercises"),
        Rung(6, "joint troop placement or bases", "advanced", "not met", "none recorded"),
        Rung(7, "common defence policy", "advanced", "not met", "none"),
        Rung(8, "defence pact", "advanced", "unknown", "no data after 2018", (missing("Defence obligation", "atop_5_1", "no data after 2018 (ATOP)"),)),
    )  # fmt: skip
    years = tuple(_triangle_year(year) for year in range(1950, 2019))
    now = years[-1]
    return Assessment(
        pair=PAIR,
        rival="USA",
        as_of=2018,
        names=names,
        rival_reason=None,
        verdict=Verdict(
            "grey",
            "No pact promises defence, but the pair stands high on the ladder and is drawing closer.",
            "grey: no defence pact in force, rung 4 or above, trend at or above zero",
            ("a defence obligation in force would make it formed",
             "two more rungs, or a base rate above 10%, would make it in the making",
             "a fall of the index by ten points would make it unlikely"),
        ),
        index=Index(72.4, 61.0, 80.2, 96.3, 640, 18528, 4.1),
        dimensions=dims,
        ladder=Ladder(4, "regular joint exercises", "moderate", rungs),
        ledger=_ledger(),
        forecast=(
            Outlook("defence_pact", 5, None, None, None, 0.0234, 0.009, 0.041, 7, 299, 0.0021, "pairs on rung 3 or 4 with a common rival"),
            Outlook("defence_pact", 10, None, None, None, 0.0442, 0.02, 0.08, 13, 294, 0.0043, "pairs on rung 3 or 4 with a common rival"),
        ),
        makeup=None,
        triangle=Triangle(now.type, now.probabilities, now.roles, now.ties, "net of ten years above .2 is friendly, below -.2 hostile", years, ranks_of(now.roles), moves_of((1, 0, -1), ("CHN", "RUS", "USA")), ()),
        wedge=_wedge(),
        dilemmas=_dilemmas(),
        board=_board(),
        analogues=(
            Analogue(("FRA", "RUS"), ("France", "Russia"), 1890, 0.87, "defence pact in 1892"),
            Analogue(("DEU", "RUS"), ("Germany", "Soviet Union"), 1921, 0.81, "Rapallo in 1922, no defence pact"),
            Analogue(("EGY", "SYR"), ("Egypt", "Syria"), 1954, 0.79, "defence pact in 1955, union in 1958"),
        ),
        figures=_series(),
        history=_history(1950, 2018, (PAIR, ("CHN", "USA"), ("RUS", "USA"))),
        distribution=tuple(round(4200 * math.exp(-((i - 14) ** 2) / 60)) for i in range(40)),
        sources=tuple(
            SourceNote(i, i.upper(), t, v, lic, to, f"Makers of {t} ({to}). {t}, version {v}.", f"https://example.org/{i}")
            for i, t, v, lic, to in SOURCES
        ),
        warnings=(
            "Disputes end in 2014: hostility is not known for 2018.",
            "Exercises after 2010 come from a curated list.",
        ),
    )  # fmt: skip


def nineteenth_century() -> Assessment:
    """Return a brief of 1890, when most sources say nothing."""
    pair, rival = ("FRA", "RUS"), "DEU"
    silent = "no data before 1946 (UN General Assembly votes)"
    ties = (
        Tie(pair, None, "0", 0.0, "no events recorded"),
        Tie((rival, "FRA"), -0.5, "-", 0.0, "rivalry and disputes"),
        Tie((rival, "RUS"), 0.1, "0", 0.2, "pact lapsed"),
    )
    odds = {"unit veto": 0.6, "stable marriage": 0.4}
    roles = dict.fromkeys((*pair, rival), "enemy")
    timeline = tuple(TriangleYear(y, "unit veto", ties, roles, odds) for y in range(1871, 1891))
    return Assessment(
        pair=pair,
        rival=rival,
        as_of=1890,
        names={"FRA": "France", "RUS": "Russia", "DEU": "Germany"},
        rival_reason="Germany threatens both most: the highest product of threats to each.",
        verdict=Verdict("unlikely", "Little is recorded that binds them.", "unlikely: rung below 2", ()),
        index=Index(None, None, None, None, None, 703, None),
        dimensions=tuple(
            Dimension(name, None, None, None, (figure("UN agreement", None, "share", "unga_votes", pair, None, 1890, reason=silent),))
            for name in ("security", "diplomacy", "economy", "hostility")
        ),
        ladder=Ladder(0, "none", "none", (Rung(1, "confidence-building measures", "early", "unknown", silent),)),
        ledger=(
            _entry("common_rival", "Common rival", "closer", 0.8, "Germany is the strongest neighbour of both", figure("CINC", 0.163, "share", "nmc", (rival,), 1890, 1890)),
            _entry("votes", "Votes in the General Assembly", "silent", None, "no votes before 1946", figure("UN agreement", None, "share", "unga_votes", pair, None, 1890, reason=silent)),
        ),
        forecast=(Outlook("defence_pact", 5, None, None, None, None, None, None, 0, 0, None, "no comparable pairs"),),
        makeup=None,
        triangle=Triangle("unit veto", odds, roles, ties, "no tie is friendly", timeline, ranks_of(roles), moves_of((0, -1, 0), (*pair, rival)), ()),
        wedge=(),
        dilemmas=(),
        board=None,
        analogues=(),
        figures=(Series("cinc", "CINC", (rival,), "share", "nmc", "composite index", ((1890, 0.163),)),),
        history=tuple(PairYear(pair, y, None, None, None, None, None) for y in range(1871, 1891)),
        distribution=(0,) * 40,
        sources=(SourceNote("nmc", "NMC", "National Material Capabilities", "7.0", "free with citation", 1890, "Singer (1987).", "https://example.org/nmc"),
                 SourceNote("unga_votes", "UNGA", "UN General Assembly votes", "2021", "CC0", 1890, "Voeten (2013).", "")),
        warnings=("Most sources begin after 1946.",),
    )  # fmt: skip
