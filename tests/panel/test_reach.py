"""How far the data reach, and what a brief does beyond, agree with what a brief shows."""

from __future__ import annotations

import pytest

from rapallo.panel.asof import AsOf
from rapallo.panel.columns import COLUMNS
from rapallo.panel.reach import reach
from rapallo.warehouse.store import Warehouse

USA, RUSSIA, CHINA = 2, 365, 710


def test_every_column_has_a_row_with_the_last_year_that_it_declares_or_less(
    shipped: Warehouse,
) -> None:
    found = {one.column: one for one in reach(shipped)}
    assert set(found) == set(COLUMNS)
    for name, one in found.items():
        if one.last is not None:
            assert one.last <= COLUMNS[name].last
            assert one.sources


@pytest.mark.parametrize("as_of", [2018, 2025])
def test_what_a_brief_does_is_what_its_figures_show(shipped: Warehouse, as_of: int) -> None:
    view = AsOf(shipped, as_of, (RUSSIA, CHINA))
    seen = set()
    for one in reach(shipped, (RUSSIA, CHINA), as_of):
        column = COLUMNS[one.column]
        who = {"RUS": (RUSSIA,), "CHN": (CHINA,), "RUS-CHN": (RUSSIA, CHINA)}[one.who]
        turns = (who, who[::-1]) if column.directed else (who,)
        figures = [view.figure(one.column, *turn) for turn in turns]
        known = [figure for figure in figures if figure.value is not None]
        seen.add(one.then.split()[0])
        if one.then.startswith("left out"):
            assert not known, one
        else:
            assert max(figure.year or 0 for figure in known) == one.last, one
        if one.then.startswith("carried"):
            assert str(as_of - (one.last or 0)) in one.then
    assert seen == {"used", "carried", "left"}


def test_a_pair_is_told_apart_from_its_states(shipped: Warehouse) -> None:
    found = reach(shipped, (USA, CHINA))
    assert {one.who for one in found if COLUMNS[one.column].level == "state"} == {"USA", "CHN"}
    assert {one.who for one in found if COLUMNS[one.column].level == "dyad"} == {"USA-CHN"}
