"""The board, the series and landscapes as records, for JSON, CSV and Markdown."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import numpy as np
import polars as pl

from rapallo import states
from rapallo.system.board import Board
from rapallo.system.camps import Camps
from rapallo.system.propensities import rule as camps_rule
from rapallo.system.scoring import Score
from rapallo.system.series import YearOfSystem
from rapallo.system.settling import Settling
from rapallo.triangle.signs import rule as signs_rule

Record = dict[str, Any]


def state_records(board: Board) -> list[Record]:
    """Return a record a state, by camp and size: its camp, and how firmly it is there."""
    camps = board.camps
    moved = {one.state for one in board.moved}
    order = np.lexsort((-camps.size, camps.camp))
    return [
        {
            "code": states.get(int(camps.codes[i])).code,
            "name": states.name(int(camps.codes[i]), camps.year),
            "camp": int(camps.camp[i]),
            "camp_of": leader(camps, int(camps.camp[i])),
            "size": _round(camps.size[i], 6),
            "hold": _round(camps.hold[i], 3),
            "certainty": _round(camps.certainty[i], 2),
            "changed_sides": int(camps.codes[i]) in moved,
            "groups": " ".join(states.groups_of(int(camps.codes[i]), camps.year)),
        }
        for i in order
    ]


def leader(camps: Camps, camp: int) -> str:
    """Return the name of a camp's largest member; a camp is called after it."""
    return states.name(int(camps.members(camp)[0]), camps.year) if camp >= 0 else ""


def camp_records(camps: Camps) -> list[Record]:
    """Return a record a camp: its leader, size, and how it holds together."""
    held = camps.cohesion()
    return [
        {
            "camp": camp,
            "camp_of": leader(camps, camp),
            "states": int((camps.camp == camp).sum()),
            "share_of_capabilities": _round(camps.share(camp), 4),
            "friendly_inside": _round(held.inside[camp], 3),
            "hostile_outside": _round(held.outside[camp], 3),
        }
        for camp in range(camps.count)
    ]


def group_records(board: Board) -> list[Record]:
    """Return a record a named group."""
    return [
        {
            **{k: _round(v, 1) if isinstance(v, float) else v for k, v in asdict(group).items()},
            "tilt": _round(group.tilt, 1),
            "camps": list(group.camps),
        }
        for group in board.groups
    ]


def as_json(board: Board) -> str:
    """Return the whole board as JSON."""
    signed, poles, camps, free = board.balance, board.poles, board.camps, board.free
    found: Record = {
        "year": board.year,
        "camps": {
            "rule": camps_rule(),
            "frustrated": _round(camps.value, 5),
            "bound": _round(camps.bound, 5),
            "proven": camps.proven,
            "camps": camp_records(camps),
            "states": state_records(board),
            "any_number": {
                "frustrated": _round(free.value, 5),
                "bound": _round(free.bound, 5),
                "proven": free.proven,
                "camps": camp_records(free),
            },
            "changed_since": board.since,
        },
        "balance": {
            "rule": signs_rule(),
            "ties": signed.ties,
            "hostile": signed.hostile,
            "triads": dict(zip(("+++", "++-", "+--", "---"), signed.triads, strict=True)),
            "triangle_index": _round(signed.triangles, 4),
            "triangle_index_expected": asdict(signed.expected) if signed.expected else None,
            "walk_index": _round(signed.walk, 4),
            "frustrated_two_camps": signed.two.value,
            "normalised": _round(signed.two.normalised, 4),
            "proven": signed.two.proven,
            "frustrated_any_number": signed.any.value,
            "frustrated_ties": [
                [states.get(a).code, states.get(b).code, sign]
                for a, b, sign in signed.strained(camps.size)
            ],
        },
        "polarity": {
            "kind": poles.kind,
            "powers": {
                states.get(code).code: _round(share, 4)
                for code, share in zip(poles.powers, poles.shares, strict=True)
            },
            "effective_number": _round(poles.effective, 2),
            "share_of_two": _round(poles.top_two, 4),
            "concentration": _round(poles.concentration, 4),
        },
        "groups": group_records(board),
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def as_csv(board: Board) -> str:
    """Return a row a state as CSV."""
    return pl.DataFrame(state_records(board), infer_schema_length=None).write_csv()


def series_records(years: Iterable[YearOfSystem]) -> list[Record]:
    """Return a record a year, with states' codes."""
    return [
        {
            **{k: _round(v, 5) if isinstance(v, float) else v for k, v in asdict(year).items()},
            "first": states.get(year.first).code,
            "second": states.get(year.second).code if year.second >= 0 else "",
        }
        for year in years
    ]


def settling_records(found: Settling) -> list[Record]:
    """Return a record a local minimum."""
    return [
        {
            "minimum": number,
            "energy": _round(minimum.energy, 6),
            "basin": minimum.basin,
            "strict": minimum.strict,
            "side_1": "; ".join(minimum.sides[0]),
            "side_2": "; ".join(minimum.sides[1]),
            "nearest_the_fence": minimum.nearest,
        }
        for number, minimum in enumerate(found.minima, 1)
    ]


def score_records(scores: Iterable[Score]) -> list[Record]:
    """Return a record a reference and way of making camps."""
    return [
        {
            "reference": one.reference.name,
            "year": one.reference.year,
            "way": one.way,
            "judged": one.judged,
            "right": _round(one.right, 3),
            "all_together": _round(one.together, 3),
            "right_by_capabilities": _round(one.right_size, 3),
            "all_together_by_capabilities": _round(one.together_size, 3),
            "wrong": ", ".join(one.wrong),
        }
        for one in scores
    ]


def written(records: list[Record], format: str) -> str:
    """Return records as ``"json"``, ``"csv"`` or ``"md"``."""
    if format == "json":
        return json.dumps(records, indent=2, ensure_ascii=False)
    if format == "csv":
        return pl.DataFrame(records, infer_schema_length=None).write_csv()
    return _table(records) + "\n"


def _table(records: list[Record]) -> str:
    if not records:
        return ""
    names = list(records[0])
    lines = [names, ["---"] * len(names), *([_cell(r[n]) for n in names] for r in records)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value).replace("|", "\\|")


def _round(value: float, digits: int) -> float | None:
    return None if math.isnan(value) else round(float(value), digits)
