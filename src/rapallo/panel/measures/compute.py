"""A measure for a pair, a year or all: what is asked is checked, computed, and cut to size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from rapallo import states
from rapallo.errors import RapalloError, did_you_mean
from rapallo.panel.columns import column
from rapallo.panel.measures import measure
from rapallo.panel.measures.among import among as group
from rapallo.panel.measures.declaration import Data, Measure, Request
from rapallo.panel.measures.portfolios import VOTING, check_issue
from rapallo.panel.panel import Panel
from rapallo.panel.years import FIRST, LAST
from rapallo.warehouse.store import Warehouse, WarehouseError

WEIGHTS = ("cinc",)


@dataclass(frozen=True)
class Measured(Panel):
    """A measure's values as a Polars frame, with its declaration.

    `columns` are the panel's columns behind it: `sources` and `coverage` speak of these.
    """

    measure: Measure


def measured(
    name: str,
    *who: str | int,
    first: int | None = None,
    last: int | None = None,
    on: str | None = None,
    issue: str | None = None,
    weights: str | None = None,
    rival: str | int | None = None,
    among: str | Iterable[str | int] | None = None,
    warehouse: Warehouse | None = None,
) -> Measured:
    """Return a measure for a pair, for one state and all others, or for all.

    No value uses anything dated later than its year; a smoothed measure's leans on all years up
    to `last`.

    Parameters
    ----------
    name : str
        A measure of `rapallo.panel.measures.MEASURES`.
    *who : str or int
        States, as code or name. Of a measure of pairs: two for a pair, one for its pairs with
        all others, none for all pairs. Of a measure of states: any number, none for all.
    first, last : int, optional
        Years wanted, inclusive; by default all for which there may be values.
    on : {"alliances", "any-tie", "defence", "votes"}, optional
        For similarity: which portfolios. Alliances (default) are 3 defence, 2 neutrality or
        non-aggression, 1 consultation or offence, 0 none, 3 with oneself. Votes are those of the
        General Assembly's session that opened in the year.
    issue : {"me", "nu", "di", "hr", "co", "ec"}, optional
        For votes: only roll calls on the Middle East, nuclear weapons, disarmament, human
        rights, colonialism or economic development.
    weights : {"cinc"}, optional
        For similarity of alliances: weigh each target by its capabilities; a target of unknown
        capabilities is left out.
    rival : str or int, optional
        For common threat: the third state; by default the one that threatens both most.
    among : str or iterable, optional
        For shares and their spread: the group; see `rapallo.panel.measures.among.among`. By
        default the major powers; for power transition all states.
    warehouse : Warehouse, optional
        Where to read; by default the one that `Warehouse.open` finds.

    Returns
    -------
    Measured
        Columns ``state1``, ``state2``, ``year``, or ``state``, ``year``, or ``year``, and the
        measure's values; null where unknown. A directed measure gives each pair both ways,
        another once with the smaller code first.

    Raises
    ------
    UnknownMeasureError
        For a measure that is not declared.
    WarehouseError
        If it needs tables that the shipped snapshot has not.
    RapalloError
        For an unknown state, an option that the measure does not take, or years for which there
        are no data.

    Examples
    --------
    >>> found = measured("kappa_nominal", "CHN", "RUS", first=2016, last=2016, on="defence")
    >>> found.frame.row(0, named=True)["value"].__round__(3)
    -0.017
    """
    declared = measure(name)
    data = _data(declared, on)
    _check_options(declared, on, issue, weights, rival, among)
    codes = tuple(_code(state) for state in who)
    _check_states(declared, codes)
    if warehouse is None:
        with Warehouse.open() as opened:
            return measured(
                name, *who, first=first, last=last, on=on, issue=issue, weights=weights,
                rival=rival, among=among, warehouse=opened,
            )  # fmt: skip
    years = _years(declared, data.years_in(warehouse), first, last)
    request = Request(
        warehouse=warehouse,
        first=years[0],
        last=years[1],
        states=codes,
        on=on or declared.default,
        issue=issue,
        weights=weights,
        rival=None if rival is None else _code(rival),
        among=group("all" if among is None and declared.level == "dyad" else among),
    )
    missing = [table for table in data.tables if table not in request.tables]
    if missing:
        raise WarehouseError(_lacking(name, missing))
    rows = _cut(declared, declared.compute(request), request)
    columns = tuple(column(c, warehouse) for c in data.columns)
    return Measured(rows, columns, declared)


def _data(declared: Measure, on: str | None) -> Data:
    if on is None or on in declared.data:
        return declared.data[on or declared.default]
    if "on" not in declared.options:
        only = f" is of {declared.default} only" if declared.default else " compares no portfolios"
        raise RapalloError(f"{declared.name}{only}; leave out --on {on}")
    hint = did_you_mean(on, declared.data)
    raise RapalloError(
        f"there are no portfolios {on!r}{hint}; there are {', '.join(declared.data)}"
    )


def _lacking(name: str, missing: list[str]) -> str:
    tables = f"the table{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
    said = (
        f"{name} needs {tables}, which the shipped figures leave out; "
        "make a warehouse with: rapallo data build --from DIR"
    )
    if name == "agreement":
        said += ". Agreement over all roll calls is the panel's column un_agreement"
    return said


def _check_options(
    declared: Measure,
    on: str | None,
    issue: str | None,
    weights: str | None,
    rival: object,
    among: object,
) -> None:
    given = {"issue": issue, "weights": weights, "rival": rival, "among": among}
    for option, value in given.items():
        if value is not None and option not in declared.options:
            takes = ", ".join(f"--{o}" for o in declared.options) or "none"
            raise RapalloError(f"{declared.name} takes no --{option}; its options: {takes}")
    voting = VOTING in (on, declared.default)
    if issue is not None and not voting:
        raise RapalloError("--issue is about votes; add --on votes")
    check_issue(issue)
    if weights is not None and voting:
        raise RapalloError("--weights weighs states as targets of ties; roll calls have no weight")
    if weights is not None and weights not in WEIGHTS:
        raise RapalloError(f"there are no weights {weights!r}; there are {', '.join(WEIGHTS)}")


def _years(
    declared: Measure, known: tuple[int, int], first: int | None, last: int | None
) -> tuple[int, int]:
    for year in (first, last):
        if year is not None and not FIRST <= year <= LAST:
            raise RapalloError(f"{year} is outside the state system's years, {FIRST}-{LAST}")
    wanted = (FIRST if first is None else first, LAST if last is None else last)
    if wanted[0] > wanted[1]:
        raise RapalloError(f"the years {wanted[0]} to {wanted[1]} are none: the first comes last")
    both = (max(wanted[0], known[0]), min(wanted[1], known[1]))
    if both[0] > both[1]:
        raise RapalloError(
            f"there are no data for {declared.name} in {wanted[0]}-{wanted[1]}; "
            f"there are for {known[0]}-{known[1]}"
        )
    return both


def _code(state: str | int) -> int:
    return states.resolve(str(state)).cow


def _check_states(declared: Measure, codes: tuple[int, ...]) -> None:
    if declared.level == "system" and codes:
        raise RapalloError(
            f"{declared.name} is of the whole system or a group, not of states; "
            "name the group with --among"
        )
    if declared.level == "dyad":
        if len(codes) > 2:
            raise RapalloError(f"{declared.name} is of pairs; give two states, one or none")
        if len(codes) == 2 and codes[0] == codes[1]:
            raise RapalloError(f"{states.get(codes[0]).label} makes no pair with itself")


def _cut(declared: Measure, rows: pl.DataFrame, request: Request) -> pl.DataFrame:
    """Return the rows asked for, sorted by their keys."""
    if not rows.height:
        raise RapalloError(
            f"there are no values of {declared.name} in {request.first}-{request.last} as asked"
        )
    rows = rows.filter(pl.col("year").is_between(request.first, request.last))
    asked = pl.lit(True)
    if request.states and declared.level == "state":
        asked = pl.col("state").is_in(request.states)
    elif request.states:
        sides = [pl.col(side).is_in(request.states) for side in ("state1", "state2")]
        asked = sides[0] & sides[1] if len(request.states) == 2 else sides[0] | sides[1]
    rows = rows.filter(asked).select(*declared.keys, *declared.values).sort(declared.keys)
    if not rows.height:
        names = " and ".join(states.get(code).label for code in request.states)
        raise RapalloError(
            f"there are no values of {declared.name} for {names} in "
            f"{request.first}-{request.last}: not members of the state system then, or of the "
            "group asked about"
        )
    return rows
