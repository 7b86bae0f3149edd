"""What is forecast: who is at risk of it, when it comes, and which treaty brings it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rapallo.forecast.features import Features
from rapallo.panel.columns import column

Integers = NDArray[np.intp]
Bools = NDArray[np.bool_]

HORIZONS = (1, 3, 5, 10)
NEVER = 9999
STEP = 10.0
"""Points of the alignment index that count as a step."""


@dataclass(frozen=True)
class Outcome:
    """A change of a pair's treaties, or a step of its alignment index.

    `status` names the flag of `Features` that changes; pairs at risk are those in which it is
    `before`. With `bilateral` only a treaty between the two alone counts; a pact of more ends the
    wait without it. `level_trust` is how far, in log-odds, past forecasts may move the level of the
    next: hardly, where treaties of many states come in bursts; more, where the level changes slowly
    (pacts last longer than they did before 1945, and fewer are made by two states alone). With
    status ``index`` the outcome is that the index comes to stand `STEP` points above (`before` 0)
    or below (1) where it stood at the origin.
    """

    id: str
    label: str
    status: Literal["allied", "tied", "index"]
    before: Literal[0, 1]
    bilateral: bool = False
    level_trust: float = 0.03

    def at_risk(self, features: Features) -> Bools:
        """Return which pair-years are at risk: of that status, or with a known index."""
        if self.status == "index":
            known: Bools = ~np.isnan(features.index)
            return known
        status = features.allied if self.status == "allied" else features.tied
        at_risk: Bools = status == self.before
        return at_risk


OUTCOMES = {
    o.id: o
    for o in (
        Outcome("defence_pact", "a new defence pact", "allied", 0),
        Outcome("any_obligation", "a first obligation of any kind", "tied", 0),
        Outcome("bilateral_pact", "a defence pact of the two alone", "allied", 0, True, 0.3),
        Outcome("end_of_defence_pact", "the end of the defence pact", "allied", 1, level_trust=0.3),
        Outcome("index_rise", f"a rise of the index by {STEP:.0f} points", "index", 0, False, 0.3),
        Outcome("index_fall", f"a fall of the index by {STEP:.0f} points", "index", 1, False, 0.3),
    )
}


@dataclass(frozen=True)
class Cases:
    """Every pair-year's standing towards an outcome, in the rows of `Features`.

    `at_risk` tells whether both were members of the state system and the outcome had not come;
    `wait` is the number of years until it came, `NEVER` where it did not while both were members;
    `event` numbers the treaties (or accessions) that brought it, -1 where it did not come;
    `bilateral` tells whether it was a treaty between the two alone.
    """

    at_risk: Bools
    wait: NDArray[np.int16]
    event: Integers
    bilateral: Bools

    def happened(self, horizon: int) -> Bools:
        """Return whether the outcome came within a number of years."""
        return self.at_risk & (self.wait <= horizon)

    def closed(self, year: NDArray[np.int16], horizon: int, as_of: int) -> Bools:
        """Return which rows' windows had ended as of a year, and by the end of the treaty data."""
        out: Bools = self.at_risk & (year <= min(as_of, column("defence").last) - horizon)
        return out


def cases(features: Features, outcome: Outcome) -> Cases:
    """Return when an outcome comes for every pair-year, and by which event.

    A pair whose one state leaves the system is followed until then and no longer. The pairs of
    one year that share states, directly or through others, are taken to be one event: a treaty or
    an accession. (Pairs of the treaty-level data agree: one treaty's new members are connected.)
    """
    if outcome.status == "index":
        return _steps(features, outcome)
    status = features.allied if outcome.status == "allied" else features.tied
    after = status == 1 - outcome.before
    pair = features.state1.astype(np.intp) * 1000 + features.state2
    order = np.lexsort((features.year, pair))
    year, changed = features.year[order], after[order]
    rows = np.arange(len(order))
    following = np.where(changed, rows, len(rows))
    following = np.append(np.minimum.accumulate(following[::-1])[::-1][1:], len(rows))
    inside = np.minimum(following, len(rows) - 1)
    broken = _breaks(pair[order], year)
    comes = (following < len(rows)) & (broken[inside] == broken)
    wait = np.full(len(order), NEVER, np.int16)
    wait[order[comes]] = (year[inside] - year)[comes]
    at_risk = status == outcome.before
    target = np.full(len(order), -1, np.intp)
    target[order[comes]] = order[inside[comes]]
    begins = np.unique(target[at_risk & (target >= 0)])
    events = _events(features, begins)
    found = at_risk & (target >= 0)
    event = np.full(len(order), -1, np.intp)
    event[found] = events[np.searchsorted(begins, target[found])]
    bilateral = np.zeros(len(order), bool)
    bilateral[found] = features.column("bilateral")[target[found]] > 0
    if outcome.bilateral:
        wait[~bilateral], event[~bilateral] = NEVER, -1
    return Cases(at_risk, wait, event, bilateral)


def _steps(features: Features, outcome: Outcome) -> Cases:
    """Return when the index comes to stand a step away; the steps of one year are one event."""
    pair = features.state1.astype(np.intp) * 1000 + features.state2
    order = np.lexsort((features.year, pair))
    pair, year, index = pair[order], features.year[order], features.index[order]
    sign = 1 - 2 * outcome.before
    wait = np.full(len(order), NEVER, np.int16)
    for ahead in range(max(HORIZONS), 0, -1):
        same = (pair[ahead:] == pair[:-ahead]) & (year[ahead:] == year[:-ahead] + ahead)
        far = sign * (index[ahead:] - index[:-ahead]) >= STEP
        wait[:-ahead][same & far] = ahead
    event = np.where(wait < NEVER, year.astype(np.intp) + wait, -1)
    back = np.argsort(order)
    never_of_two = np.zeros(len(order), bool)
    return Cases(outcome.at_risk(features), wait[back], event[back], never_of_two)


def _breaks(pair: Integers, year: NDArray[np.int16]) -> Integers:
    """Return numbers of the unbroken runs of years of each pair."""
    new = np.append(True, (np.diff(pair) != 0) | (np.diff(year) != 1))
    out: Integers = np.cumsum(new)
    return out


def _events(features: Features, rows: Integers) -> Integers:
    """Return numbers of the events among the rows in which a change shows."""
    from scipy.sparse import coo_matrix  # here, since a brief needs no events
    from scipy.sparse.csgraph import connected_components

    year = features.year[rows].astype(np.intp)
    nodes, at = np.unique(
        np.concatenate([year * 1000 + features.state1[rows], year * 1000 + features.state2[rows]]),
        return_inverse=True,
    )
    i, j = at[: len(rows)], at[len(rows) :]
    graph = coo_matrix((np.ones(len(rows)), (i, j)), shape=(len(nodes), len(nodes)))
    _, component = connected_components(graph, directed=False)
    out: Integers = component[i].astype(np.intp)
    return out
