from __future__ import annotations

import polars as pl
import pytest
from event_files import FAULTS, header, line, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapallo.events.forms import FORMS
from rapallo.events.sift import REASONS, WHOLE


@pytest.fixture
def sifted(duck, tmp_path):
    def run(lines, form="gdelt_2"):
        into = tmp_path / "sifted.parquet"
        duck.sift([write(tmp_path / "lines.csv", lines)], FORMS[form], into)
        return pl.read_parquet(into)

    return run


@pytest.mark.parametrize("reason", sorted(FAULTS.keys() - {"not a state"}))
def test_each_fault_has_its_reason(sifted, reason):
    found = sifted([FAULTS[reason], line()])
    assert sorted(found["reason"].to_list(), key=str) == sorted([reason, None], key=str)


@pytest.mark.parametrize("form", FORMS)
def test_an_event_is_read_alike_in_every_form(sifted, form):
    lines = [line(form, goldstein="-2.5")]
    row = sifted([header(form), *lines] if FORMS[form].header else lines, form)
    event = row.filter(pl.col("reason").is_null()).row(0, named=True)
    assert (event["event"], f"{event['date']:%Y%m%d}") == ("1", "20180131")
    assert (event["quad"], event["goldstein"], event["rows"]) == (1, -2500, 1)
    assert row.filter(reason="header").height == bool(FORMS[form].header)


@pytest.mark.parametrize(
    ("code", "quad"),
    [
        ("010", 1),
        ("057", 1),
        ("06", 2),
        ("0874", 2),
        ("090", 2),
        ("10", 3),
        ("145", 3),
        ("2042", 4),
    ],
)
def test_cameo_codes_are_classed_by_their_root(sifted, code, quad):
    assert sifted([line("icews", quad=code)], "icews")["quad"].item() == quad


@pytest.mark.parametrize("code", ["", "00", "21", "x", "13y", "12345"])
def test_what_is_no_cameo_code_is_rejected(sifted, code):
    assert sifted([line("icews", quad=code)], "icews")["reason"].item() == "quad"


@pytest.mark.parametrize("score", ["", "abc", "1e1", "NaN", "1,5", "10.1", "-11", "1.0f"])
def test_what_is_no_score_is_rejected(sifted, score):
    assert sifted([line(goldstein=score)])["reason"].item() == "goldstein"


def test_several_countries_of_one_actor_are_no_pair(sifted):
    found = sifted([line("polecat", source="USA; GBR")], "polecat")
    assert found["reason"].item() == "several"


def test_a_line_given_twice_is_one_event_of_two_lines(sifted):
    assert sifted([line(), line()])["rows"].to_list() == [2]


def test_other_lines_keep_the_month_if_they_are_whole(sifted):
    found = sifted([FAULTS["no source"], FAULTS["quad"], line()])
    dates = dict(found.select("reason", pl.col("date").cast(pl.String)).iter_rows())
    assert dates == {"no source": "2018-01-01", "quad": None, None: "2018-01-31"}
    assert "no source" in WHOLE


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=12)
BROKEN = st.one_of(
    TEXTS,
    st.lists(TEXTS, min_size=60, max_size=62).map("\t".join),
    st.builds(
        line, date=TEXTS, quad=TEXTS, goldstein=TEXTS, source=st.sampled_from(["", "USA", "x;y"])
    ),
    st.just(line()),
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(BROKEN, min_size=1, max_size=20))
def test_every_line_is_counted_once_whatever_it_holds(duck, tmp_path_factory, lines):
    folder = tmp_path_factory.mktemp("any")
    duck.sift([write(folder / "any.csv", lines)], FORMS["gdelt_2"], folder / "out.parquet")
    found = pl.read_parquet(folder / "out.parquet")
    assert found["rows"].sum() == len(lines)
    assert set(found["reason"].drop_nulls()) <= REASONS.keys()
