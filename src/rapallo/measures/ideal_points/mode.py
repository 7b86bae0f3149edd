"""The posterior mode by alternating Newton steps, accelerated, from any start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .steps import item_step, state_step
from .votes import VoteLayout

Floats = NDArray[np.float64]

MEMORY = 6
ORIENTING = 40


@dataclass
class Parameters:
    """Positions by cell, roll call parameters by item, and the variance of a step of the walk.

    A vote has u = beta_j theta_it - alpha_j and half-width h_j = exp(gamma_j).
    """

    theta: Floats
    beta: Floats
    alpha: Floats
    gamma: Floats
    variance: float

    def copy(self) -> Parameters:
        """Make an independent copy."""
        return Parameters(
            self.theta.copy(),
            self.beta.copy(),
            self.alpha.copy(),
            self.gamma.copy(),
            self.variance,
        )

    def pack(self) -> Floats:
        """All parameters as one vector."""
        tail = [np.log(self.variance)]
        return np.concatenate([self.theta, self.beta, self.alpha, self.gamma, tail])

    def unpack(self, vector: Floats) -> Parameters:
        """Parameters of the same shape from a vector."""
        cells, items = len(self.theta), len(self.beta)
        cuts = [cells, cells + items, cells + 2 * items, cells + 3 * items]
        theta, beta, alpha, gamma, tail = (part.copy() for part in np.split(vector, cuts))
        return Parameters(theta, beta, alpha, np.clip(gamma, -12.0, 3.5), float(np.exp(tail[0])))


@dataclass(frozen=True)
class Mode:
    """The posterior mode and how it was reached."""

    parameters: Parameters
    converged: bool
    iterations: int


def _component(table: Floats) -> Floats:
    """First left singular vector of a table, with mean square 1, by forty power steps."""
    vector = table[:, np.argmax(np.abs(table).sum(axis=0))]
    for _ in range(40):
        vector = table @ (vector @ table)
        vector = vector / max(float(np.sqrt(np.mean(vector**2))), 1e-300)
    return vector


def component_start(votes: VoteLayout) -> Floats:
    """First principal component of each period's votes (yes 1, abstain 0, no -1) as positions."""
    theta = np.zeros(len(votes.cell_state))
    value = 2.0 - votes.item_vote
    counts = np.diff(votes.item_start)
    item = np.repeat(np.arange(len(counts)), counts)
    value -= (np.bincount(item, value) / counts)[item]
    row = np.empty(len(theta), dtype=np.int64)
    for period in np.unique(votes.item_period):
        items = np.flatnonzero(votes.item_period == period)
        span = slice(votes.item_start[items[0]], votes.item_start[items[-1] + 1])
        cells = np.flatnonzero(votes.cell_period == period)
        row[cells] = np.arange(len(cells))
        table = np.zeros((len(cells), len(items)))
        table[row[votes.item_cell[span]], item[span] - items[0]] = value[span]
        theta[cells] = _component(table)
    return theta


def orient(votes: VoteLayout, p: Parameters) -> None:
    """Turn each period the way round that agrees with its states' positions in earlier ones.

    The reference is a running mean of each state's earlier positions, so that one period with few
    roll calls cannot hide a turn.
    """
    reference = np.zeros(votes.n_states)
    for period in np.unique(votes.cell_period):
        cells = np.flatnonzero(votes.cell_period == period)
        states = votes.cell_state[cells]
        if p.theta[cells] @ reference[states] < 0:
            p.theta[cells] *= -1.0
            p.beta[votes.item_period == period] *= -1.0
        reference *= 0.8
        reference[states] += 0.2 * p.theta[cells]


def anchor(votes: VoteLayout, p: Parameters, anchors: tuple[tuple[int, int], ...]) -> None:
    """Turn everything so that the anchored states lie on their side on average."""
    theta = p.theta - p.theta.mean()
    side = sum(
        sign * float(theta[votes.state_start[i] : votes.state_start[i + 1]].sum())
        for i, sign in anchors
    )
    if side < 0:
        p.theta *= -1.0
        p.beta *= -1.0


def walk_precision(votes: VoteLayout, variance: float) -> Floats:
    """Precision of the step into each cell, 0 where a state enters."""
    gap = votes.cell_gap
    return np.where(gap > 0, 1.0 / (variance * np.maximum(gap, 1)), 0.0)


class _Ascent:
    """One sweep: a Newton step on all roll calls, one on all states, then the walk's variance."""

    def __init__(self, votes: VoteLayout, prior: Floats, sd_walk: float | None) -> None:
        self.votes = votes
        self.prior = prior
        self.sd_walk = sd_walk
        self.linked = np.flatnonzero(votes.cell_gap > 0)
        cells = len(votes.cell_state)
        self.variance, self.covariance = np.zeros(cells), np.zeros(cells)

    def __call__(self, p: Parameters) -> Parameters:
        v = self.votes
        p = p.copy()
        item_step(
            v.item_start, v.item_cell, v.item_vote, v.item_abstentions,
            p.theta, p.beta, p.alpha, p.gamma, self.prior, 1.0,
        )  # fmt: skip
        state_step(
            v.state_start, v.cell_start, v.cell_item, v.cell_vote, walk_precision(v, p.variance),
            p.theta, self.variance, self.covariance,
            p.beta, p.alpha, np.exp(np.exp(p.gamma)), 1.0,
        )  # fmt: skip
        c = self.linked
        if self.sd_walk is None and len(c):
            square = (p.theta[c] - p.theta[c - 1]) ** 2 + (
                self.variance[c] + self.variance[c - 1] - 2.0 * self.covariance[c]
            )
            p.variance = max(float(np.mean(square / v.cell_gap[c])), 1e-4)
        return p


def find_mode(
    votes: VoteLayout,
    prior: Floats,
    *,
    anchors: tuple[tuple[int, int], ...],
    sd_walk: float | None,
    start: Floats | None,
    tolerance: float,
    max_iterations: int,
) -> Mode:
    """Posterior mode of positions and roll calls.

    Sweeps are accelerated by Anderson's method over the last six; a sweep that moves more than
    the one before it by half empties the memory. During the first forty, periods that point the
    wrong way round are turned, which makes the answer the same from any start.
    """
    n = len(votes.kept)
    theta = component_start(votes) if start is None else start.copy()
    variance = 0.04 if sd_walk is None else sd_walk**2
    p = Parameters(theta, np.zeros(n), np.zeros(n), np.zeros(n), variance)
    ascend = _Ascent(votes, prior, sd_walk)
    points: list[Floats] = []
    moves: list[Floats] = []
    last = np.inf
    for iteration in range(1, max_iterations + 1):
        before = p.pack()
        p = ascend(p)
        after = p.pack()
        move = after - before
        size = max(float(np.abs(move[: len(theta)]).max()), abs(float(move[-1])))
        if size < tolerance and iteration > ORIENTING:
            anchor(votes, p, anchors)
            return Mode(p, True, iteration)
        if iteration <= ORIENTING:
            orient(votes, p)
            continue
        if size > 1.5 * last:
            points.clear()
            moves.clear()
        last = size
        points.append(after)
        moves.append(move)
        if len(points) > MEMORY:
            points.pop(0)
            moves.pop(0)
        if len(points) > 1:
            change = np.diff(np.array(moves), axis=0)
            gram = change @ change.T
            gram += 1e-10 * np.trace(gram) * np.eye(len(gram))
            weight = np.linalg.lstsq(gram, change @ moves[-1])[0]
            p = p.unpack(points[-1] - weight @ np.diff(np.array(points), axis=0))
    anchor(votes, p, anchors)
    return Mode(p, False, max_iterations)
