"""Dilemmas of threat and alliance: levels by their rules, and what follows."""

from __future__ import annotations

import pytest

from rapallo.alignment.index import Alignment
from rapallo.ledger.case import Case
from rapallo.ledger.threats import Threats
from rapallo.panel.asof import AsOf
from rapallo.triangle.around import Around, place_among, share_of
from rapallo.triangle.dilemmas import dilemmas
from rapallo.triangle.snyder import Snyder

USA, RUS, CHN, GBR, FRA, GMY, ITA = 2, 365, 710, 200, 220, 255, 325


@pytest.fixture(scope="module")
def case_of(shipped):
    def make(year, *who):
        view = AsOf(shipped, year, who)
        return Case(view, Alignment(view), Threats(view, who[:2]), *who), Around(view)

    return make


@pytest.fixture(scope="module")
def in_2018(case_of):
    return case_of(2018, CHN, RUS, USA)


CASES = [(2018, CHN, RUS, USA), (1969, RUS, CHN, USA), (1890, FRA, RUS, GMY), (1820, GBR, RUS, FRA)]


@pytest.mark.parametrize("asked", CASES)
def test_each_says_what_follows_and_shows_figures_no_later_than_asked(case_of, asked):
    found = dilemmas(*case_of(*asked))
    assert [d.id.split("_")[0] for d in found] == [
        "common",
        "abandonment",
        "abandonment",
        "asymmetry",
    ]
    for dilemma in found:
        assert dilemma.level is None or 0 <= dilemma.level <= 1
        assert dilemma.follows
        assert dilemma.rule
        assert dilemma.figures
        assert all(f.year is None or f.year <= asked[0] for f in dilemma.figures)
        assert all(f.value is not None or f.reason for f in dilemma.figures)


def test_the_common_threat_is_the_lesser_place(in_2018):
    case, around = in_2018
    found = dilemmas(case, around)[0]
    places = [case.threats.rank(USA, state) for state in (CHN, RUS)]
    assert found.level == pytest.approx(min(1 - (p - 1) / (n - 1) for p, n in places), abs=0.01)
    assert {f.column for f in found.figures} >= {"threat", "cinc", "military_share", "distance"}


def test_in_1969_china_feared_its_ally_most(case_of):
    """The wedge of 1971-72 rests on this: the Soviet Union threatened China more than anyone."""
    case, around = case_of(1969, RUS, CHN, USA)
    assert next(iter(case.threats.to(CHN))) == RUS
    found = dilemmas(case, around)[0]
    assert "China" in found.follows
    assert "Soviet Union" in found.follows


def test_risks_are_means_of_their_grounds(in_2018):
    snyder = Snyder(*in_2018)
    for state, partner in ((CHN, RUS), (RUS, CHN)):
        for risk in (snyder.abandonment(state, partner), snyder.entrapment(state, partner)):
            values = [part.value for part in risk.parts]
            assert all(0 <= value <= 1 for value in values)
            assert risk.level == pytest.approx(sum(values) / len(values), abs=0.006)


def test_without_a_promise_abandonment_weighs_more_than_entrapment(in_2018):
    snyder = Snyder(*in_2018)
    assert in_2018[0].view.value("defence", CHN, RUS) == 0
    assert snyder.abandonment(RUS, CHN).level > snyder.entrapment(RUS, CHN).level


def test_a_promise_turns_the_dilemma_round(case_of):
    """Under the pact of 1950 Moscow had more to fear from Peking's quarrels than from its loss."""
    case, around = case_of(1955, RUS, CHN, USA)
    assert case.view.value("defence", RUS, CHN) == 1
    snyder = Snyder(case, around)
    assert snyder.entrapment(RUS, CHN).level > snyder.abandonment(RUS, CHN).level


def test_dependence_falls_with_other_protectors(case_of):
    case, around = case_of(2018, GBR, USA, RUS)
    snyder = Snyder(case, around)
    alone = Snyder(*case_of(2018, CHN, RUS, USA))
    assert USA in around.protectors(GBR)
    part = {p.text: p.value for p in snyder.abandonment(GBR, USA).parts}
    other = {p.text: p.value for p in alone.abandonment(RUS, CHN).parts}
    assert part["no other protector as strong"] < other["no other protector as strong"]


def test_the_promise_of_1935_runs_one_way(case_of):
    """Italy stood behind Locarno and promised Germany defence; Germany promised Italy none."""
    found = dilemmas(*case_of(1935, GMY, ITA, GBR))[-1]
    assert "Italy promises to defend Germany" in found.text


def test_unequal_pairs_trade_autonomy_for_security(case_of):
    near, far = (dilemmas(*case_of(2018, *who))[-1] for who in ((CHN, RUS, USA), (CHN, 731, USA)))
    assert near.level < 0.5 < far.level
    assert "autonomy" in far.follows
    assert "autonomy" not in near.follows


def test_the_rival_s_friends_at_odds_with_the_target(in_2018):
    around = in_2018[1]
    torn = around.between(USA, RUS)
    assert {369, 372} <= set(torn)  # Ukraine and Georgia
    assert set(torn) == around.with_sign(USA, 1) & around.with_sign(RUS, -1)
    sizes = [around.capabilities[code] for code in torn]
    assert sizes == sorted(sizes, reverse=True)


def test_small_helpers():
    assert share_of(set(), set()) is None
    assert share_of({1}, {1, 2}) == 0.5
    assert place_among(5.0, [1.0, 5.0, 9.0]) == 0.5
