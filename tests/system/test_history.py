"""Camps against who stood where."""

from __future__ import annotations

import numpy as np
import pytest

from rapallo import states
from rapallo.errors import RapalloError
from rapallo.system.history import REFERENCES, reference
from rapallo.system.propensities import drawn
from rapallo.system.scoring import Score, against_history, score, without
from rapallo.warehouse.store import Warehouse

USA, RUSSIA, GERMANY, ITALY, FINLAND, SPAIN = 2, 365, 255, 325, 375, 230


@pytest.fixture(scope="module")
def scores(shipped: Warehouse) -> dict[tuple[str, str], Score]:
    found = against_history(shipped, ("relative", "signs"))
    return {(one.reference.name, one.way): one for one in found}


def test_no_state_is_on_both_sides_and_all_are_in_the_system(shipped: Warehouse) -> None:
    for one in REFERENCES:
        first, second = one.sides(shipped)
        assert not first & second
        assert first
        assert second
        assert (first | second) <= {s for y in range(one.year, 1946) for s in states.in_year(y)} | (
            set(states.in_year(one.year))
        )


def test_sides_are_those_every_history_has(shipped: Warehouse) -> None:
    allies, axis = reference("war of 1939-45").sides(shipped)
    assert {GERMANY, ITALY, FINLAND} <= axis
    assert {USA, RUSSIA, 200, 220} <= allies
    west, east = reference("pacts of 1955").sides(shipped)
    assert set(states.group_members("NATO", 1955)) <= west
    assert set(states.group_members("WARSAW_PACT", 1955)) <= east
    assert SPAIN not in west | east
    entente, central = reference("war of 1914-18").sides(shipped)
    assert {300, 640} <= central
    assert {200, 220, RUSSIA} <= entente
    with pytest.raises(RapalloError, match="pacts of 1955"):
        reference("the Crusades")


def test_the_printed_sides_are_sixteen(shipped: Warehouse) -> None:
    against, with_germany = reference("Axelrod and Bennett").sides(shipped)
    assert len(against) == len(with_germany) == 8


def test_a_score_is_one_for_the_sides_themselves_and_counts_errors(shipped: Warehouse) -> None:
    one = reference("pacts of 1955")
    first, second = one.sides(shipped)
    of_year = drawn(shipped, 1955)
    right = np.where(np.isin(of_year.codes, list(second)), 0, 1)
    found = score(one, "itself", right, of_year, shipped)
    assert (found.right, found.right_size, found.wrong) == (1, 1, ())
    assert found.judged == len(first | second)
    right[np.searchsorted(of_year.codes, USA)] = 0
    assert score(one, "but one", right, of_year, shipped).wrong == ("United States",)
    together = score(one, "one camp", np.zeros_like(right), of_year, shipped)
    assert together.right == pytest.approx(together.together)


def test_relative_alignment_places_the_cold_war_and_beats_one_camp(
    scores: dict[tuple[str, str], Score],
) -> None:
    assert scores["pacts of 1955", "relative"].right == 1
    assert scores["pacts of 1985", "relative"].right_size > 0.95
    assert scores["Axelrod and Bennett", "relative"].right_size > 0.95
    for name in ("pacts of 1985", "members of 2018", "members of 2025"):
        one = scores[name, "relative"]
        assert one.right > one.together
        assert one.right_size > one.together_size + 0.3


def test_what_does_not_hold_stays_told(scores: dict[tuple[str, str], Score]) -> None:
    """The docs say that 1939's sides of the war and the signed network's camps fail."""
    war = scores["war of 1939-45", "relative"]
    assert war.right < war.together
    assert "United States" in war.wrong
    signs = scores["members of 2018", "signs"]
    assert signs.right == pytest.approx(signs.together)


def test_without_security_no_pact_is_known(shipped: Warehouse) -> None:
    of_year = drawn(shipped, 1955)
    less = without("security", of_year)
    off = ~np.eye(len(of_year.codes), dtype=bool)
    np.testing.assert_allclose(
        less.alignment[off], np.nanmean(of_year.dimensions[1:][:, off], axis=0)
    )
    assert less.dimensions.shape[0] == 3
