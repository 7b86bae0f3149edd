"""Judgements: by meaning, on the shipped figures, and blind to the future."""

from __future__ import annotations

import pytest
import yaml

from rapallo.claims.checks import _moves, closer
from rapallo.claims.judge import JUDGEMENTS, judge
from rapallo.claims.load import load, parse
from rapallo.claims.template import TEMPLATE


@pytest.fixture(scope="module")
def essay(shipped):
    return judge(load("essay"), shipped)


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
    assert essay.checked >= 45


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
        assert judged.then
        for found in judged.then:
            known = [f for f in found.figures if f.value is not None]
            assert all(f.year is not None and f.source for f in known)


def test_predictions_are_scored_by_what_came(essay):
    for judged in essay.claims:
        if judged.brier is not None:
            p = judged.claim.probability
            assert judged.brier == pytest.approx((p - judged.outcome) ** 2)
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


def test_closeness_is_as_the_column_counts_it():
    assert closer("un_agreement") == 1
    assert closer("ideal_distance") == -1
    assert closer("hostility") == -1


def test_the_template_runs_and_finds_what_it_shows(shipped):
    report = judge(parse(TEMPLATE, "template"), shipped)
    found = {one.claim.id: one.judgement for one in report.claims}
    assert found["C12"] == "contradicted"
    assert found["C13"] == "cannot be checked"
    assert found["C1"] == "held then, not now"


@pytest.mark.full_data
def test_all_figures_are_there_in_a_built_warehouse(built):
    report = judge(load("essay"), built)
    shipped_only = [o.claim.id for o in report.claims if "not in the shipped" in o.reason]
    assert shipped_only == []
    assert by_id(report, "A008").judgement == "holds"
