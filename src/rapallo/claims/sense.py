"""What a claim file asks that cannot be asked, though its keys and types are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rapallo import states
from rapallo.claims.schema import (
    COLUMN_CHECKS,
    BreakCheck,
    Check,
    Claim,
    ColumnCheck,
    Essay,
    FigureCheck,
    LikeCheck,
    OrderCheck,
    RankCheck,
    TrendCheck,
    groups_of,
    years_of,
)
from rapallo.errors import RapalloError, did_you_mean
from rapallo.panel.column import Column
from rapallo.panel.columns import COLUMNS

INDEX = ("alignment", "security", "diplomacy", "economy", "hostility")
"""The alignment index and its dimensions, which checks may name as columns of pairs."""
RUNG = "rung"
"""The rung of the ladder, which checks may name as a column of pairs too."""
OWN = (*INDEX, RUNG)
WORLD = "world"
"""All states together, for columns that count."""
COUNTS = ("people", "current USD")
"""Units of the columns that may be added up over all states."""

Path = tuple[str | int, ...]
Fault = tuple[Path, str]


def faults(essay: Essay) -> Iterator[Fault]:
    """Yield what cannot be asked: the path of the key at fault, and what is wrong with it."""
    ids = Counter(claim.id for claim in essay.claims)
    by_id = {claim.id: claim for claim in essay.claims}
    seen: set[str] = set()
    for number, claim in enumerate(essay.claims):
        at: Path = ("claims", number)
        if ids[claim.id] > 1 and claim.id in seen:
            yield (*at, "id"), f"two claims have the id {claim.id}"
        seen.add(claim.id)
        if claim.deadline is not None and claim.deadline < essay.written:
            yield (*at, "deadline"), f"{claim.deadline} is before the text was written"
        for place, name in enumerate(claim.states):
            yield from _state((*at, "states", place), name, claim.year or essay.written)
        for place, check in enumerate(claim.check):
            yield from _check((*at, "check", place), check, by_id)


def _check(at: Path, check: Check, by_id: dict[str, Claim]) -> Iterator[Fault]:
    if isinstance(check, LikeCheck):
        for name in check.claims:
            if name not in by_id:
                yield (*at, "claims"), f"there is no claim {name}{did_you_mean(name, by_id)}"
            elif not any(isinstance(c, FigureCheck) for c in by_id[name].check):
                yield (*at, "claims"), f"claim {name} has no figure to compare"
        return
    ends = years_of(check)
    world = False
    for names in groups_of(check):
        if len(set(names)) < len(names):
            yield (*at, "of"), f"a pair is of two states, not {' and '.join(names)}"
        for name in names:
            if name == WORLD and isinstance(check, COLUMN_CHECKS):
                world = True
                continue
            for year in dict.fromkeys(ends):
                yield from _state((*at, "of"), name, year)
    if isinstance(check, COLUMN_CHECKS):
        yield from _columns(at, check, world)


def _state(at: Path, name: str, year: int) -> Iterator[Fault]:
    try:
        states.resolve(name, year)
    except RapalloError as error:
        yield at, str(error)


def _columns(at: Path, check: ColumnCheck, world: bool) -> Iterator[Fault]:
    names = (check.column, *check.also)
    for place, name in enumerate(names):
        key: Path = (*at, "column") if place == 0 else (*at, "also", place - 1)
        declared = COLUMNS.get(name)
        if declared is None and name not in OWN:
            near = did_you_mean(name, [*COLUMNS, *OWN]) or "; see rapallo panel --list"
            yield key, f"there is no column {name}{near}"
            continue
        yield from ((key, why) for why in _unfit(check, name, declared, world))
    if len(names) > 1 and all(n in COLUMNS or n in OWN for n in names):
        yield from (((*at, "also"), why) for why in _unlike(check, names))


def _unfit(check: ColumnCheck, name: str, declared: Column | None, world: bool) -> Iterator[str]:
    """Say why a column cannot answer a check."""
    wanted = 2 if declared is None or declared.level == "dyad" else 1
    whose = "a pair: give two states" if wanted == 2 else "one state: give one"
    if isinstance(check, RankCheck) and wanted == 2:
        yield f"{name} is of pairs, and rank is of states; use figure with scale: percentile"
    elif any(len(names) != wanted for names in groups_of(check)):
        yield f"{name} is of {whose}"
    if declared is not None and declared.kind == "text":
        yield f"{name} holds words, not numbers"
    if declared is not None and years_of(check)[0] < declared.first:
        yield f"{name} begins in {declared.first}"
    ranked = isinstance(check, RankCheck) or (
        isinstance(check, FigureCheck) and check.scale == "percentile"
    )
    if ranked and (name == RUNG or world):
        yield f"{WORLD if world else RUNG} has no place among others"
    if world and (declared is None or declared.unit not in COUNTS or declared.ships != "all"):
        known = [c.name for c in COLUMNS.values() if c.unit in COUNTS and c.ships == "all"]
        yield f"{name} is not added up over the world; these are: {', '.join(known)}"
    by_closeness = (
        isinstance(check, TrendCheck | BreakCheck) and check.is_ in ("closer", "farther")
    ) or (isinstance(check, OrderCheck) and check.by == "closest")
    if by_closeness and not closer(name):
        yield f"more of {name} means neither closer nor farther"


def _unlike(check: ColumnCheck, names: tuple[str, ...]) -> Iterator[str]:
    """Say why columns cannot stand for one another in a check."""
    if isinstance(check, FigureCheck) and check.scale == "value" and check.over is None:
        units = {COLUMNS[n].unit if n in COLUMNS else n for n in names}
        if len(units) > 1:
            yield f"one value cannot be set against figures in {' and '.join(sorted(units))}"
    raw = (isinstance(check, OrderCheck) and check.by == "largest") or (
        isinstance(check, TrendCheck | BreakCheck) and check.is_ not in ("closer", "farther")
    )
    if raw and {1, -1} <= {closer(name) for name in names}:
        instead = "by: closest" if isinstance(check, OrderCheck) else "is: closer or farther"
        yield f"more of one means closer and more of another farther; say {instead}"


def closer(column: str) -> int:
    """Return 1 where more of a column means closer, -1 where farther, 0 where neither.

    Examples
    --------
    >>> closer("un_agreement"), closer("ideal_distance"), closer("gdp")
    (1, -1, 0)
    """
    if column in OWN:
        return -1 if column == "hostility" else 1
    return COLUMNS[column].closer
