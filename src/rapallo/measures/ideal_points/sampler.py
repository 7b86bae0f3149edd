"""Draws from the posterior of positions and roll calls, started at the mode."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .draws import draw_items, draw_states
from .mode import Parameters, walk_precision
from .moves import move_runs
from .votes import VoteLayout

Floats = NDArray[np.float64]

BLOCK = 12
RUNS = 20


@dataclass(frozen=True)
class Draws:
    """Posterior draws on the scale of the prior.

    Attributes
    ----------
    theta : float32 array, shape (draws, cells)
    beta, alpha, half : float array, shape (items,)
        Posterior means of the roll calls' parameters; `half` is the half-width h.
    sd_walk : float
        Posterior mean.
    accepted_items, accepted_states : float
        Share of proposals accepted.
    """

    theta: NDArray[np.float32]
    beta: Floats
    alpha: Floats
    half: Floats
    sd_walk: float
    accepted_items: float
    accepted_states: float


def draw_posterior(
    votes: VoteLayout,
    mode: Parameters,
    prior: Floats,
    *,
    sd_walk: float | None,
    draws: int,
    burn_in: int,
    seed: int,
) -> Draws:
    """Draw positions and roll calls by Metropolis within Gibbs.

    Each sweep draws all roll calls given the positions, all trajectories given the roll calls,
    moves and stretches random runs of periods together with their roll calls, and draws the
    walk's standard deviation if it is not given.
    """
    p = mode.copy()
    linked = np.flatnonzero(votes.cell_gap > 0)
    gap = votes.cell_gap[linked]
    random = np.random.default_rng(seed)
    kept = np.empty((draws, len(p.theta)), dtype=np.float32)
    beta, alpha, half = np.zeros_like(p.beta), np.zeros_like(p.alpha), np.zeros_like(p.gamma)
    walk, of_items, of_states = 0.0, 0.0, 0.0
    for sweep in range(burn_in + draws):
        tight = walk_precision(votes, p.variance)
        item_share = draw_items(
            votes.item_start, votes.item_cell, votes.item_vote, votes.item_abstentions,
            p.theta, p.beta, p.alpha, p.gamma, prior, seed, sweep,
        )  # fmt: skip
        state_share = draw_states(
            votes.state_start, votes.cell_start, votes.cell_item, votes.cell_vote, tight,
            p.theta, p.beta, p.alpha, np.exp(np.exp(p.gamma)), BLOCK, seed, sweep,
        )  # fmt: skip
        move_runs(
            votes.cell_period, votes.item_period, tight, p.theta, p.beta, p.alpha, prior,
            RUNS, votes.n_periods, seed, sweep,
        )  # fmt: skip
        if sd_walk is None and len(linked):
            steps = np.sum((p.theta[linked] - p.theta[linked - 1]) ** 2 / gap)
            p.variance = float(steps / random.chisquare(len(linked)))
        if sweep >= burn_in:
            kept[sweep - burn_in] = p.theta
            beta += p.beta / draws
            alpha += p.alpha / draws
            half += np.exp(p.gamma) / draws
            walk += float(np.sqrt(p.variance)) / draws
            of_items += float(item_share) / draws
            of_states += float(state_share) / draws
    return Draws(kept, beta, alpha, half, walk, of_items, of_states)
