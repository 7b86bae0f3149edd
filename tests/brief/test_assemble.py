"""The Assessment put together: every question stands, and every number has its source."""

import math
from dataclasses import fields, is_dataclass

import pytest

from rapallo.alignment.index import Alignment
from rapallo.brief import serialise
from rapallo.brief.assemble import question
from rapallo.brief.curated import LICENCE
from rapallo.brief.warnings import warnings_about
from rapallo.errors import RapalloError
from rapallo.forecast.verdict import HOSTILE
from rapallo.panel.asof import AsOf
from rapallo.panel.figure import Figure, Series
from rapallo.sources.registry import SOURCES

QUESTIONS = [
    ("IND", "USA", "CHN", None),
    ("DEU", "RUS", "GBR", 1921),
    ("FRA", "RUS", "DEU", 1890),
    ("FRA", "GBR", "DEU", 1903),
    ("PRK", "RUS", "KOR", 2023),
    ("EGY", "SYR", "ISR", 1957),
    ("East Germany", "Soviet Union", "USA", 1960),
    ("CHN", "RUS", "USA", None),
    ("CHN", "RUS", None, 2018),
    ("FRA", "GBR", None, 1816),
    ("China", "365", "United States", 1950),
    ("SSD", "TUV", None, 2025),
]
LICENSED = {source.id: source for source in SOURCES}


@pytest.fixture
def made(assessed):
    return assessed


def walk(item):
    if isinstance(item, (Figure, Series)):
        yield item
    elif is_dataclass(item):
        for field in fields(item):
            yield from walk(getattr(item, field.name))
    elif isinstance(item, dict):
        for value in item.values():
            yield from walk(value)
    elif isinstance(item, tuple):
        for value in item:
            yield from walk(value)


@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_a_question_is_answered_from_what_was_known(made, asked):
    answer = made(*asked)
    year = asked[3] or 2025
    assert answer.as_of == year
    assert answer.verdict.shade in ("clear no", "unlikely", "grey", "in the making", "formed")
    assert answer.verdict.rule[0].isdigit()
    assert answer.verdict.flips
    assert len({*answer.pair, answer.rival}) == 3
    assert {*answer.pair, answer.rival} <= set(answer.names)
    assert len(answer.ladder.evidence) == 8
    assert len(answer.ledger) >= 24
    assert [d.name for d in answer.dimensions] == ["security", "diplomacy", "economy", "hostility"]
    assert max(point.year for point in answer.history) == year
    assert {point.pair for point in answer.history} <= {
        (a, b) for a in answer.names for b in answer.names
    }
    assert sum(answer.distribution) == answer.index.of
    assert answer.triangle.timeline[-1].year == year
    assert answer.triangle.type == answer.triangle.timeline[-1].type


@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_every_number_has_a_source_with_its_licence_and_none_is_later(made, asked):
    answer = made(*asked)
    cited = {note.id: note for note in answer.sources}
    for found in walk(answer):
        used = found.points if isinstance(found, Series) else found.year is not None
        if not used or found.source == "rapallo":
            continue
        years = [p[0] for p in found.points] if isinstance(found, Series) else [found.year]
        note = cited[found.source]
        assert max(years) <= note.data_to <= answer.as_of
        ours = note.id.startswith("record_")
        assert note.licence == (LICENCE if ours else LICENSED[note.id].licence)
        assert note.citation


@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_it_survives_the_way_to_json_and_back(made, asked):
    answer = made(*asked)
    text = serialise.to_json(answer)
    assert "NaN" not in text
    assert "Infinity" not in text
    assert serialise.to_json(serialise.from_json(text)) == text


def test_the_pact_and_the_border_war_both_show_and_1970_is_not_close(made):
    answer = made("CHN", "RUS", "USA", 1970)
    assert answer.verdict.shade == "unlikely"
    assert "hollow" in answer.verdict.text
    assert answer.ladder.evidence[4].status == "met"
    hostility = next(d.value for d in answer.dimensions if d.name == "hostility")
    assert hostility >= HOSTILE
    assert any("not alignment" in warning for warning in answer.warnings)


def test_the_lines_of_the_ledger_add_up_to_the_forecast(made):
    for asked in QUESTIONS:
        answer = made(*asked)
        found = answer.makeup
        if found is None:
            assert all(e.log_odds is None for e in answer.ledger)
            assert all(o.probability is None for o in answer.forecast)
            continue
        lines = sum(e.log_odds for e in answer.ledger if e.log_odds is not None)
        total = found.baseline + lines + found.calibration
        assert total == pytest.approx(found.log_odds, abs=1e-9)
        assert 1 / (1 + math.exp(-total)) == pytest.approx(found.probability)
        five = next(o for o in answer.forecast if o.horizon == 5)
        assert five.probability == found.probability
        assert five.low <= five.probability <= five.high


def test_a_forecast_stands_beside_its_record_and_says_what_is_extrapolated(made):
    then, now = made("CHN", "RUS", "USA", 2018), made("CHN", "RUS", "USA", 2025)
    for answer in (then, now):
        for outlook in answer.forecast:
            assert outlook.track.pairs > 0
            assert outlook.track.low <= outlook.track.observed <= outlook.track.high
            assert outlook.base_rate is not None
    assert all("extrapolated" in o.model for o in now.forecast)
    assert not any("extrapolated" in o.model for o in then.forecast)


def test_a_pair_of_1890_has_a_forecast_and_one_of_1816_has_none(made):
    early = made("FRA", "RUS", "DEU", 1890)
    assert early.makeup.origin <= 1890
    assert 0 < early.makeup.probability < 1
    assert made("FRA", "GBR", None, 1816).makeup is None


def test_allies_in_being_are_formed(made):
    assert made("East Germany", "Soviet Union", "USA", 1960).verdict.shade == "formed"


def test_a_rival_not_named_is_found_and_explained(made):
    answer = made("CHN", "RUS", None, 2018)
    assert answer.rival == "USA"
    assert "United States" in answer.rival_reason
    assert made("CHN", "RUS", "USA", 2018).rival_reason is None


def test_a_rival_named_gives_the_same_answer_as_one_found(made):
    found, named = made("CHN", "RUS", None, 2018), made("CHN", "RUS", "USA", 2018)
    assert found.ledger == named.ledger
    assert found.triangle == named.triangle
    assert found.verdict == named.verdict


def test_old_data_are_warned_of_with_their_age(made):
    warnings = " ".join(made("CHN", "RUS", "USA", 2025).warnings)
    assert "known to 2014 (11 years old)" in warnings
    assert "known to 2018 (7 years old)" in warnings


def test_what_is_unknown_is_said(made):
    warnings = " ".join(made("FRA", "RUS", "DEU", 1890).warnings)
    early = made("FRA", "RUS", "DEU", 1890)
    unknown = [d.name for d in early.dimensions if d.value is None]
    assert all(name in warnings for name in unknown)
    silent = [e for e in early.ledger if e.pull == "silent"]
    assert silent
    assert all(e.text and e.strength is None for e in silent)


@pytest.mark.parametrize("year", [2014, 2016, 2018, 2021, 2023, 2025])
@pytest.mark.parametrize("rival", ["USA", "IND"])
def test_unlike_bases_of_trade_are_told_apart_and_like_ones_not(shipped, rival, year):
    who = [710, 365, {"USA": 2, "IND": 750}[rival]]
    view = AsOf(shipped, year, who)
    figures = [view.figure("trade", *pair) for pair in view.pairs()]
    used = {f.source for f in figures if f.value is not None}
    dimensions = Alignment(view).dimensions(710, 365)
    told = warnings_about(view, tuple(view.pairs()), dimensions, None)
    assert any("not on one basis" in text for text in told) == (len(used) > 1)


def test_the_warning_of_unlike_bases_is_in_the_brief(made):
    for asked, unlike in ((("CHN", "RUS", "USA", 2025), False), (QUESTIONS[-1], True)):
        assert any("not on one basis" in text for text in made(*asked).warnings) == unlike


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("CHN", "Rusia", None, 2018), "Russia"),
        (("CHN", "CHN", None, 2018), "same state"),
        (("RUS", "Soviet Union", None, 1960), "same state"),
        (("CHN", "RUS", "Russia", 2018), "third state"),
        (("CHN", "RUS", None, 1700), "1816"),
        (("CHN", "RUS", None, 2026), "2025"),
        (("Ukraine", "RUS", None, 1960), "Ukraine"),
        (("CHN", "RUS", "Kazakhstan", 1960), "Kazakhstan"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(asked, said):
    with pytest.raises(RapalloError, match=said):
        question(*asked)


@pytest.mark.parametrize("year", [1955, 1970])
def test_the_pact_of_1950_reads_as_formed_before_the_split_and_hollow_after(made, year):
    assert made("CHN", "RUS", "USA", year).verdict.shade == (
        "formed" if year < 1960 else "unlikely"
    )


@pytest.mark.parametrize("year", [1972, 1975, 1978, 1980])
def test_the_pact_of_1950_stays_hollow_while_the_rivalry_lasts(made, year):
    assert made("CHN", "RUS", "USA", year).verdict.shade == "unlikely"
