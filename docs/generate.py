"""The pages and tables of the docs that are made from the declarations in the code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rapallo import states
from rapallo.alignment.indicators import DIMENSIONS, of_dimension
from rapallo.alignment.ladder import RULE as LADDER_RULE
from rapallo.alignment.ladder import STEPS
from rapallo.forecast import backtest_page, shipping
from rapallo.forecast import verdict as verdicts
from rapallo.forecast.declared import FEATURES
from rapallo.forecast.outcomes import OUTCOMES
from rapallo.forecast.pairs import FEATURES as COMPARED
from rapallo.forecast.record import record
from rapallo.forecast.scored import Score
from rapallo.forecast.terms import TERMS
from rapallo.ledger.consideration import Consideration
from rapallo.ledger.considerations import CONSIDERATIONS, SUBJECTS
from rapallo.panel.column import Column
from rapallo.panel.columns import COLUMNS
from rapallo.panel.measures import MEASURES
from rapallo.sources.registry import SOURCES
from rapallo.sources.source import Source
from rapallo.triangle.signs import rule as tie_rule

SHIPS = {
    "all": "all states",
    "major powers": "major powers only",
    "none": "not shipped",
}
CLOSER = {1: "closer", -1: "apart", 0: "-"}


def sources() -> str:
    """Return the page of every source: an overview, then each one's declaration."""
    rows = [
        (f"[{s.short}](#{s.id})", f"`{s.id}`", f"{s.first}-{s.last}", s.version, s.licence)
        for s in SOURCES
    ]
    parts = [
        "# Sources",
        f"{len(SOURCES)} public datasets, in the order in which they are built. `rapallo cite ID` "
        "prints the BibTeX of each. No file of theirs is part of Rapallo.",
        table(("source", "id", "years", "version", "licence"), rows),
        *(_source(s) for s in SOURCES),
    ]
    return "\n\n".join(parts) + "\n"


def _source(s: Source) -> str:
    made = [f"[{c.name}](columns.md#{c.name})" for c in COLUMNS.values() if s.id in _sources_of(c)]
    facts = [
        ("Id", f"`{s.id}`"),
        ("Version", s.version),
        ("Years", f"{s.first}-{s.last}"),
        ("Licence", s.licence),
        ("Official page", f"<{s.url}>"),
        ("Counts", s.basis),
        ("Quirks", s.notes),
        ("Tables", "; ".join(f"`{t.name}`: {t.about}" for t in s.tables)),
        ("Columns made from it", ", ".join(made)),
    ]
    listed = "\n".join(f"- **{name}:** {text}" for name, text in facts if text)
    return f"## {s.title} {{ #{s.id} }}\n\n{s.citation}\n\n{listed}"


def _sources_of(column: Column) -> tuple[str, ...]:
    return tuple(d.source for d in column.domains)


def columns() -> str:
    """Return the page of every column of the panel, by theme."""
    themes = dict.fromkeys(c.theme for c in COLUMNS.values())
    parts = [
        "# Columns",
        f"{len(COLUMNS)} columns, each declared once. Outside its sources' years a column is null, "
        "never 0. A directed column of pairs comes as `name_12` and `name_21` in undirected "
        "dyad-years. *Carried*: for how many years a value may stand for later ones in a brief, "
        "with its age shown.",
    ]
    for theme in themes:
        parts.append(f"## {theme.capitalize()}")
        parts += [_column(c) for c in COLUMNS.values() if c.theme == theme]
    return "\n\n".join(parts) + "\n"


def _column(c: Column) -> str:
    level = "state" if c.level == "state" else f"pair{', directed' if c.directed else ''}"
    span = "".join(
        f"{word} {bound:g}"
        for word, bound in (("from", c.low), (" to", c.high))
        if bound is not None
    )
    years = ", ".join(f"[{d.source}](sources.md#{d.source}) {d.first}-{d.last}" for d in c.domains)
    facts = [
        ("Of", level),
        ("Unit", c.unit),
        ("Range", span),
        ("Years", years),
        ("More of it means", CLOSER[c.closer] if c.closer else ""),
        ("Carried", f"{c.carry} years" if c.carry else ""),
        ("In the shipped figures", SHIPS[c.ships]),
    ]
    said = " · ".join(f"**{name}:** {text}" for name, text in facts if text)
    return f"### {c.label} {{ #{c.name} }}\n\n`{c.name}`\n\n{c.about}\n\n{said}"


def considerations() -> str:
    """Return the page of every consideration of the ledger, by subject."""
    parts = [
        "# Considerations",
        f"{len(CONSIDERATIONS)} reasons for two states to draw together or to stay apart, each "
        "weighed for any pair, rival and year by its rule. [How the ledger works]"
        "(concepts/ledger.md).",
    ]
    for subject in SUBJECTS:
        title = subject.__name__.rsplit(".", 1)[-1].replace("_", " ").capitalize()
        parts.append(f"## {title}")
        held = [id(value) for value in vars(subject).values()]
        parts += [_consideration(c) for c in CONSIDERATIONS if id(c) in held]
    return "\n\n".join(parts) + "\n"


def _consideration(c: Consideration) -> str:
    return (
        f"### {c.title} {{ #{c.id} }}\n\n`{c.id}`\n\n{sentence(c.mechanism)}\n\n"
        f"- **Rule:** {c.rule}\n- **Reference:** {c.reference}"
    )


def measures() -> str:
    """Return the page of every measure that `rapallo measure` gives."""
    rows = []
    for m in MEASURES.values():
        spans = "; ".join(f"{on} {d.years[0]}-{d.years[1]}".strip() for on, d in m.data.items())
        built = any(d.tables for d in m.data.values())
        rows.append(
            (
                f"[`{m.name}`]({m.page})",
                f"{m.label}. {m.formula}",
                ("directed pair" if m.directed else "pair") if m.level == "dyad" else m.level,
                m.range,
                spans + (" *" if built else ""),
                ", ".join(f"--{option}" for option in m.options) or "-",
            )
        )
    return "\n\n".join(
        [
            "# Measures by name",
            "What `rapallo measure NAME` gives: for a pair, a state, a year or all. "
            "[How to](../how-to/measure.md).",
            table(("name", "what", "of", "range", "years", "options"), rows),
            "\\* votes, arms, or exercises by size: needs a [built warehouse]"
            "(../how-to/warehouse.md).",
        ]
    )


def _ladder() -> str:
    rows = [(str(n), s.name, s.stage, s.told, links(s.columns)) for n, s in enumerate(STEPS, 1)]
    return table(("rung", "name", "stage", "met by", "columns"), rows) + f"\n\n{LADDER_RULE}"


def _indicators() -> str:
    rows = [
        (
            name,
            f"{COLUMNS[i.name].label} {links([i.name])}",
            "less" if i.sign < 0 else "more",
            f"{COLUMNS[i.name].carry} years",
        )
        for name in DIMENSIONS
        for i in of_dimension(name)
    ]
    return table(("dimension", "indicator", "counts as more where", "carried"), rows)


def _verdict() -> str:
    quarrel, close = f"{verdicts.HOSTILE:.0f}", f"{verdicts.CLOSE:.0f}"
    aligned, rising = f"{verdicts.ALIGNED:.0f}", f"{verdicts.RISING:.0f}"
    rows = [
        ("open quarrel", f"hostility at {quarrel} or more"),
        ("most aligned", f"index in the {close}th percentile or above"),
        ("well aligned", f"index in the {aligned}th percentile or above"),
        ("rising", f"index up by {rising} points or more in five years"),
    ]
    return table(("word", "means"), rows)


def _groups() -> str:
    rows = [(f"`{code}`", g.name, g.reference, g.note) for code, g in states.all_groups().items()]
    return table(("code", "group", "founded by", "dated"), rows)


def _track_record() -> str:
    rows = []
    for outcome, horizons in shipping.WANTED.items():
        for horizon in horizons:
            kept = record(outcome, horizon)
            scores = (kept.score, kept.chosen, kept.held_out) if kept else ()
            rows += [_scored(outcome, horizon, s) for s in scores if s is not None]
    names = ("outcome", "settings", "treaties", "AUC", "precision", "Brier skill", "log skill")
    return table(names, rows)


def _scored(outcome: str, horizon: int, s: Score) -> tuple[str, ...]:
    said = [f"{OUTCOMES[outcome].label}, {horizon} years", f"{s.forecast}, {s.cases}"]
    figures = ((s.auc, 3), (s.precision_over_base, 1), (s.brier_skill, 3), (s.log_skill, 3))
    return (*said, str(s.events), *(backtest_page.said(f, n) for f, n in figures))


def _features() -> str:
    signs = {1: "more", -1: "less", 0: "open"}
    rows = [
        (TERMS[f.term].title, f.about, signs[f.sign] + (", held to it" if f.monotone else ""))
        for f in FEATURES
    ]
    return table(("line", "feature", "likelier with"), rows)


PAGES: dict[str, Callable[[], str]] = {
    "sources.md": sources,
    "columns.md": columns,
    "considerations.md": considerations,
    "measures/by-name.md": measures,
}
"""Generated pages, by their path."""

FRAGMENTS: dict[str, Callable[[], str]] = {
    "ladder": _ladder,
    "indicators": _indicators,
    "ties": tie_rule,
    "verdict": _verdict,
    "features": lambda: ", ".join(COMPARED),
    "groups": _groups,
    "track_record": _track_record,
    "features_table": _features,
    "feature_count": lambda: str(len(FEATURES)),
    "origins": lambda: ", ".join(str(y) for y in shipping.ORIGINS),
    "considerations": lambda: str(len(CONSIDERATIONS)),
    "sources": lambda: str(len(SOURCES)),
    "columns": lambda: str(len(COLUMNS)),
    "measures": lambda: str(len(MEASURES)),
}
"""What stands for ``{{ name }}`` in a page written by hand."""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; a bar or line break in a cell does not break it."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(
        "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in line) + " |"
        for line in lines
    )


def links(names: Iterable[str]) -> str:
    """Return links to columns, from a page one folder down."""
    return ", ".join(f"[`{name}`](../columns.md#{name})" for name in names)


def sentence(text: str) -> str:
    """Return a text that ends in a full stop."""
    return text if text.endswith(".") else f"{text}."
