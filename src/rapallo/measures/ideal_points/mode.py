"""The posterior mode by alternating Newton steps, accelerated, from any start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .linking import Linking, Links
from .steps import item_step, state_step
from .votes import VoteLayout

Floats = NDArray[np.float64]

MEMORY = 6
ORIENTING = 40


@dataclass
class Parameters:
    """Standardised positions by cell, roll call parameters by item, and the common scale.

    A vote has u = beta_j x_it - alpha_j and half-width h_j = exp(gamma_j).
    """

    x: Floats
    beta: Floats
    alpha: Floats
    gamma: Floats
    linking: Linking

    def copy(self) -> Parameters:
        """Make an independent copy."""
        return Parameters(
            self.x.copy(),
            self.beta.copy(),
            self.alpha.copy(),
            self.gamma.copy(),
            self.linking.copy(),
        )

    def pack(self) -> Floats:
        """All parameters as one vector."""
        link = self.linking
        parts = [self.x, self.beta, self.alpha, self.gamma, np.log(link.scale), link.shift]
        return np.concatenate([*parts, [np.log(link.variance)]])

    def unpack(self, vector: Floats) -> Parameters:
        """Parameters of the same shape from a vector."""
        sizes = [len(self.x), *(len(self.beta),) * 3, *(len(self.linking.scale),) * 2]
        x, beta, alpha, gamma, scale, shift, variance = np.split(vector, np.cumsum(sizes))
        gamma = np.clip(gamma, -12.0, 3.5)
        linking = Linking(np.exp(scale), shift.copy(), float(np.exp(variance[0])))
        return Parameters(x.copy(), beta.copy(), alpha.copy(), gamma, linking)

    def theta(self, votes: VoteLayout) -> Floats:
        """Positions on the common scale."""
        period = votes.cell_period
        return self.linking.shift[period] + self.linking.scale[period] * self.x


@dataclass(frozen=True)
class Mode:
    """The posterior mode and how it was reached."""

    parameters: Parameters
    converged: bool
    iterations: int


def component_start(votes: VoteLayout) -> Floats:
    """First principal component of each period's votes (yes 1, abstain 0, no -1) as positions."""
    x = np.zeros(len(votes.cell_state))
    value = 2.0 - votes.item_vote
    counts = np.diff(votes.item_start)
    item = np.repeat(np.arange(len(counts)), counts)
    value -= (np.bincount(item, value) / counts)[item]
    row = np.empty(len(x), dtype=np.int64)
    for period in np.unique(votes.item_period):
        items = np.flatnonzero(votes.item_period == period)
        span = slice(votes.item_start[items[0]], votes.item_start[items[-1] + 1])
        cells = np.flatnonzero(votes.cell_period == period)
        row[cells] = np.arange(len(cells))
        table = np.zeros((len(cells), len(items)))
        table[row[votes.item_cell[span]], item[span] - items[0]] = value[span]
        _, vectors = np.linalg.eigh(table @ table.T)
        x[cells] = vectors[:, -1] * np.sqrt(len(cells))
    return x


def orient(votes: VoteLayout, p: Parameters) -> None:
    """Turn each period the way round that agrees with its states' positions in earlier ones.

    The reference is a running mean of each state's earlier positions, so that one period with few
    roll calls cannot hide a turn.
    """
    reference = np.zeros(votes.n_states)
    for period in np.unique(votes.cell_period):
        cells = np.flatnonzero(votes.cell_period == period)
        states = votes.cell_state[cells]
        if p.x[cells] @ reference[states] < 0:
            items = votes.item_period == period
            p.x[cells] *= -1.0
            p.beta[items] *= -1.0
            p.linking.shift[period] *= -1.0
        reference *= 0.8
        reference[states] += 0.2 * p.x[cells]


def anchor(votes: VoteLayout, p: Parameters, anchors: tuple[tuple[int, int], ...]) -> None:
    """Turn everything so that the anchored states lie on their side on average."""
    theta = p.theta(votes) - p.theta(votes).mean()
    side = sum(
        sign * float(theta[votes.state_start[i] : votes.state_start[i + 1]].sum())
        for i, sign in anchors
    )
    if side < 0:
        p.x *= -1.0
        p.beta *= -1.0
        p.linking.shift *= -1.0


class _Ascent:
    """One sweep: a Newton step on all roll calls, one on all states, then the common scale."""

    def __init__(self, votes: VoteLayout, prior: Floats, sd_walk: float | None) -> None:
        self.votes = votes
        self.prior = prior
        self.sd_walk = sd_walk
        self.links = Links(votes)
        cells = len(votes.cell_state)
        self.variance, self.covariance = np.zeros(cells), np.zeros(cells)

    def __call__(self, p: Parameters) -> Parameters:
        v, links = self.votes, self.links
        p = p.copy()
        item_step(
            v.item_start, v.item_cell, v.item_vote, v.item_abstentions,
            p.x, p.beta, p.alpha, p.gamma, self.prior, 1.0,
        )  # fmt: skip
        carry, tight = links.chain(p.linking.variance)
        state_step(
            v.state_start, v.cell_start, v.cell_item, v.cell_vote, carry, tight,
            p.linking.scale[v.cell_period], p.linking.shift[v.cell_period],
            p.x, self.variance, self.covariance,
            p.beta, p.alpha, np.exp(np.exp(p.gamma)), 1.0,
        )  # fmt: skip
        form = links.form(carry, tight, p.x, self.variance, self.covariance)
        links.put(p.linking, links.maximum(form, p.linking, 2)[0])
        if self.sd_walk is None and len(links.to):
            moments = links.moments(p.linking, p.x, self.variance, self.covariance)
            p.linking.variance = links.best_variance(p.linking.variance, moments)
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
    x = component_start(votes) if start is None else start.copy()
    variance = 0.04 if sd_walk is None else sd_walk**2
    linking = Linking(np.ones(votes.n_periods), np.zeros(votes.n_periods), variance)
    p = Parameters(x, np.zeros(n), np.zeros(n), np.zeros(n), linking)
    ascend = _Ascent(votes, prior, sd_walk)
    points: list[Floats] = []
    moves: list[Floats] = []
    last = np.inf
    for iteration in range(1, max_iterations + 1):
        before = p.pack()
        p = ascend(p)
        after = p.pack()
        move = after - before
        size = max(float(np.abs(move[: len(x)]).max()), float(np.abs(move[len(x) + 3 * n :]).max()))
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
            weight = np.linalg.solve(gram, change @ moves[-1])
            p = p.unpack(points[-1] - weight @ np.diff(np.array(points), axis=0))
    anchor(votes, p, anchors)
    return Mode(p, False, max_iterations)
