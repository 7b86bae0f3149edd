"""Rungs of the ladder: known pairs, implied rungs, old figures, unknowns."""

import pytest

from rapallo.alignment.ladder import FRESH, STEPS, ladder
from rapallo.panel.asof import AsOf
from rapallo.panel.columns import COLUMNS

USA, UKG, BEL, RUS, CHN, PRK, TAZ = 2, 200, 211, 365, 710, 731, 510
NAMES = [step.name for step in STEPS]


def stand(warehouse, a, b, year):
    return ladder(AsOf(warehouse, year, (a, b)), a, b)


def test_there_are_eight_rungs_of_declared_columns():
    assert len(STEPS) == 8
    assert all(name in COLUMNS for step in STEPS for name in step.columns)


@pytest.mark.parametrize("year", range(1975, 2026, 5))
def test_the_rung_is_the_highest_below_which_all_are_met(shipped, year):
    found = stand(shipped, USA, UKG, year)
    holds = [rung.status in ("met", "partial") for rung in found.evidence]
    assert found.rung == (holds.index(False) if False in holds else 8)
    assert found.name == (NAMES[found.rung - 1] if found.rung else "none")
    assert [rung.number for rung in found.evidence] == list(range(1, 9))


def test_china_and_russia_stood_at_joint_exercises_in_2018(shipped):
    found = stand(shipped, CHN, RUS, 2018)
    assert found.rung == 4
    by_name = {rung.name: rung for rung in found.evidence}
    assert by_name["alliance treaty"].status == "not met"
    assert by_name["regular joint exercises"].status in ("met", "partial")


def test_britain_and_the_united_states_stood_at_least_at_an_alliance(shipped):
    for year in (1985, 2005):
        found = stand(shipped, USA, UKG, year)
        assert found.rung >= NAMES.index("alliance treaty") + 1


def test_the_order_of_the_pair_does_not_matter(shipped):
    for a, b, year in ((CHN, RUS, 2018), (USA, 740, 1955), (PRK, RUS, 1970)):
        one, two = stand(shipped, a, b, year), stand(shipped, b, a, year)
        assert one.rung == two.rung
        assert [r.status for r in one.evidence] == [r.status for r in two.evidence]


def test_a_defence_pact_includes_the_first_two_rungs(shipped):
    found = stand(shipped, USA, 740, 1955)
    assert [r.status for r in found.evidence[:2]] == ["met", "met"]


def test_a_pact_known_only_from_old_data_still_includes_them_but_not_for_sure(shipped):
    late, early = (stand(shipped, USA, 740, year) for year in (2025, 2018))
    assert early.evidence[4].status == "met"
    assert late.evidence[4].status == "partial"
    assert {r.status for r in late.evidence[:2]} <= {"met", "partial"}
    assert late.rung >= 2


def test_figures_too_old_make_a_rung_partial_with_their_age(shipped):
    for rung in stand(shipped, CHN, RUS, 2025).evidence:
        ages = [f.age for f in rung.figures if f.value is not None]
        if rung.status == "partial" and "included" not in rung.evidence:
            assert min(ages) > FRESH
            assert f"{min(ages)} years ago" in rung.evidence


def test_before_the_data_a_rung_is_unknown_and_says_why(shipped):
    for rung in stand(shipped, UKG, RUS, 1900).evidence:
        if rung.name in ("military-technical cooperation", "regular joint exercises"):
            assert rung.status == "unknown"
            assert "before" in rung.evidence


def test_what_is_not_shipped_is_unknown_and_not_absent(shipped):
    arms = stand(shipped, BEL, TAZ, 2000).evidence[2]
    assert arms.status == "unknown"
    assert "data build" in arms.evidence
