"""The posterior mode by alternating Newton steps, accelerated, from any start."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .prior import chain
from .steps import item_step, state_step
from .votes import Ints, VoteLayout

Floats = NDArray[np.float64]

MEMORY = 6
ORIENTING = 40


@dataclass
class Parameters:
    """Positions by cell, roll call parameters by item, and the two hyperparameters."""

    theta: Floats
    beta: Floats
    alpha: Floats
    gamma: Floats
    ridge: float
    variance: float

    def pack(self) -> Floats:
        """All parameters as one vector."""
        tail = np.log([self.ridge, self.variance])
        return np.concatenate([self.theta, self.beta, self.alpha, self.gamma, tail])

    def unpack(self, vector: Floats) -> Parameters:
        """Parameters of the same shape from a vector."""
        c, n = len(self.theta), len(self.beta)
        ridge, variance = np.exp(vector[c + 3 * n :])
        theta, beta, alpha, gamma = (
            part.copy() for part in np.split(vector[: c + 3 * n], [c, c + n, c + 2 * n])
        )
        gamma = np.clip(gamma, -12.0, 3.5)
        return Parameters(theta, beta, alpha, gamma, float(ridge), float(variance))


@dataclass(frozen=True)
class Mode:
    """Posterior mode, on the scale on which positions have mean 0 and standard deviation 1."""

    parameters: Parameters
    converged: bool
    iterations: int


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
        size, vectors = np.linalg.eigh(table @ table.T)
        theta[cells] = vectors[:, -1] * np.sqrt(len(cells))
    return theta


def orient(votes: VoteLayout, parameters: Parameters) -> None:
    """Turn each period the way round that agrees with the states' positions before it."""
    theta = parameters.theta
    for period in np.unique(votes.cell_period):
        cells = np.flatnonzero((votes.cell_period == period) & (votes.cell_gap > 0))
        if np.sum(theta[cells] * theta[cells - 1] / votes.cell_gap[cells]) < 0:
            theta[votes.cell_period == period] *= -1.0
            parameters.beta[votes.item_period == period] *= -1.0


def anchor(votes: VoteLayout, parameters: Parameters, anchors: tuple[tuple[int, int], ...]) -> None:
    """Turn everything so that the anchored states lie on their side on average."""
    side = sum(
        sign * float(parameters.theta[votes.state_start[i] : votes.state_start[i + 1]].sum())
        for i, sign in anchors
    )
    if side < 0:
        parameters.theta *= -1.0
        parameters.beta *= -1.0


def standardise(parameters: Parameters) -> Parameters:
    """The same fit on the scale on which positions have mean 0 and standard deviation 1."""
    middle, spread = float(parameters.theta.mean()), float(parameters.theta.std())
    return replace(
        parameters,
        theta=(parameters.theta - middle) / spread,
        alpha=parameters.alpha - parameters.beta * middle,
        beta=parameters.beta * spread,
        variance=parameters.variance / spread**2,
    )


class _Ascent:
    """One sweep: a Newton step on all roll calls, one on all states, then the hyperparameters."""

    def __init__(self, votes: VoteLayout, prior: Floats, sd_walk: float | None) -> None:
        self.votes = votes
        self.prior = prior
        self.sd_walk = sd_walk
        cells = len(votes.cell_state)
        self.linked: Ints = np.flatnonzero(votes.cell_gap > 0)
        self.carry, self.tight = np.zeros(cells), np.zeros(cells)
        self.cell_variance, self.covariance = np.zeros(cells), np.zeros(cells)

    def __call__(self, x: Parameters) -> Parameters:
        v = self.votes
        x = replace(
            x, theta=x.theta.copy(), beta=x.beta.copy(), alpha=x.alpha.copy(), gamma=x.gamma.copy()
        )
        chain(v.cell_gap, x.variance * v.cell_gap, x.ridge, self.carry, self.tight)
        item_step(
            v.item_start, v.item_cell, v.item_vote, v.item_abstentions,
            x.theta, x.beta, x.alpha, x.gamma, self.prior, 1.0,
        )  # fmt: skip
        state_step(
            v.state_start, v.cell_start, v.cell_item, v.cell_vote, self.carry, self.tight,
            x.theta, self.cell_variance, self.covariance,
            x.beta, x.alpha, np.exp(np.exp(x.gamma)), 1.0,
        )  # fmt: skip
        spread = float(np.var(x.theta))
        x.ridge *= float(np.clip(spread, 0.8, 1.25)) ** 0.5
        c = self.linked
        if self.sd_walk is None and len(c):
            step = (x.theta[c] - x.theta[c - 1]) ** 2 + (
                self.cell_variance[c] + self.cell_variance[c - 1] - 2.0 * self.covariance[c]
            )
            x.variance = max(float(np.mean(step / v.cell_gap[c])), 1e-4)
        return x


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
    x = Parameters(theta, np.zeros(n), np.zeros(n), np.zeros(n), 1.0, variance)
    ascend = _Ascent(votes, prior, sd_walk)
    points: list[Floats] = []
    moves: list[Floats] = []
    last = np.inf
    for iteration in range(1, max_iterations + 1):
        before = x.pack()
        x = ascend(x)
        after = x.pack()
        move = after - before
        size = float(np.abs(move[: len(theta)]).max())
        if size < tolerance and abs(move[-2]) < tolerance and iteration > ORIENTING:
            anchor(votes, x, anchors)
            return Mode(standardise(x), True, iteration)
        if iteration <= ORIENTING:
            orient(votes, x)
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
            weight = np.linalg.solve(gram, change @ moves[-1])
            mixed = points[-1] - weight @ np.diff(np.array(points), axis=0)
            x = x.unpack(mixed)
    anchor(votes, x, anchors)
    return Mode(standardise(x), False, max_iterations)
