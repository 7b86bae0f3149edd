"""Judgements: by meaning, on the shipped figures, and blind to the future."""

from __future__ import annotations

import pytest
import yaml

from rapallo.alignment.ladder import ladder
from rapallo.claims.checks import _moves
from rapallo.claims.judge import JUDGEMENTS, judge
from rapallo.claims.load import load, parse
from rapallo.claims.template import TEMPLATE
from rapallo.panel.asof import AsOf


@pytest.fixture(scope="module")
def essay(shipped):
    """The essay and the template, judged at once: forecasts of a year are made but once."""
    read = load("essay")
    claims = [*read.claims, *parse(TEMPLATE, "template").claims]
    return judge(read.model_copy(update={"claims": claims}), shipped)


def by_id(report, name):
    return next(one for one in report.claims if one.claim.id == name)


def one(shipped, *check, as_of=2025, **claim):
    text = {
        "title": "t",
        "written": 2018,
        "claims": [{"id": "C", "claim": "what is claimed", "kind": "verdict", **claim}],
    }
    text["claims"][0]["check"] = list(check)
    return judge(parse(yaml.safe_dump(text), "t.yaml"), shipped, as_of).claims[0]


GDP = {"kind": "figure", "column": "gdp", "of": ["RUS"], "year": 2017, "is": "below"}


def test_every_claim_is_judged_and_counted_once(essay):
    assert sum(essay.count(j) for j in JUDGEMENTS) == len(essay.claims) >= 100
    of_essay = [one for one in essay.claims if one.claim.id.startswith("A")]
    assert sum(one.judgement != "cannot be checked" for one in of_essay) >= 55


def test_the_defects_of_the_essay_show(essay):
    assert by_id(essay, "A064a").judgement == "contradicted"  # unlike figures compared
    assert by_id(essay, "A032").judgement == "contradicted"  # arms did not deepen steadily
    assert by_id(essay, "A087").judgement == "depends on the measure"  # votes against trade
    assert by_id(essay, "A026").judgement == "contradicted"  # no break of 2014 in votes
    assert by_id(essay, "A096").judgement == "holds"  # though sanctions show it


def test_what_has_changed_since_is_told_apart(essay):
    for name in ("A047", "A058"):  # a population that grew, an economy under 2 trillion dollars
        assert by_id(essay, name).judgement == "held then, not now"
    assert by_id(essay, "A056").judgement == "holds"  # a figure of 2017 is not undone by growth


def test_every_finding_has_a_figure_with_year_and_source(essay):
    for judged in essay.claims:
        if judged.judgement == "cannot be checked":
            assert judged.reason
            continue
        compared = all(check.kind == "like" for check in judged.claim.check)
        assert judged.then
        assert compared or judged.sources
        for found in judged.then:
            known = [f for f in found.figures if f.value is not None]
            assert compared or known
            assert all(f.year is not None and f.source for f in known)


def test_predictions_are_scored_by_what_came(essay):
    due = [one for one in essay.claims if one.claim.deadline is not None]
    for judged in due:
        if judged.brier is not None:
            p = judged.claim.probability
            assert judged.brier == pytest.approx((p - judged.outcome) ** 2)
    still_open = [one for one in due if one.claim.deadline > essay.as_of]
    assert still_open
    assert all(not one.final and one.brier is None for one in still_open)
    assert by_id(essay, "A040").outcome is True
    assert by_id(essay, "A040").brier == pytest.approx(0.25)


def test_a_value_below_and_one_above_are_told_apart(shipped):
    assert one(shipped, {**GDP, "value": 1.6e12}, kind="quantity").judgement == "holds"
    assert one(shipped, {**GDP, "value": 1.5e12}, kind="quantity").judgement == "contradicted"


def test_another_measure_that_disagrees_is_not_passed_over(shipped):
    check = {"kind": "order", "column": "trade", "of": [["USA", "CHN"], ["USA", "RUS"]],
             "year": 2017, "by": "closest"}  # fmt: skip
    assert one(shipped, check).judgement == "holds"
    told = one(shipped, {**check, "also": ["un_agreement"]})
    assert told.judgement == "depends on the measure"
    assert len(told.others) == 1


def test_nothing_after_the_as_of_year_is_used(shipped):
    then, now = (one(shipped, {**GDP, "value": 2e12}, as_of=y) for y in (2018, 2025))
    assert (then.judgement, now.judgement) == ("holds", "held then, not now")
    years = [f.year for found in (*then.then, *then.now) for f in found.figures]
    assert max(y for y in years if y is not None) <= 2018


def test_a_check_of_a_year_after_the_as_of_year_cannot_be_made(shipped):
    assert one(shipped, {**GDP, "value": 2e12}, as_of=2010).judgement == "cannot be checked"


def test_what_is_not_shipped_is_said_with_the_way_to_get_it(shipped):
    check = {**GDP, "column": "military_personnel", "value": 1e9}
    told = one(shipped, check)
    assert told.judgement == "cannot be checked"
    assert "rapallo data build" in told.reason


@pytest.mark.parametrize(
    "check",
    [
        {"kind": "rank", "column": "military_spending", "of": ["RUS"], "at_most": 10},
        {"kind": "figure", "column": "arms", "of": ["RUS", "CHN"], "scale": "percentile",
         "is": "above", "value": 50},
    ],
)  # fmt: skip
def test_a_place_among_a_few_shipped_states_is_not_given_as_one_among_all(shipped, check):
    told = one(shipped, {**check, "year": 2017})
    assert told.judgement == "cannot be checked"
    assert "rapallo data build" in told.reason


def test_a_figure_on_another_basis_is_not_called_wrong(shipped):
    check = {"kind": "figure", "column": "trade", "of": ["USA", "CHN"], "year": 2016,
             "is": "about", "value": 650e9}  # fmt: skip
    assert one(shipped, check).judgement == "contradicted"
    told = one(shipped, check, basis="goods and services")
    assert told.judgement == "depends on the measure"


@pytest.mark.parametrize(
    ("values", "way", "holds"),
    [
        ([1, 2, 3], "rises steadily", True),
        ([1, 3, 2], "rises steadily", False),
        ([1, 3, 2], "rises", True),
        ([3, 1, 2], "falls", True),
        ([3, 2, 1], "falls steadily", True),
        ([2, 2, 2], "does not fall", True),
        ([2, 3, 1], "does not fall", False),
    ],
)
def test_trends_are_what_they_are_called(values, way, holds):
    assert _moves(values, way) is holds


def test_the_template_runs_and_finds_what_it_shows(essay):
    found = {one.claim.id: one.judgement for one in essay.claims}
    assert found["C12"] == "contradicted"
    assert found["C13"] == "cannot be checked"
    assert found["C1"] == "held then, not now"


TREND = {"kind": "trend", "column": "gdp", "of": ["RUS"], "from": 2013, "to": 2016}


@pytest.mark.parametrize(
    ("deadline", "as_of", "outcome", "final"),
    [(2019, 2025, False, True), (2022, 2025, False, True), (2040, 2025, False, False)],
)
def test_a_prediction_is_judged_by_the_last_figures_up_to_its_deadline(
    shipped, deadline, as_of, outcome, final
):
    told = one(shipped, {**TREND, "is": "rises"}, kind="prediction", deadline=deadline,
               chance=0.9, as_of=as_of)  # fmt: skip
    assert (told.outcome, told.final) == (outcome, final)
    assert told.brier == (pytest.approx(0.81) if final else None)


def test_a_prediction_is_followed_from_its_first_year_on(shipped):
    check = {"kind": "trend", "column": "population", "of": ["CHN"], "from": 2017, "to": 2018,
             "is": "rises"}  # fmt: skip
    told = one(shipped, check, kind="prediction", deadline=2024, chance=0.9)
    assert told.outcome is True  # more people in 2024 than in 2017, though fewer than in 2023
    assert one(shipped, check).judgement == "held then, not now"


def test_measures_of_opposite_polarity_agree_when_both_say_farther(shipped):
    check = {"kind": "trend", "column": "ideal_distance", "of": ["USA", "RUS"], "from": 2000,
             "to": 2017, "is": "farther", "also": ["alignment"]}  # fmt: skip
    told = one(shipped, check)
    assert {found.holds for found in (*told.then, *told.others)} == {True}


def test_what_no_measure_bears_out_is_contradicted_whatever_another_check_finds(shipped):
    never = {"kind": "rank", "column": "gdp", "of": ["RUS"], "year": 2017, "at_most": 1,
             "also": ["cinc"]}  # fmt: skip
    split = {"kind": "order", "column": "trade", "of": [["USA", "CHN"], ["USA", "RUS"]],
             "year": 2017, "by": "closest", "also": ["un_agreement"]}  # fmt: skip
    assert one(shipped, never, split).judgement == "contradicted"
    assert one(shipped, split).judgement == "depends on the measure"


def test_a_sum_with_an_unknown_year_is_unknown(shipped):
    check = {"kind": "figure", "column": "joint_vetoes", "of": ["RUS", "CHN"], "is": "above",
             "value": 0}  # fmt: skip
    assert one(shipped, {**check, "years": [2011, 2018]}).judgement == "holds"
    arms = {**check, "column": "arms", "years": [2020, 2023]}  # deliveries are known to 2021
    assert one(shipped, arms).judgement == "cannot be checked"


def test_figures_of_different_sources_are_said_to_be(shipped):
    check = {"kind": "trend", "column": "trade", "of": ["RUS", "KAZ"], "is": "rises"}
    alike, unlike = (one(shipped, {**check, "from": 2001, "to": to}).then[0] for to in (2014, 2023))
    assert len({f.source for f in alike.figures}) == 1
    assert "not of one source" not in alike.text
    assert len({f.source for f in unlike.figures}) == 2
    assert "not of one source" in unlike.text


def test_a_change_of_source_is_no_break(shipped):
    check = {"kind": "break", "column": "trade_share", "of": ["USA", "RUS"], "at": 2014,
             "is": "farther"}  # fmt: skip
    known = {f.source for f in one(shipped, check).then[0].figures}
    around = {
        f.source
        for year in (2013, 2014, 2015)
        for f in [AsOf(shipped, 2025, (2, 365)).figure("trade_share", 2, 365, at=year)]
    }
    assert len(around) > len(known) == 1


def test_all_states_together_are_the_sum_of_each(shipped):
    check = {"kind": "figure", "column": "population", "of": ["world"], "year": 2017,
             "is": "above", "value": 1}  # fmt: skip
    total = shipped.sql("SELECT sum(population) AS x FROM state_year WHERE year = 2017")["x"][0]
    assert one(shipped, check).then[0].figures[0].value == pytest.approx(total)


def test_a_state_that_is_no_more_is_judged_in_its_time(shipped):
    tie = {"kind": "tie", "of": ["USA", "DDR"], "year": 1980, "is": "not friendly"}
    told = one(shipped, tie)
    assert told.then[0].holds is not None
    assert told.now[0].holds is None


def test_what_was_history_to_the_text_is_not_asked_again(shipped):
    rivals = {"kind": "figure", "column": "rivalry", "of": ["CHN", "RUS"], "year": 1969,
              "is": "equal", "value": 1}  # fmt: skip
    told = one(shipped, rivals)
    assert (told.judgement, told.now) == ("holds", ())


def test_a_pact_in_force_did_not_keep_the_two_from_fighting(shipped):
    check = {"kind": "figure", "of": ["CHN", "RUS"], "year": 1969, "is": "equal", "value": 1}
    for column in ("defence", "dispute"):
        assert one(shipped, {**check, "column": column}).judgement == "holds"


def test_the_rung_of_the_ladder_can_be_asked_for(shipped):
    check = {"kind": "figure", "column": "rung", "of": ["CHN", "RUS"], "year": 2018, "is": "above"}
    with_view = ladder(AsOf(shipped, 2018, (710, 365)), 710, 365).rung
    assert one(shipped, {**check, "value": with_view - 1}).then[0].holds is True
    assert one(shipped, {**check, "value": with_view}).then[0].holds is False


def test_an_edition_later_than_the_text_is_said(shipped):
    gdp = one(shipped, {**GDP, "value": 2e12})
    disputes = one(shipped, {"kind": "figure", "column": "dispute", "of": ["CHN", "RUS"],
                             "year": 1969, "is": "equal", "value": 1})  # fmt: skip
    assert gdp.vintage
    assert not disputes.vintage


def test_defects_are_what_figures_contradict_or_doubt(essay):
    named = {judged.claim.id for judged in essay.defects}
    assert {"A026", "A032", "A064a", "A087", "A090"} <= named
    assert "A058" not in named


@pytest.mark.full_data
def test_all_figures_are_there_in_a_built_warehouse(built):
    report = judge(load("essay"), built)
    shipped_only = [o.claim.id for o in report.claims if "not in the shipped" in o.reason]
    assert shipped_only == []
    assert by_id(report, "A008").judgement == "holds"
