from __future__ import annotations

import polars as pl
import pytest
from event_files import FAULTS, line, write

from rapallo.events.dyad_months import by_pair, by_reason, count
from rapallo.events.forms import FORMS


@pytest.fixture
def counted(duck, tmp_path):
    def run(lines, form="gdelt_2"):
        into = tmp_path / "sifted.parquet"
        duck.sift([write(tmp_path / "lines.csv", lines)], FORMS[form], into)
        return count(*duck.collect([into], (by_pair, by_reason)), FORMS[form])

    return run


def test_classes_add_up_and_scores_are_averaged(counted):
    lines = [line(event=str(k), quad=str(k), goldstein=str(4 - 2 * k)) for k in range(1, 5)]
    row = counted(lines).months.row(0, named=True)
    assert (row["source"], row["target"], str(row["month"])) == (710, 365, "2018-01-01")
    assert row["events"] == 4
    assert row["verbal_cooperation"] == row["material_conflict"] == 1
    assert row["goldstein"] == pytest.approx(-1.0)


def test_direction_and_month_part_events(counted):
    lines = [line(), line(event="2", source="RUS", target="CHN"), line(event="3", date="20180201")]
    assert counted(lines).months["events"].to_list() == [1, 1, 1]


def test_repeated_lines_are_one_event(counted):
    made = counted([line(), line(), line(event="2")])
    assert made.months["events"].to_list() == [2]
    assert made.rejected.rows() == [("duplicate", None, 1)]


def test_the_same_number_on_another_day_is_another_event(counted):
    assert counted([line(), line(date="20180130")]).months["events"].to_list() == [2]


def test_every_line_is_an_event_or_rejected(counted):
    made = counted([*FAULTS.values(), line()])
    assert made.lines == len(FAULTS) + 1
    assert set(made.rejected["reason"]) == FAULTS.keys()


def test_actors_that_are_no_state_are_named(counted):
    made = counted([line(target="EUR"), line(event="2", target="EUR"), line(source="PSE")])
    assert made.rejected.rows() == [("not a state", "EUR", 2), ("not a state", "PSE", 1)]
    assert made.months.height == 0


def test_coverage_counts_whole_events_of_whatever_actors(counted):
    made = counted([line(), line(), FAULTS["no source"], FAULTS["not a state"], FAULTS["quad"]])
    assert made.months["coverage"].to_list() == [3]


@pytest.mark.parametrize(
    ("code", "year", "cow"),
    [
        ("RUS", 1985, 365),
        ("RUS", 2026, 365),
        ("DEU", 1985, 260),
        ("DEU", 1995, 255),
        ("ROM", 2018, 360),
        ("TMP", 2018, 860),
        ("SRB", 1985, 345),
        ("TWN", 2018, 713),
    ],
)
def test_codes_mean_the_state_of_their_year(counted, code, year, cow):
    made = counted([line(source="USA", target=code, date=f"{year}0115")])
    assert made.months["target"].to_list() == [cow]


def test_a_state_before_its_entry_is_none(counted):
    made = counted([line(source="USA", target="SSD", date="20050115")])
    assert made.rejected["detail"].to_list() == ["SSD"]


def test_two_codes_of_one_state_are_no_pair(counted):
    made = counted([line(source="ROM", target="ROU")])
    assert made.rejected["reason"].to_list() == ["same"]


def test_names_of_icews_mean_states(counted):
    made = counted([line("icews", target="North Korea")], "icews")
    assert made.months.select("source", "target").rows() == [(710, 731)]


def test_order_of_lines_changes_nothing(counted):
    lines = [
        line(event=str(k), goldstein=f"{(k * 7) % 19 - 9}.{k % 10}", quad=str(k % 4 + 1))
        for k in range(300)
    ]
    there, back = counted(lines), counted(lines[::-1])
    assert there.months.equals(back.months)
    assert there.months["goldstein"].dtype == pl.Float64
