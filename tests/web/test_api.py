"""The API: the same Assessments, described truly, with errors as problem details."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from starlette.testclient import TestClient

from rapallo.brief.assessment import Assessment
from rapallo.brief.serialise import from_json

schemathesis = pytest.importorskip("schemathesis")
checks = pytest.importorskip("schemathesis.specs.openapi.checks")
ASKED = "/api/v1/assessments/CHN/RUS?rival=USA&as_of=2018"


EXAMPLES = {"positive": 3, "negative": 3}
"""Random requests to each operation; good ones to those that compute come once."""
DATA = [checks.positive_data_acceptance]
"""Not checked: which texts name a state, and in which years, is in the data, not in a schema."""


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_the_description_is_true(client: TestClient, mode: str) -> None:
    """No 5xx, no status or type that is not described, every body as described."""
    schema = schemathesis.openapi.from_dict(client.get("/api/v1/openapi.json").json())
    kind = schemathesis.GenerationMode(mode)
    tried: dict[str, int] = {}

    def check(case: Any) -> None:
        sent = case.as_transport_kwargs(base_url="http://testserver")
        sent = {k: v for k, v in sent.items() if k in ("method", "url", "params", "headers")}
        answer = client.request(**sent)
        tried[case.operation.label] = tried.get(case.operation.label, 0) + 1
        long = [checks.negative_data_rejection] if answer.status_code == 414 else []
        case.validate_response(schemathesis.Response.from_any(answer), excluded_checks=DATA + long)

    for found in schema.get_all_operations():
        operation = found.ok()
        computes = "answers" in operation.tags
        bounded = settings(
            max_examples=1 if computes and mode == "positive" else EXAMPLES[mode],
            deadline=None, derandomize=True, database=None,
            phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        strategy = operation.as_strategy(generation_mode=kind)
        with contextlib.suppress(Unsatisfiable):  # an operation without parameters cannot go wrong
            bounded(given(case=strategy)(check))()
    assert len(tried) >= (10 if mode == "positive" else 5)


def test_an_assessment_is_the_one_that_python_gives(
    client: TestClient, assessed: Callable[..., Assessment]
) -> None:
    answer = client.get(ASKED)
    assert answer.status_code == 200
    assert from_json(answer.text) == from_json(json.dumps(client.get(ASKED).json()))
    ours = assessed("CHN", "RUS", "USA", 2018)
    theirs = from_json(answer.text)
    assert theirs.verdict == ours.verdict
    assert theirs.index == ours.index
    assert [e.id for e in theirs.ledger] == [e.id for e in ours.ledger]


def test_examples_in_the_description_are_answered(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert all(path.startswith("/api/v1/") for path in paths)
    for found in paths.values():
        assert set(found) == {"get"}
        assert {"200", "404", "422", "503"} <= set(found["get"]["responses"])
        for parameter in found["get"].get("parameters", []):
            assert parameter["description"]


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/v1/assessments/Frence/RUS", 404, "did you mean France"),
        ("/api/v1/assessments/CHN/RUS?as_of=1850", 422, "1860 to the present"),
        ("/api/v1/assessments/CHN/RUS?as_of=1500", 422, "as_of"),
        ("/api/v1/alignment", 422, "pair"),
        ("/api/v1/nothing", 404, ""),
    ],
)
def test_errors_are_problem_details(
    client: TestClient, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["title"]
    assert said in told["detail"]


def test_states_bear_the_names_of_their_time(client: TestClient) -> None:
    names = {s["code"]: s["name"] for s in client.get("/api/v1/states?year=1960").json()}
    assert names["RUS"] == "Soviet Union"
    assert "DDR" in names
    assert "UKR" not in names


def test_page_and_api_give_the_same_figures(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Both must have the time to prove the camps, however busy the machine.
    monkeypatch.setattr("rapallo.web.pages.board.SECONDS", 60.0)
    board = client.get("/api/v1/board?as_of=1913").json()
    assert board == client.get("/board?as_of=1913&format=json").json()
    assert board["proven"] is True
    asked = "pair=CHN-RUS&pair=USA-GBR&what=alignment&since=1946&until=1991"
    assert (
        client.get(f"/api/v1/alignment?{asked}").json()
        == client.get(f"/compare?{asked}&format=json").json()
    )
