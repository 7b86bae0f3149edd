"""Who stood where as history has it, for years in which that can be said, with sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rapallo import states
from rapallo.errors import RapalloError
from rapallo.warehouse.store import Warehouse

USA, UK, FRANCE, GERMANY, ITALY, RUSSIA, CHINA, JAPAN = 2, 200, 220, 255, 325, 365, 710, 740
WAR = 5
"""Hostility level of war in the Correlates of War's militarized disputes."""

Sides = tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True)
class Reference:
    """Two sides of a year, from facts that the camps are judged by.

    Parameters
    ----------
    name : str
        Short name.
    year : int
        Year of the ties that camps are made from.
    labels : tuple of str
        Names of the two sides.
    source : str
        Where the sides come from, and who is left out.
    shared : str
        What of it the camps' own ties know too; empty if nothing.
    """

    name: str
    year: int
    labels: tuple[str, str]
    source: str
    shared: str
    _sides: Callable[[Warehouse], Sides]

    def sides(self, warehouse: Warehouse) -> Sides:
        """Return the codes of both sides; states on neither are left out."""
        return self._sides(warehouse)


def _coded(*names: str) -> frozenset[int]:
    return frozenset(states.resolve(name, 1939).cow for name in names)


def _axelrod_bennett(_: Warehouse) -> Sides:
    return (
        _coded(
            "United Kingdom", "France", "Soviet Union", "Czechoslovakia", "Denmark", "Greece",
            "Poland", "Yugoslavia",
        ),
        _coded(
            "Germany", "Italy", "Hungary", "Estonia", "Finland", "Latvia", "Lithuania", "Romania"
        ),
    )  # fmt: skip


def _second_world_war(warehouse: Warehouse) -> Sides:
    """Sides by whom a state first fought in 1939-1945: Axis or United Nations powers."""
    axis = frozenset({GERMANY, ITALY, JAPAN})
    allied = frozenset({USA, UK, RUSSIA, CHINA})
    wars = warehouse.sql(
        "SELECT state1, state2, min(year) AS year FROM dyad_year WHERE year BETWEEN 1939 AND 1945 "
        "AND greatest(dispute_level_12, dispute_level_21) >= ? GROUP BY state1, state2",
        [WAR],
    )
    first: dict[tuple[int, bool], int] = {}
    for one, other, year in wars.iter_rows():
        for state, foe in ((one, other), (other, one)):
            if foe in axis | allied:
                key = (state, foe in axis)
                first[key] = min(first.get(key, year), year)
    never = 1946
    found = {state for state, _ in first} - axis - allied
    with_allies = {s for s in found if first.get((s, True), never) <= first.get((s, False), never)}
    return allied | with_allies, axis | (found - with_allies)


def _first_world_war(warehouse: Warehouse) -> Sides:
    """Sides by whether a state fought Germany or Austria-Hungary, or one of their foes."""
    central = frozenset({GERMANY, 300})
    entente = frozenset({UK, FRANCE, RUSSIA})
    wars = warehouse.sql(
        "SELECT state1, state2 FROM dyad_year WHERE year BETWEEN 1914 AND 1918 "
        "AND greatest(dispute_level_12, dispute_level_21) >= ? GROUP BY state1, state2",
        [WAR],
    )
    foes: dict[int, set[int]] = {}
    for one, other in wars.iter_rows():
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    others = {s: of for s, of in foes.items() if s not in central | entente}
    allied = {s for s, of in others.items() if of & central and not of & entente}
    with_central = {s for s, of in others.items() if of & entente and not of & central}
    return entente | allied, central | with_central


def _allies(warehouse: Warehouse, year: int, pole: int) -> frozenset[int]:
    """Return a state and all that a defence pact binds to it or it to them."""
    rows = warehouse.sql(
        "SELECT state1, state2 FROM dyad_year WHERE year = ? AND ? IN (state1, state2) "
        "AND greatest(coalesce(defence_12, 0), coalesce(defence_21, 0)) > 0",
        [year, pole],
    )
    return frozenset({pole, *rows["state1"], *rows["state2"]})


def _cold_war(year: int) -> Callable[[Warehouse], Sides]:
    def sides(warehouse: Warehouse) -> Sides:
        nato = frozenset(states.group_members("NATO", year))
        warsaw = frozenset(states.group_members("WARSAW_PACT", year))
        west = _allies(warehouse, year, USA) - warsaw | nato
        east = _allies(warehouse, year, RUSSIA) - nato | warsaw
        return west - east, east - west

    return sides


def _since(year: int, pacts: int) -> Callable[[Warehouse], Sides]:
    def sides(warehouse: Warehouse) -> Sides:
        east = frozenset(s for g in ("SCO", "CSTO") for s in states.group_members(g, year))
        west = _allies(warehouse, pacts, USA) | frozenset(states.group_members("NATO", year))
        return west - east, east - west

    return sides


PACTS = "defence pacts, which are one of four indicators of the index's security dimension"
REFERENCES = (
    Reference(
        "war of 1914-18", 1914, ("Entente", "Central Powers"),
        "COW disputes, MID 5.0: at war (level 5) in 1914-18 with Germany or Austria-Hungary, or "
        "with Britain, France or Russia; those who fought both are left out",
        "the disputes of 1914 itself", _first_world_war,
    ),
    Reference(
        "Axelrod and Bennett", 1939, ("against Germany", "with Germany"),
        "Axelrod and Bennett (1993), British Journal of Political Science 23(2), 211-233: sixteen "
        "European states; Portugal, neutral, left out",
        "", _axelrod_bennett,
    ),
    Reference(
        "war of 1939-45", 1939, ("Allies", "Axis"),
        "COW disputes, MID 5.0: whom a state was first at war with (level 5) in 1939-45, Germany, "
        "Italy and Japan, or Britain, China, the Soviet Union and the United States",
        "the disputes of 1939 itself", _second_world_war,
    ),
    Reference(
        "pacts of 1955", 1955, ("West", "East"),
        "Members of NATO or of the Warsaw Pact; of other states those with an ATOP 5.1 defence "
        "pact with the United States or with the Soviet Union, not with both",
        PACTS, _cold_war(1955),
    ),
    Reference(
        "pacts of 1985", 1985, ("West", "East"),
        "As 1955",
        PACTS, _cold_war(1985),
    ),
    Reference(
        "members of 2018", 2018, ("allies of the US", "SCO and CSTO"),
        "NATO and ATOP 5.1 defence pacts with the United States, against members of the Shanghai "
        "Cooperation Organization and the CSTO; no settled history, so a reading",
        PACTS, _since(2018, 2018),
    ),
    Reference(
        "members of 2025", 2025, ("allies of the US", "SCO and CSTO"),
        "As 2018, with ATOP's last year of pacts, 2018",
        PACTS, _since(2025, 2018),
    ),
)  # fmt: skip
"""What camps can be judged by. Of the years from 1946 on it is a reading, not a verdict."""


def reference(name: str) -> Reference:
    """Find a reference by its name.

    Raises
    ------
    RapalloError
        If none goes by it.
    """
    for one in REFERENCES:
        if one.name == name:
            return one
    raise RapalloError(f"no reference {name!r}; there are {', '.join(r.name for r in REFERENCES)}")
