"""A claims report leads with what a reader must know, and keeps open what is open."""

from __future__ import annotations

import json
import re

import pytest

from rapallo.brief import claims_report
from rapallo.claims.judge import judge
from rapallo.claims.load import load


@pytest.fixture(scope="module")
def report(shipped):
    essay = load("essay")
    some = (
        "A018",
        "A040",
        "A056",
        "A058",
        "A062",
        "A063",
        "A064",
        "A064a",
        "A065",
        "A087",
        "A008",
        "A032",
    )
    claims = [claim for claim in essay.claims if claim.id in some]
    return judge(essay.model_copy(update={"claims": claims}), shipped)


def by_id(report, name):
    return next(one for one in report.claims if one.claim.id == name)


@pytest.mark.parametrize("write", [claims_report.to_html, claims_report.to_markdown])
def test_every_defect_is_named_before_any_claim_that_holds(report, write):
    text = write(report)
    start = text.lower().index("to know before quoting it")
    holds = re.search(r'(## Holds|<h2 id="holds")', text).start()
    for one in report.defects:
        assert start < text.index(one.claim.id) < holds


def test_what_is_asked_is_said_where_it_is_less_than_the_claim(report):
    assert ("asked", by_id(report, "A018").claim.asks) in claims_report.proof(by_id(report, "A018"))
    assert claims_report.in_part(report)


def test_growth_since_is_no_verdict_on_a_figure_of_its_year(report):
    labels = [label for label, _ in claims_report.proof(by_id(report, "A056"))]
    assert "since" in labels
    assert not any(label.startswith("since: ") for label in labels)
    lasting = [label for label, _ in claims_report.proof(by_id(report, "A058"))]
    assert "since: no" in lasting


def test_an_open_prediction_has_no_score_and_says_so(report):
    told = claims_report.prediction(by_id(report, "A065"))
    assert "open until 2030" in told
    assert "Brier" not in told
    assert "Brier" in claims_report.prediction(by_id(report, "A040"))


def test_what_a_built_warehouse_would_add_is_counted(report):
    assert "1 more with rapallo data build" in claims_report.summary(report)


def test_the_data_have_the_defects_with_their_reasons(report):
    data = json.loads(claims_report.to_json(report))
    assert {d["id"] for d in data["defects"]} == {one.claim.id for one in report.defects}
    assert all(d["why"] for d in data["defects"])
