"""Which state bears a code of a scheme, and when: ISO 3166, Gleditsch-Ward, V-Dem."""

from __future__ import annotations

from functools import cache

from rapallo.states.names import Bearer, bearer
from rapallo.states.state import LAST_YEAR, all_states, read_table


@cache
def code_bearers(scheme: str) -> dict[str, tuple[Bearer, ...]]:
    """States that bear each code of a scheme, by the code in upper case.

    Schemes with a table of their own are ``iso3``, ``iso_numeric``, ``gw`` (for the numbers that
    are not the Correlates of War's) and ``vdem`` (for the codes that ISO 3166 has otherwise).
    """
    found: dict[str, list[Bearer]] = {}
    for row in read_table("codes.csv"):
        if row["scheme"] == scheme:
            found.setdefault(row["code"], []).append(bearer(row))
    own = {one.cow for rows in found.values() for one in rows}
    for state in all_states().values():
        if scheme == "cow_abb":
            found[state.cow_abb] = [Bearer(state.cow)]
        elif scheme == "cow" or (scheme == "gw" and state.cow not in own):
            found.setdefault(str(state.cow), [Bearer(state.cow)])
    if scheme == "vdem":
        for code, rows in code_bearers("iso3").items():
            found.setdefault(code, list(rows))
    return {code: tuple(rows) for code, rows in found.items()}


def in_force(found: tuple[Bearer, ...], year: int) -> tuple[int, ...]:
    """States, each once, that bear the code or name in `year`, the first meant first."""
    return tuple(dict.fromkeys(one.cow for one in found if one.in_force(year)))


def latest(found: tuple[Bearer, ...]) -> tuple[int, ...]:
    """States that bear the code or name at present, else the one that bore it last."""
    now = in_force(found, LAST_YEAR)
    if now or not found:
        return now
    return (max(found, key=lambda one: one.last or LAST_YEAR).cow,)
