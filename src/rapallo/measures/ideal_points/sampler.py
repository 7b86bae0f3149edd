"""Draws from the posterior of positions and roll calls, started at the mode."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .draws import draw_items, draw_states
from .mode import Parameters
from .prior import chain, rescale_segments
from .votes import VoteLayout

Floats = NDArray[np.float64]

BLOCK = 12
SEGMENTS = 20


@dataclass(frozen=True)
class Draws:
    """Posterior draws, each on the scale with mean 0 and standard deviation 1 over all cells.

    Attributes
    ----------
    theta : float32 array, shape (draws, cells)
    beta, alpha, half : float array, shape (items,)
        Posterior means of the roll calls' parameters; `half` is the half-width h.
    sd_walk : float array, shape (draws,)
    accepted_items, accepted_states : float
        Share of proposals accepted.
    """

    theta: NDArray[np.float32]
    beta: Floats
    alpha: Floats
    half: Floats
    sd_walk: Floats
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
    walk's standard deviation if it is not given. The ridge that holds the scale is tuned during
    the burn-in and then kept; the remaining play of the scale is taken out of each draw.
    """
    x = replace(
        mode,
        theta=mode.theta.copy(),
        beta=mode.beta.copy(),
        alpha=mode.alpha.copy(),
        gamma=mode.gamma.copy(),
    )
    cells = len(x.theta)
    carry, tight = np.zeros(cells), np.zeros(cells)
    linked = np.flatnonzero(votes.cell_gap > 0)
    gap = votes.cell_gap[linked]
    random = np.random.default_rng(seed)
    kept = np.empty((draws, cells), dtype=np.float32)
    walks = np.empty(draws)
    beta, alpha, half = np.zeros_like(x.beta), np.zeros_like(x.alpha), np.zeros_like(x.gamma)
    shares = np.zeros(2)
    for sweep in range(burn_in + draws):
        chain(votes.cell_gap, x.variance * votes.cell_gap, x.ridge, carry, tight)
        of_items = draw_items(
            votes.item_start, votes.item_cell, votes.item_vote, votes.item_abstentions,
            x.theta, x.beta, x.alpha, x.gamma, prior, seed, sweep,
        )  # fmt: skip
        of_states = draw_states(
            votes.state_start, votes.cell_start, votes.cell_item, votes.cell_vote, carry, tight,
            x.theta, x.beta, x.alpha, np.exp(np.exp(x.gamma)), BLOCK, seed, sweep,
        )  # fmt: skip
        rescale_segments(
            votes.cell_period, votes.item_period, carry, tight, x.theta, x.beta, x.alpha, prior,
            SEGMENTS, votes.n_periods, seed, sweep,
        )  # fmt: skip
        middle, spread = float(x.theta.mean()), float(x.theta.std())
        if sweep < burn_in:
            x.ridge *= float(np.exp(0.5 * np.clip(spread**2 - 1.0, -0.5, 0.5) / (1 + sweep / 30)))
        if sd_walk is None and len(linked):
            step = np.sum((x.theta[linked] - x.theta[linked - 1]) ** 2 / gap)
            x.variance = float(step / random.chisquare(len(linked)))
        if sweep >= burn_in:
            draw = sweep - burn_in
            kept[draw] = (x.theta - middle) / spread
            walks[draw] = np.sqrt(x.variance) / spread
            beta += x.beta * spread / draws
            alpha += (x.alpha - x.beta * middle) / draws
            half += np.exp(x.gamma) / draws
            shares += np.array([of_items, of_states]) / draws
    return Draws(kept, beta, alpha, half, walks, float(shares[0]), float(shares[1]))
