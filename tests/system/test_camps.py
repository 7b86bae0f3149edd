"""Camps of a year from states' own ties."""

from __future__ import annotations

import numpy as np
import pytest

from rapallo.errors import RapalloError
from rapallo.measures.energy import energy, gains
from rapallo.measures.landscape import landscape
from rapallo.system.board import moved
from rapallo.system.camps import Camps, camps, of
from rapallo.system.groups import groups
from rapallo.system.propensities import Drawn, drawn, relative_alignment
from rapallo.warehouse.store import Warehouse

USA, CHINA, RUSSIA, UK, POLAND, FRANCE, CUBA = 2, 710, 365, 200, 290, 220, 40


@pytest.fixture(scope="module")
def in_1955(shipped: Warehouse) -> Camps:
    return camps(shipped, 1955, draws=20, time_limit=60)


@pytest.fixture(scope="module")
def in_2018(shipped: Warehouse) -> Camps:
    return camps(shipped, 2018, time_limit=0.3, draws=0)


def made_up(states: int, *, sides: int = 2, seed: int = 0) -> tuple[Drawn, np.ndarray]:
    """States of planted camps, some of them tied more to all than others are."""
    random = np.random.default_rng(seed)
    side = np.arange(states) % sides
    level = random.uniform(0, 30, states)
    same = side[:, None] == side[None, :]
    index = 20 + level[:, None] + level[None, :] + np.where(same, 8.0, -8.0)
    noise = np.triu(random.normal(0, 1, index.shape), 1)
    index += noise + noise.T
    np.fill_diagonal(index, np.nan)
    size = random.lognormal(size=states)
    codes = np.arange(2, 2 + states, dtype=np.int16)
    return Drawn(2000, codes, size / size.sum(), index, np.stack([index] * 4)), side


def test_relative_alignment_takes_out_what_a_state_has_with_all() -> None:
    states, _ = made_up(12)
    found = relative_alignment(states.alignment, states.size)
    more = states.alignment + np.where(np.arange(12) == 3, 25, 0)[:, None]
    more = more + np.where(np.arange(12) == 3, 25, 0)[None, :]
    np.testing.assert_allclose(relative_alignment(more, states.size), found, atol=1e-9)
    np.testing.assert_allclose(found @ states.size, 0, atol=1e-9)
    np.testing.assert_allclose(found, found.T)


def test_unknown_pairs_have_no_propensity_and_move_no_level() -> None:
    states, _ = made_up(8)
    index = states.alignment.copy()
    index[0, 1] = index[1, 0] = np.nan
    found = relative_alignment(index, states.size)
    assert found[0, 1] == 0
    np.testing.assert_allclose(found @ states.size, 0, atol=1e-9)
    index[0, 1:] = index[1:, 0] = np.nan
    assert not relative_alignment(index, states.size)[0].any()


@pytest.mark.parametrize("sides", [2, 3])
def test_planted_camps_are_found_whatever_the_levels_of_ties(sides: int) -> None:
    states, side = made_up(30, sides=sides)
    found = of(states, count=sides, draws=5, time_limit=60)
    assert found.count == sides
    assert found.proven
    for camp in range(sides):
        assert len(set(side[found.camp == camp])) == 1
    assert (found.hold > 0).all()
    assert (found.certainty == 1).all()


def test_the_absolute_index_sorts_by_level_where_the_relative_one_does_not() -> None:
    states, side = made_up(30)
    found = of(states, centring="midpoint", draws=0)
    assert not np.array_equal(found.camp == found.camp[0], side == side[0])


def test_the_two_camps_are_the_lowest_of_all_configurations(shipped: Warehouse) -> None:
    everyone = drawn(shipped, 1938)
    at = np.argsort(-everyone.size)[:12]
    powers = Drawn(
        1938,
        everyone.codes[at],
        everyone.size[at],
        everyone.alignment[np.ix_(at, at)],
        everyone.dimensions[:, at][:, :, at],
    )
    found = of(powers, draws=0, time_limit=60)
    lowest = landscape(powers.size, found.propensity)
    assert energy(powers.size, found.propensity, found.camp) == pytest.approx(lowest.energy[0])
    assert found.proven


def test_strain_and_hold_are_those_of_the_landscape(in_1955: Camps) -> None:
    size, propensity, camp = in_1955.size, in_1955.propensity, in_1955.camp
    weight = in_1955.drawn.weights(propensity)
    # With two sides a move costs twice what the fence counts, in ordered pairs twice again.
    pull = np.abs(weight).sum(axis=1)
    np.testing.assert_allclose(-gains(size, propensity, camp) / 2 / pull, in_1955.hold, atol=1e-9)
    strained = sum(
        abs(weight[np.searchsorted(in_1955.codes, a), np.searchsorted(in_1955.codes, b)])
        for a, b, _ in in_1955.strained()
    )
    assert 2 * strained / np.abs(weight).sum() == pytest.approx(in_1955.value)


def test_1955_is_the_cold_war_with_proof(in_1955: Camps) -> None:
    assert in_1955.proven
    assert in_1955.camp_of(USA) == in_1955.camp_of(UK) == in_1955.camp_of(FRANCE)
    assert in_1955.camp_of(RUSSIA) == in_1955.camp_of(CHINA) == in_1955.camp_of(POLAND)
    assert in_1955.camp_of(USA) != in_1955.camp_of(RUSSIA)
    assert in_1955.camp_of(9999) == -1
    assert in_1955.members(0)[0] == USA
    at = int(np.searchsorted(in_1955.codes, USA))
    assert in_1955.certainty[at] == 1
    assert in_1955.share(0) + in_1955.share(1) == pytest.approx(1)
    assert in_1955.share(0) > in_1955.share(1)


def test_cohesion_has_friends_inside_and_enemies_outside(in_2018: Camps) -> None:
    held = in_2018.cohesion()
    assert (held.inside > 0.5).all()
    assert (held.outside > 0.5).all()
    assert in_2018.bound <= in_2018.value


def test_named_groups_stand_where_their_members_do(in_2018: Camps) -> None:
    found = {group.code: group for group in groups(in_2018)}
    west = in_2018.camp_of(USA)
    assert found["NATO"].camps[west] == found["NATO"].members == 29
    assert found["NATO"].tilt > 0 > found["SCO"].tilt
    assert all(group.inside > group.outside for group in found.values())
    assert "WARSAW_PACT" not in found


def test_who_changed_sides_is_told_with_the_largest_first(
    shipped: Warehouse, in_1955: Camps
) -> None:
    later = camps(shipped, 1963, time_limit=0.3, draws=0)
    found = moved(in_1955, later)
    assert CUBA in {one.state for one in found}
    size = dict(zip(later.codes.tolist(), later.size.tolist(), strict=True))
    assert [size[one.state] for one in found] == sorted(
        (size[one.state] for one in found), reverse=True
    )
    assert all(later.camp_of(one.state) == one.to for one in found)
    assert moved(later, later) == ()


def test_years_that_will_not_do(shipped: Warehouse) -> None:
    with pytest.raises(RapalloError, match="1816-2025"):
        camps(shipped, 1700)
