"""A claims report in the terminal, as Markdown, as a page and as data."""

from __future__ import annotations

import json
from dataclasses import asdict

from rich.console import Console

from rapallo.brief.markdown import escaped, table
from rapallo.brief.page import filled
from rapallo.brief.terminal_page import Page
from rapallo.brief.words import counted
from rapallo.claims.checks import Finding
from rapallo.claims.judge import JUDGEMENTS, Judged, Judgement, Report
from rapallo.panel.asof import SNAPSHOT_LACKS
from rapallo.sources.registry import SOURCES

ORDER: tuple[Judgement, ...] = (
    "contradicted",
    "depends on the measure",
    "held then, not now",
    "holds",
    "cannot be checked",
)
"""The judgements, those first that a reader must know before quoting."""
SIGNS = {
    "holds": "✓",
    "held then, not now": "◐",
    "contradicted": "✗",
    "depends on the measure": "±",
    "cannot be checked": "–",
}
WORDS = {
    "holds": "hold",
    "held then, not now": "held then but not now",
    "contradicted": "contradicted",
    "depends on the measure": "depend on the measure",
    "cannot be checked": "cannot be checked",
}
OWN = "Rapallo's index, ladder or forecast"


def summary(report: Report) -> str:
    """Count the judgements in a sentence."""
    counts = ", ".join(f"{report.count(j)} {WORDS[j]}" for j in JUDGEMENTS)
    shipped = " from the shipped figures" if report.warehouse == "snapshot" else ""
    lacking = sum(SNAPSHOT_LACKS in one.reason for one in report.claims)
    more = f" ({lacking} more with rapallo data build)" if lacking else ""
    return (
        f"{counted(len(report.claims), 'claim')}, {report.checked} checked against data{shipped}"
        f"{more} as of {report.as_of}: {counts}"
    )


def in_part(report: Report) -> str:
    """Say how many claims that hold are checked by something less than they say."""
    less = sum(bool(one.claim.asks) for one in with_judgement(report, "holds"))
    if not less:
        return ""
    return (
        f"Of the {report.count('holds')} that hold, {less} say more than data can: they hold as "
        "far as what was asked goes"
    )


def defects(report: Report) -> list[tuple[Judged, str]]:
    """Return what to know before quoting the text: each claim in doubt, and why in a line."""
    return [(one, one.claim.note or one.reason) for one in report.defects]


def with_judgement(report: Report, judgement: Judgement) -> tuple[Judged, ...]:
    """Return the claims so judged, in their order."""
    return tuple(one for one in report.claims if one.judgement == judgement)


def proof(one: Judged) -> list[tuple[str, str]]:
    """Return what each check found, as label and text."""
    lines = [("asked", one.claim.asks)] if one.claim.asks else []
    lines += [(_word(f, "then"), f.text) for f in one.then]
    lines += [(_word(f, "another measure"), f.text) for f in one.others]
    since = [f for f in one.now if f.holds is not None]
    lines += [(_word(f, "since") if one.claim.lasts else "since", f.text) for f in since]
    if one.claim.deadline is not None:
        lines.append(("prediction", prediction(one)))
    if one.vintage:
        lines.append(("vintage", one.vintage))
    if one.claim.note:
        lines.append(("note", one.claim.note))
    return lines


def _word(found: Finding, label: str) -> str:
    said = {True: "yes", False: "no", None: "no data"}[found.holds]
    return f"{label}: {said}"


def prediction(one: Judged) -> str:
    """Say how a prediction stands, and its score where it states a probability."""
    if one.final:
        state = {True: "hit", False: "miss", None: "cannot be said"}[one.outcome]
        said = f"{state} (due {one.claim.deadline})"
    else:
        so_far = {True: "as predicted", False: "not as predicted", None: "nothing to say"}
        said = f"open until {one.claim.deadline}; so far {so_far[one.outcome]}"
    if one.claim.words:
        said += f"; read as {one.claim.words!r}, {one.claim.probability:.0%} by Kent's scale"
    elif one.claim.chance is not None:
        said += f"; stated as {one.claim.chance:.0%}"
    return said if one.brier is None else f"{said}; Brier score {one.brier:.3f}"


def scored(report: Report) -> str:
    """Say how the predictions that are due fared; empty where the text makes none."""
    due = [one for one in report.claims if one.claim.deadline is not None]
    if not due:
        return ""
    final = [one for one in due if one.final]
    hits = sum(one.outcome is True for one in final)
    misses = sum(one.outcome is False for one in final)
    said = (
        f"{counted(len(due), 'prediction')} with a deadline: {counted(hits, 'hit')}, "
        f"{counted(misses, 'miss', 'misses')}, {len(due) - len(final)} open"
    )
    scores = [one.brier for one in final if one.brier is not None]
    if not scores:
        return said
    return (
        f"{said}; mean Brier score of {len(scores)}: {sum(scores) / len(scores):.3f} (0 is best, "
        "always saying 50% gives 0.25)"
    )


def named_sources(one: Judged) -> str:
    """Name a claim's sources."""
    known = {s.id: s.short for s in SOURCES}
    return "; ".join(known.get(i, OWN) for i in one.sources)


def to_terminal(report: Report, console: Console, *, full: bool = False) -> None:
    """Print a report: the count, then each claim under its judgement, with what was found.

    Claims that hold or cannot be checked are listed without their figures unless `full`.
    """
    page = Page(console)
    page.edges(report.essay.title, f"written {report.essay.written} · as of {report.as_of}")
    page.rule()
    page.print(f"{summary(report)}.")
    for text in (in_part(report), scored(report)):
        if text:
            page.print(f"{text}.")
    if report.defects:
        page.heading("to know before quoting it")
        for one, why in defects(report):
            page.print(f"{SIGNS[one.judgement]} {one.claim.id}  {one.claim.claim}")
            page.indented(why, by=4, style="dim")
    for judgement in ORDER:
        claims = with_judgement(report, judgement)
        if not claims:
            continue
        page.heading(f"{judgement} ({len(claims)})")
        brief = not full and judgement in ("holds", "cannot be checked")
        for one in claims:
            page.print(f"{SIGNS[judgement]} {one.claim.id}  {one.claim.claim}")
            if judgement == "cannot be checked":
                page.indented(one.reason, by=4, style="dim")
            elif not brief:
                for label, text in proof(one):
                    page.indented(f"{label}: {text}", by=4, style="dim")
                page.indented(named_sources(one), by=4, style="dim")
    if not full:
        page.gap()
        page.print("The figures behind the claims that hold: --full")


def to_markdown(report: Report) -> str:
    """Return a report as Markdown."""
    lines = [f"# {escaped(report.essay.title)}", ""]
    lines += [f"{escaped(text)}.\n" for text in _top(report) if text]
    if report.defects:
        lines += ["## To know before quoting it", ""]
        lines += [
            f"- **{one.claim.id}** {escaped(one.claim.claim)} *{one.judgement.capitalize()}:* "
            f"{escaped(why)}"
            for one, why in defects(report)
        ]
        lines.append("")
    for judgement in ORDER:
        claims = with_judgement(report, judgement)
        if claims:
            lines += [f"## {judgement.capitalize()} ({len(claims)})", ""]
            lines += table(("", "Claim", "What was found", "Sources"), (_row(c) for c in claims))
    return "\n".join(lines)


def _top(report: Report) -> tuple[str, ...]:
    return (summary(report), in_part(report), scored(report))


def _row(one: Judged) -> tuple[str, ...]:
    said = " · ".join(f"{label}: {text}" for label, text in proof(one)) or one.reason
    return (one.claim.id, one.claim.claim, said, named_sources(one))


def to_json(report: Report) -> str:
    """Return a report as JSON, with counts by judgement."""
    data = {
        "title": report.essay.title,
        "written": report.essay.written,
        "as_of": report.as_of,
        "warehouse": report.warehouse,
        "checked": report.checked,
        "counts": {j: report.count(j) for j in JUDGEMENTS},
        "defects": [{"id": one.claim.id, "why": why} for one, why in defects(report)],
        "claims": [_data(one) for one in report.claims],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _data(one: Judged) -> dict[str, object]:
    found = {name: [asdict(f) for f in getattr(one, name)] for name in ("then", "others", "now")}
    return {
        "claim": one.claim.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "judgement": one.judgement,
        "reason": one.reason,
        **found,
        "sources": list(one.sources),
        "vintage": one.vintage,
        "outcome": one.outcome,
        "final": one.final,
        "brier": one.brier,
    }


def to_html(report: Report) -> str:
    """Return a report as a page that needs nothing else."""
    return filled(
        "claims.html",
        r=report,
        order=ORDER,
        signs=SIGNS,
        groups={j: with_judgement(report, j) for j in ORDER},
        top=[text for text in _top(report) if text],
        defects=defects(report),
        proof=proof,
        named=named_sources,
    )
