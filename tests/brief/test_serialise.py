"""The JSON of an Assessment: the layout that other programs rely on."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np

from rapallo.brief.assessment import Assessment
from rapallo.brief.serialise import from_json, to_json


def test_layout(rich: Assessment) -> None:
    found = json.loads(to_json(rich))
    assert found["pair"] == ["CHN", "RUS"]
    assert found["rival"] == "USA"
    assert found["as_of"] == 2018
    assert {"shade", "text", "rule"} <= found["verdict"].keys()
    wanted = {"value", "low", "high", "percentile", "rank", "of", "trend_5y"}
    assert wanted <= found["index"].keys()
    for dimension in found["dimensions"]:
        assert {"name", "value", "low", "high", "indicators"} <= dimension.keys()
        for indicator in dimension["indicators"]:
            assert {"column", "value", "year", "percentile", "source"} <= indicator.keys()
    assert {"rung", "name", "evidence"} <= found["ladder"].keys()
    for entry in found["ledger"]:
        wanted = {"id", "title", "pull", "strength", "log_odds", "evidence", "sources", "data_to"}
        assert wanted <= entry.keys()
    for outlook in found["forecast"]:
        assert {"outcome", "horizon", "probability", "low", "high", "base_rate"} <= outlook.keys()
    assert {"type", "probabilities", "roles"} <= found["triangle"].keys()
    assert set(found["triangle"]["roles"]) == {"CHN", "RUS", "USA"}
    assert isinstance(found["wedge"], list)
    for analogue in found["analogues"]:
        assert {"pair", "year", "similarity", "what_followed"} <= analogue.keys()
    for source in found["sources"]:
        assert {"id", "title", "version", "licence", "data_to", "citation"} <= source.keys()
    assert found["warnings"] == list(rich.warnings)


def test_there_and_back(any_brief: Assessment) -> None:
    assert from_json(to_json(any_brief)) == any_brief


def test_what_is_not_known_is_null(rich: Assessment) -> None:
    index = replace(rich.index, value=math.nan, low=-math.inf, high=np.float64("nan"))
    text = to_json(replace(rich, index=index))
    found = json.loads(text, parse_constant=lambda word: (_ for _ in ()).throw(ValueError(word)))
    assert [found["index"][key] for key in ("value", "low", "high")] == [None, None, None]


def test_numpy_numbers_are_numbers(rich: Assessment) -> None:
    index = replace(rich.index, value=np.float64(71.5), rank=np.int64(3))  # type: ignore[arg-type]
    found = json.loads(to_json(replace(rich, index=index)))
    assert found["index"]["value"] == 71.5
    assert found["index"]["rank"] == 3
