"""A scenario's outcome in words and tables, as text."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Sequence

import polars as pl

from rapallo.scenarios.load import ready
from rapallo.scenarios.result import Outcome, PairOutcome
from rapallo.scenarios.sensitivity import Sensitivity


def as_text(outcome: Outcome) -> str:
    """Return the outcome as a page of plain text."""
    last = len(outcome.years) - 1
    at = [t for t in (5, 10) if t < last] + [last]
    lines = [
        f"{outcome.title}, {outcome.start}-{outcome.years[-1]}",
        *_wrapped(outcome.about),
        "",
        *(f"- {shock}" for shock in outcome.shocks),
        *(["- no shocks: the baseline alone"] if not outcome.shocks else []),
        "",
        f"Index, 0 to 100; 90 % of {outcome.draws:,} draws lie in brackets",
    ]
    rows = [["", "year", "without", "with", "effect", "of it assumed"]]
    for pair in outcome.pairs:
        for n, t in enumerate(at):
            rows.append(
                [
                    f"{pair.names[0]} - {pair.names[1]}" if n == 0 else "",
                    str(outcome.years[t]),
                    _band(pair.baseline.middle[t], pair.baseline.low[t], pair.baseline.high[t]),
                    _band(pair.scenario.middle[t], pair.scenario.low[t], pair.scenario.high[t]),
                    _band(
                        pair.effect.middle[t], pair.effect.low[t], pair.effect.high[t], sign=True
                    ),
                    f"{round(pair.assumed[t], 1) + 0.0:+.1f}",
                ]
            )
    lines += _table(rows)
    lines += ["", f"Verdict in {outcome.years[-1]}"]
    lines += [f"  {p.names[0]} and {p.names[1]}: {p.verdict}" for p in outcome.pairs]
    lines += ["", f"Defence pact: chance within five years of {outcome.years[-1]}, and in force"]
    rows = [["", "chance without", "with", "difference", "in force without", "with"]]
    rows += [_pact_row(pair) for pair in outcome.pairs]
    lines += _table(rows)
    lines += ["", f"Rung of the ladder in {outcome.years[-1]}, % of draws without > with"]
    rows = [["", *(str(rung) for rung in range(len(outcome.pairs[0].rung_baseline)))]]
    for pair in outcome.pairs:
        both = zip(pair.rung_baseline, pair.rung_scenario, strict=True)
        rows.append([" - ".join(pair.names), *(f"{a:.0f} > {b:.0f}" for a, b in both)])
    lines += _table(rows)
    if outcome.triangle is not None:
        lines += ["", f"Triangle of {', '.join(outcome.triangle.states)}, % of draws"]
        rows = [["", str(outcome.start), f"{outcome.years[-1]} without", "with", "difference"]]
        for name, values in outcome.triangle.baseline.items():
            after, change = outcome.triangle.scenario[name], outcome.triangle.difference[name]
            rows.append(
                [
                    name,
                    f"{values[0]:.0f}",
                    f"{values[-1]:.0f}",
                    f"{after[-1]:.0f}",
                    _band(change.middle, change.low, change.high, sign=True),
                ]
            )
        lines += _table(rows)
    lines += ["", f"States in {outcome.years[-1]}, without (and by how much the scenario differs)"]
    rows = [["", "population, millions", "", "capability share, %", ""]]
    for state in outcome.states:
        people, power = state.population, state.cinc
        rows.append(
            [
                state.name,
                _band(*(x[-1] / 1e6 for x in (people.middle, people.low, people.high)), digits=0),
                f"{state.population_effect[-1]:+.1f} %",
                _band(*(x[-1] * 100 for x in (power.middle, power.low, power.high))),
                f"{state.cinc_effect[-1]:+.1f} %",
            ]
        )
    lines += [*_table(rows), ""]
    for note in outcome.notes:
        lines += _wrapped(note)
    return "\n".join(lines) + "\n"


def _pact_row(pair: PairOutcome) -> list[str]:
    effect = pair.chance_effect
    return [
        f"{pair.names[0]} - {pair.names[1]}",
        _percent(pair.chance_baseline[-1]),
        _percent(pair.chance_scenario[-1]),
        _band(effect.middle[-1], effect.low[-1], effect.high[-1], sign=True),
        _percent(pair.pact_baseline[-1]),
        _percent(pair.pact_scenario[-1]),
    ]


def _percent(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.1f} %"


def _band(middle: float, low: float, high: float, *, sign: bool = False, digits: int = 1) -> str:
    if math.isnan(middle):
        return "-"
    plus = "+" if sign else ""
    a, b, c = (f"{round(x, digits) + 0.0:{plus}.{digits}f}" for x in (middle, low, high))
    return f"{a} [{b}, {c}]"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    wide = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return [
        "  " + "  ".join(
            cell.ljust(w) if k == 0 else cell.rjust(w)
            for k, (cell, w) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in rows
    ]  # fmt: skip


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, 96)


def as_json(outcome: Outcome | Sensitivity) -> str:
    """Return the outcome as JSON; what is not known is null."""
    from dataclasses import asdict

    return json.dumps(_plain(asdict(outcome)), indent=1, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def as_csv(outcome: Outcome) -> str:
    """Return a row a pair and year."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["state1", "state2", "year"]
        + [f"{what}_{part}" for what in ("without", "with", "effect") for part in BAND]
        + ["effect_assumed", "chance_without", "chance_with", "pact_without", "pact_with"]
    )
    for pair in outcome.pairs:
        for t, year in enumerate(outcome.years):
            fans = [
                getattr(fan, part)[t]
                for fan in (pair.baseline, pair.scenario, pair.effect)
                for part in BAND
            ]
            rest = [
                "" if math.isnan(x[t]) else x[t]
                for x in (
                    pair.assumed, pair.chance_baseline, pair.chance_scenario, pair.pact_baseline,
                    pair.pact_scenario,
                )
            ]  # fmt: skip
            writer.writerow([*pair.pair, year, *fans, *rest])
    return out.getvalue()


BAND = ("low", "middle", "high")


def as_tornado(found: Sensitivity) -> str:
    """Return a sensitivity as a table in plain text, the widest bar first."""
    lines = [
        f"{found.title}: effect on {' and '.join(found.pair)} in {found.year}, "
        f"{found.effect:+.2f} points ({found.verdict})",
        "One input moved at a time; ! where the verdict turns",
        "",
    ]
    rows = [["", "moved to", "effect", "moved to", "effect", ""]]
    rows += [
        [
            bar.name[:70],
            bar.down,
            f"{bar.effect_down:+.2f}",
            bar.up,
            f"{bar.effect_up:+.2f}",
            "!" if bar.flips else "",
        ]
        for bar in found.bars
        if bar.group != "threshold"
    ]
    lines += _table(rows)
    turned = [bar for bar in found.bars if bar.flips]
    lines += ["", "What turns the verdict"]
    for bar in turned:
        if bar.group == "threshold":
            lines.append(
                f"  {bar.name}: {bar.down}: {bar.verdict_down}, {bar.up}: {bar.verdict_up}; "
                f"at the middle {found.triangle}"
            )
        else:
            lines.append(
                f"  {bar.name}: {bar.down}: {bar.verdict_down}, {bar.up}: {bar.verdict_up}"
            )
    return "\n".join([*lines, *([] if turned else ["  nothing that was tried"])]) + "\n"


def as_list() -> str:
    """Return the ready scenarios as a table in plain text."""
    rows = [["name", "states", "years", "what if"]]
    rows += [
        [name, " ".join(one.states), f"{one.start}-{one.end}", one.title]
        for name, one in ready().items()
    ]
    wide = [max(len(row[k]) for row in rows) for k in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(w) for cell, w in zip(row, wide, strict=True)).rstrip() for row in rows
    )


def as_coverage(frame: pl.DataFrame) -> str:
    """Return the coverage of a hindcast as a table in plain text."""
    head = ["", "counted", "years", "from", "pairs", "covered", "width", "error", "no change"]
    rows = [
        [
            row["group"],
            row["counted"],
            str(row["horizon"] or "all"),
            str(row["origin"] or "all"),
            f"{row['pairs']:,}",
            f"{row['covered']:.1f} %",
            f"{row['width']:.1f}",
            f"{row['error']:.2f}",
            f"{row['error_no_change']:.2f}",
        ]
        for row in frame.iter_rows(named=True)
    ]
    return "\n".join(_table([head, *rows]))
