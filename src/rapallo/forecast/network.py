"""Network features: what a pair's allies, neighbours and like states do, in one year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]

NEAR_KM = 800.0
"""Distance at which a neighbour's weight falls to 1/e."""
SHARPNESS = 6
"""Power of the cosine of memberships that weighs a state's like: the closest count nearly alone."""


@dataclass(frozen=True)
class Network:
    """Square matrices of the n states of a year, symmetric but `threat`, with 0 on the diagonal.

    `allied`, `clubs` (allied by a treaty of more than two), `tied` (any obligation), `allied_new`
    and `tied_new` (not so five years before), `rivals`: 0 or 1. `km` and `cosine` are NaN where
    unknown; `contiguous` is 0 or 1; ``threat[k, i]`` is how much k threatens i.
    """

    allied: Floats
    clubs: Floats
    tied: Floats
    allied_new: Floats
    tied_new: Floats
    rivals: Floats
    km: Floats
    cosine: Floats
    contiguous: Floats
    threat: Floats


def like(cosine: Floats, near: Floats) -> Floats:
    """Return how much each state (row) is like each other, rows summing to 1.

    Weights are the `SHARPNESS`-th power of the cosine of memberships of organisations; of a state
    without known memberships, nearness.
    """
    weight = np.where(np.isnan(cosine), 0, np.clip(cosine, 0, 1)) ** SHARPNESS
    np.fill_diagonal(weight, 0)
    known = weight.sum(axis=1, keepdims=True) > 0
    out: Floats = np.where(known, share(weight), near).astype(np.float32)
    return out


def nearness(km: Floats) -> Floats:
    """Return how near each state (row) is to each other, exp(-km / 800), rows summing to 1."""
    weight = np.where(np.isnan(km), 0, np.exp(-km / NEAR_KM))
    np.fill_diagonal(weight, 0)
    return share(weight)


def share(weight: Floats) -> Floats:
    """Return rows divided by their sums; a row of zeros stays."""
    out: Floats = (weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return out


def common_threat(threat: Floats) -> Floats:
    """Return for every pair the greatest over all states k of the lesser of k's two threats."""
    out = np.zeros_like(threat)
    for by in threat:
        np.maximum(out, np.minimum.outer(by, by), out=out)
    return out


def network_features(net: Network, i: Integers, j: Integers) -> dict[str, Floats]:
    """Return the network features of the pairs (i, j), an array each.

    The pull of a kind of tie X on i towards j is the weighted share of i's like that have X with
    j; there is a greater and a lesser of the two ways. The like of a pair are the pairs made of
    i's like and j's like, weighted by both.
    """
    near = nearness(net.km)
    alike = like(net.cosine, near)
    out: dict[str, Floats] = {}
    for name, weight, tie, both in (
        ("pull", alike, net.allied, True),
        ("club_pull", alike, net.clubs, True),
        ("promise_pull", alike, net.tied, True),
        ("near_pull", near, net.allied, True),
        ("near_promise", near, net.tied, False),
    ):
        pull = weight @ tie
        if both:
            out[f"{name}_more"] = np.maximum(pull[i, j], pull[j, i])
        out[f"{name}_less"] = np.minimum(pull[i, j], pull[j, i])
    for name, weight, tie in (
        ("likes_allied", alike, net.allied),
        ("likes_tied", alike, net.tied),
        ("wave", alike, net.allied_new),
        ("promise_wave", alike, net.tied_new),
        ("near_allied", near, net.allied),
        ("near_wave", near, net.allied_new),
    ):
        among: Floats = (weight @ tie @ weight.T).astype(np.float32)
        out[name] = among[i, j]
    for name, tie in (("pacts", net.allied), ("new", net.allied_new)):
        count = tie.sum(axis=1)
        out[f"fewer_{name}"] = np.minimum(count[i], count[j])
        out[f"more_{name}"] = np.maximum(count[i], count[j])
    ties = net.tied.sum(axis=1)
    both_tied: Floats = (net.tied @ net.tied)[i, j]
    out["shared_ties"] = (both_tied / np.maximum(np.sqrt(ties[i] * ties[j]), 1)).astype(np.float32)
    out["shared_allies"] = (net.allied @ net.allied)[i, j]
    crossed = net.allied @ net.rivals
    out["allies_rivals"] = np.maximum(crossed[i, j], crossed[j, i])
    out["common_neighbours"] = (net.contiguous @ net.contiguous)[i, j]
    out["common_threat"] = common_threat(net.threat)[i, j]
    return out
