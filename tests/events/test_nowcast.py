"""The nowcast: what it says of pairs that moved, did not, or of which too little is known."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rapallo.events import months
from rapallo.events.nowcast import ENOUGH, RECENT, SHORTEST, Nowcast, nowcast

_SPEC = importlib.util.spec_from_file_location(
    "made_months", Path(__file__).with_name("made_months.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
made_months = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made_months)
made, PAIR = made_months.made, (made_months.CHINA, made_months.RUSSIA)


def told(table: pl.DataFrame, since: int = 2025, as_of: int | None = None) -> Nowcast:
    own = months.pair(table.lazy(), *PAIR)
    return nowcast(own, made_months.receipt(table), PAIR, since, as_of)


@pytest.fixture(scope="module")
def closer() -> pl.DataFrame:
    return made(shifts={"2026-03": 1.2})


@pytest.mark.parametrize(("by", "way"), [(1.2, "moved closer"), (-1.2, "moved apart")])
def test_a_pair_that_moved_is_told_which_way_and_when(by, way):
    found = told(made(shifts={"2026-03": by}))
    assert found.change == way
    assert found.month_low <= "2026-03" <= found.month_high
    assert found.difference == pytest.approx(found.after - found.before)
    assert (found.difference > 0) == (by > 0)
    assert found.difference_low <= found.difference <= found.difference_high
    assert (found.goldstein_after > found.goldstein_before) == (by > 0)
    assert found.p_value <= 0.1


def test_most_pairs_that_did_not_move_are_told_so():
    said = [told(made(seed=seed)).change for seed in range(8)]
    assert said.count("no change seen") >= 6
    quiet = told(made(seed=0))
    assert (quiet.month, quiet.difference) == (None, None)
    assert quiet.before is not None


def test_news_that_grows_is_no_change():
    found = told(made(growth=1.03, events=20))
    assert found.change == "no change seen"
    assert found.series[-1].events > 4 * found.series[0].events
    assert found.reported_after == pytest.approx(found.reported_before, rel=0.1)


def test_what_the_yearly_figures_know_is_not_told_as_news():
    found = told(made(shifts={"2023-06": 1.5}))
    assert found.shortened
    assert "2023-03" < found.first_month < "2023-10"
    assert found.change == "no change seen"
    late = told(made(shifts={"2025-04": 1.5}))
    assert late.change == "too little to say"
    assert "the level changed last in 2025-0" in late.reason
    assert str(SHORTEST) in late.reason


def test_the_baseline_is_at_most_five_years(closer):
    found = told(closer)
    assert (found.first_month, found.last_month) == ("2021-01", "2026-10")
    assert (found.baseline_months, found.recent_months) == (60, 10)
    assert found.baseline_months + found.recent_months == len(found.series)


@pytest.mark.parametrize("as_of", [2018, 2022, 2025])
def test_later_months_change_no_earlier_answer(closer, as_of):
    whole = closer
    later = pl.col("month").dt.year() > as_of
    garbled = whole.with_columns(
        pl.when(later).then(pl.col("events")).otherwise("verbal_conflict").alias("verbal_conflict"),
        pl.when(later).then(0).otherwise("verbal_cooperation").alias("verbal_cooperation"),
        pl.when(later).then(-9.0).otherwise("goldstein").alias("goldstein"),
    )
    assert not garbled.equals(whole)
    for since in (as_of - 1, as_of):
        here = told(whole, since, as_of)
        assert told(garbled, since, as_of) == here
        assert told(whole.filter(~later), since, as_of) == here
        assert (here.last_month or "") <= f"{as_of}-12"
    assert told(garbled, 2024) != told(whole, 2024)


def test_as_of_the_year_of_the_last_figures_there_is_nothing_to_add(closer):
    found = told(closer, 2024, as_of=2024)
    assert found.change == "too little to say"
    assert found.recent_months == 0
    assert found.p_value is None


def test_shares_are_of_all_four_classes(closer):
    own = months.pair(closer.lazy(), *PAIR)
    row = own.row(by_predicate=pl.col("month") == date(2025, 5, 1), named=True)
    month = next(m for m in told(closer).series if m.month == "2025-05")
    together = row["verbal_cooperation"] + row["material_cooperation"]
    against = row["verbal_conflict"] + row["material_conflict"]
    assert month.net_cooperation == pytest.approx((together - against) / row["events"])
    assert month.per_10_000 == pytest.approx(1e4 * row["events"] / row["coverage"])


def test_the_two_directions_and_the_order_of_states_do_not_matter(closer):
    own = months.pair(closer.lazy(), *PAIR[::-1])
    turned = nowcast(own, made_months.receipt(closer), PAIR, 2025)
    assert turned == told(closer)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (made(first="2024-12"), f"13 months up to December 2025 with at least {ENOUGH} events"),
        (made(last="2026-02"), f"2 months after December 2025 with at least {ENOUGH} events"),
        (made(last="2025-11"), "event months end in 2025-11"),
        (made(events=4), f"{SHORTEST} are needed"),
        (made(last="2019-12"), "no event between the two from 2021-01"),
        (made(pair=(2, 20)), "no event between the two"),
    ],
    ids=["short baseline", "few since", "none since", "few events", "old", "another pair"],
)
def test_too_little_is_told_with_what_is_needed(table, said):
    found = told(table)
    assert found.change == "too little to say"
    assert said in found.reason
    assert found.p_value is found.before is found.month is None


def test_as_few_months_as_are_said_to_be_needed_are_enough():
    table = made(last=f"2026-{RECENT:02}", shifts={"2026-01": 2.0})
    assert told(table).change == "moved closer"
    assert told(table.filter(pl.col("month") < date(2026, RECENT, 1))).change == "too little to say"


def test_a_month_that_the_data_lack_is_a_gap(closer):
    gap = date(2024, 5, 1)
    found = told(closer.filter(pl.col("month") != gap))
    month = next(m for m in found.series if m.month == "2024-05")
    assert (month.events, month.net_cooperation, month.per_10_000) == (0, None, None)
    assert found.baseline_months == 59
    assert found.change == "moved closer"


def test_few_events_leave_a_month_unknown(closer):
    few = closer.with_columns(
        pl.when(pl.col("month") == date(2024, 5, 1))
        .then(pl.col("events").clip(upper_bound=ENOUGH // 2 - 1))
        .otherwise("events")
    )
    found = told(few)
    assert next(m for m in found.series if m.month == "2024-05").net_cooperation is None


def test_months_that_are_all_alike_or_none_next_to_another_are_told_as_such(closer):
    against = pl.col("verbal_conflict", "material_conflict")
    alike = closer.with_columns(against * 0)
    assert "alike" in told(alike).reason
    odd = closer.filter(pl.col("month").dt.month() % 2 == 1)
    assert "too many months between" in told(odd).reason
