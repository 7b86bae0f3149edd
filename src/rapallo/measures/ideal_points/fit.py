"""Dynamic ordinal ideal points from roll-call votes: the public function."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .result import TAILS, IdealPoints, Ints
from .scale import Scale, groups, standardise
from .votes import VoteLayout, lay_out

Floats = NDArray[np.float64]

SD_DISCRIMINATION = 1.5
SD_THRESHOLD = 10.0
HALF_WIDTH = (2.0, 2.0)

# Below so many votes, waking a second thread costs more than it saves.
WORTH_THREADS = 50_000

# numba's simplest threading layer must not be entered from two Python threads at once.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class _Estimate:
    """Positions on the scale of the prior, before they are put on the reported one."""

    theta: Floats
    draws: NDArray[np.float32] | None
    beta: Floats
    alpha: Floats
    half: Floats
    sd_walk: float
    converged: bool
    iterations: int


def fit_ideal_points(
    state: ArrayLike,
    roll_call: ArrayLike,
    vote: ArrayLike,
    period: ArrayLike,
    *,
    anchors: Sequence[tuple[int, int]] = (),
    use: NDArray[np.bool_] | None = None,
    minority: float = 0.025,
    sd_walk: float | None = 0.25,
    scale: Scale = "period",
    intervals: bool = False,
    draws: int = 600,
    burn_in: int = 150,
    seed: int = 0,
    start: int | None = None,
    few: int = 10,
    tolerance: float = 1e-4,
    max_iterations: int = 500,
) -> IdealPoints:
    r"""Estimate states' positions, period by period, from yes, abstain and no.

    State :math:`i` votes on roll call :math:`j` of period :math:`t` by an ordered logit,

    .. math::
        P(\text{yes}) = L(\beta_j \theta_{it} - \tau_{j2}), \quad
        P(\text{no}) = L(\tau_{j1} - \beta_j \theta_{it}), \quad
        \tau_{j1} = \alpha_j - h_j < \tau_{j2} = \alpha_j + h_j,

    with :math:`L(x) = 1 / (1 + e^{-x})` and a slope :math:`\beta_j` of either sign. A priori
    positions are standard normal in each period and follow a random walk,
    :math:`\theta_{it} - \theta_{i,t-g} \sim N(0, g\,\sigma^2)` over a gap of :math:`g` periods;
    :math:`\beta_j \sim N(0, 1.5^2)`, :math:`\alpha_j \sim N(0, 10^2)`,
    :math:`h_j \sim \text{Gamma}(2, 2)`. Sign: the anchors. Scale: see `scale`.

    Without intervals the posterior mode, by Newton steps on roll calls and trajectories in turn
    with Anderson's acceleration. With intervals the mean and quantiles of a Metropolis-within-Gibbs
    sample of all positions and roll calls together, started at the mode.

    Parameters
    ----------
    state, roll_call, vote : integer arrays, shape (votes,)
        State index, roll call index, and 1 yes, 2 abstain, 3 no. An absence is a missing row, and
        says nothing.
    period : integer array, shape (roll calls,)
        Period (session) index of each roll call. Indices that no roll call has are gaps in time.
    anchors : sequence of (state, sign)
        Signs +1 or -1: positions are turned so that these states lie on their side of the mean,
        taken together. Without anchors the first state that voted gets +1.
    use : boolean array, shape (roll calls,), optional
        Only these roll calls: an issue area.
    minority : float in [0, 0.5), default 0.025
        Roll calls with a smaller share of votes against the most frequent vote are dropped, as in
        NOMINATE [3]_. 0 drops only unanimous ones, which carry no information.
    sd_walk : float > 0 or None, default 0.25
        Standard deviation of a step over one period, in standard deviations of states' positions.
        None estimates it.
    scale : {"period", "pooled"}, default "period"
        Positions have mean 0 and standard deviation 1 among the states that voted in each period,
        or over all states and periods. Votes say little about whether the whole assembly spreads
        or shrinks over decades, so only the first has intervals that do not lean on the prior.
    intervals : bool, default False
        Whether to sample the posterior.
    draws, burn_in, seed : int
        Sweeps kept, sweeps before, seed. The same seed gives the same draws on any number of
        threads.
    start : int, optional
        Start from random positions with this seed, not from each period's principal component.
    few : int, default 10
        Fewer votes than this raise the flag `few` for a state and `thin` for a period.
    tolerance : float, default 1e-4
        Largest change of a position in the last sweep.
    max_iterations : int, default 500

    Returns
    -------
    IdealPoints

    Raises
    ------
    ValueError
        For arrays of the wrong shape, type or range, no divided roll call, an anchor that cast no
        vote or a sign other than +1 and -1, or settings out of range.

    Notes
    -----
    In the spirit of Bailey, Strezhnev and Voeten [1]_, but without their links between resolutions
    that return in later sessions, with a logit for their probit, and with all parameters sampled
    jointly. A state that enters, leaves or returns has positions only where it voted. The prior
    pulls extreme positions a little towards the centre.

    References
    ----------
    .. [1] Bailey, Strezhnev & Voeten (2017). Estimating dynamic state preferences from United
       Nations voting data. Journal of Conflict Resolution 61(2), 430-456.
    .. [2] Martin & Quinn (2002). Dynamic ideal point estimation via Markov chain Monte Carlo for
       the U.S. Supreme Court, 1953-1999. Political Analysis 10(2), 134-153.
    .. [3] Poole & Rosenthal (1997). Congress: A Political-Economic History of Roll Call Voting.

    Examples
    --------
    Three states, two roll calls of one period; state 0 is put on the positive side.

    >>> points = fit_ideal_points(
    ...     [0, 1, 2, 0, 1, 2], [0, 0, 0, 1, 1, 1], [1, 3, 3, 1, 2, 3], [0, 0], anchors=[(0, 1)]
    ... )
    >>> bool(points.theta[0, 0] > points.theta[1, 0] > points.theta[2, 0])
    True
    >>> points.converged
    True
    """
    if sd_walk is not None and not 0 < sd_walk < 10:
        raise ValueError(f"sd_walk must be above 0 (or None, to estimate it), not {sd_walk}")
    if draws < 100 or burn_in < 0:
        raise ValueError(f"at least 100 draws and no negative burn-in, not {draws} and {burn_in}")
    votes = lay_out(state, roll_call, vote, period, use=use, minority=minority)
    group = groups(votes.cell_period, scale)
    signs = _check_anchors(anchors, votes)
    theta = None if start is None else np.random.default_rng(start).normal(size=len(group))
    with _ONE_AT_A_TIME, _threads(len(votes.cell_vote)):
        estimate = _estimate(
            votes, signs, sd_walk, theta, tolerance, max_iterations,
            (draws, burn_in, seed) if intervals else None,
        )  # fmt: skip
    return _report(votes, estimate, group, few)


@contextmanager
def _threads(n_votes: int) -> Iterator[None]:
    """Run on one thread where the votes are few; the draws are the same either way."""
    import numba

    threads = numba.get_num_threads()
    numba.set_num_threads(threads if n_votes >= WORTH_THREADS else 1)
    try:
        yield
    finally:
        numba.set_num_threads(threads)


def _check_anchors(
    anchors: Sequence[tuple[int, int]], votes: VoteLayout
) -> tuple[tuple[int, int], ...]:
    voted = np.diff(votes.state_start) > 0
    for i, sign in anchors:
        if sign not in (1, -1):
            raise ValueError(f"an anchor's sign is 1 or -1, not {sign}")
        if not (0 <= i < votes.n_states and voted[i]):
            raise ValueError(f"anchor {i} cast no vote that is used; choose a state that did")
    return tuple(anchors) or ((int(np.flatnonzero(voted)[0]), 1),)


def _estimate(
    votes: VoteLayout,
    anchors: tuple[tuple[int, int], ...],
    sd_walk: float | None,
    start: Floats | None,
    tolerance: float,
    max_iterations: int,
    sample: tuple[int, int, int] | None,
) -> _Estimate:
    # Imported here so that rapallo.measures can be imported without numba.
    from .mode import find_mode
    from .sampler import draw_posterior

    prior = np.array([SD_DISCRIMINATION**-2, SD_THRESHOLD**-2, *HALF_WIDTH])
    mode = find_mode(
        votes,
        prior,
        anchors=anchors,
        sd_walk=sd_walk,
        start=start,
        tolerance=tolerance,
        max_iterations=max_iterations,
    )
    p = mode.parameters
    if sample is None:
        half, walk = np.exp(p.gamma), float(np.sqrt(p.variance))
        return _Estimate(
            p.theta, None, p.beta, p.alpha, half, walk, mode.converged, mode.iterations
        )
    draws, burn_in, seed = sample
    s = draw_posterior(votes, p, prior, sd_walk=sd_walk, draws=draws, burn_in=burn_in, seed=seed)
    return _Estimate(
        p.theta, s.theta, s.beta, s.alpha, s.half, s.sd_walk, mode.converged, mode.iterations
    )


def _split_r_hat(draws: NDArray[np.float32]) -> float:
    """99 % quantile over positions of the potential scale reduction of the two halves."""
    n = len(draws) // 2
    halves = np.stack([draws[:n], draws[n : 2 * n]]).astype(np.float64)
    within = halves.var(axis=1, ddof=1).mean(axis=0)
    between = halves.mean(axis=1).var(axis=0, ddof=1)
    ratio = np.sqrt((n - 1) / n + between / np.where(within > 0, within, 1.0))
    return float(np.quantile(ratio, 0.99))


def _report(votes: VoteLayout, e: _Estimate, group: Ints, few: int) -> IdealPoints:
    shape = (votes.n_states, votes.n_periods)
    where = (votes.cell_state, votes.cell_period)

    def table(values: Floats) -> Floats:
        out = np.full(shape, np.nan)
        out[where] = values
        return out

    nothing = np.full(len(group), np.nan)
    se, low, high, r_hat, draws = nothing, nothing, nothing, np.nan, None
    if e.draws is None:
        theta, middle, spread = standardise(e.theta, group)
    else:
        draws, middle, spread = standardise(e.draws, group)
        theta = draws.mean(axis=0, dtype=np.float64)
        se = draws.std(axis=0, dtype=np.float64)
        low, high = np.quantile(draws, TAILS, axis=0)
        r_hat = _split_r_hat(draws)
    item_group = votes.item_period if len(middle) > 1 else np.zeros_like(votes.item_period)
    slope = e.beta * spread[item_group]
    centre = e.alpha - e.beta * middle[item_group]
    counts = np.zeros(shape, dtype=np.int64)
    counts[where] = votes.cell_votes
    roll_calls = np.bincount(votes.item_period, minlength=votes.n_periods)
    return IdealPoints(
        theta=table(theta),
        se=table(se),
        low=table(low),
        high=table(high),
        votes=counts,
        few=(counts > 0) & (counts < few),
        roll_calls=roll_calls,
        thin=(roll_calls > 0) & (roll_calls < few),
        kept=votes.kept,
        discrimination=slope,
        cutpoints=np.column_stack([centre - e.half, centre + e.half]),
        sd_walk=e.sd_walk,
        converged=e.converged and not r_hat > 1.1,
        iterations=e.iterations,
        r_hat=float(r_hat),
        draws=draws,
        cells=np.column_stack(where),
    )
