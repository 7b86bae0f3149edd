"""The whole board in a brief: camps by a quick search, their bound, and the two pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rapallo.brief import charts, html, sentences
from rapallo.brief.assessment import Assessment
from rapallo.brief.board import Board
from rapallo.brief.board_search import STRONGEST, board
from rapallo.brief.charts_board import FRIENDS, network
from rapallo.panel.asof import AsOf
from rapallo.system.camps import camps
from rapallo.system.propensities import drawn
from rapallo.system.quick import two_camps
from rapallo.triangle.around import Around

USA, RUS, CHN = 2, 365, 710
THREE = ("CHN", "RUS", "USA")


@pytest.fixture(scope="module")
def board_of(shipped):
    found: dict[int, Board] = {}

    def make(year, *who):
        if year not in found:
            found[year] = board(Around(AsOf(shipped, year, who), STRONGEST))
        return found[year]

    return make


@pytest.mark.parametrize("year", [1955, 2018])
def test_the_quick_camps_are_as_good_as_those_of_the_system(shipped, board_of, year):
    quick, slow = board_of(year, USA, RUS, CHN), camps(shipped, year, draws=0, time_limit=0.05)
    assert quick.frustrated <= slow.value + 1e-3
    assert quick.bound <= quick.frustrated + 1e-4
    assert quick.bound <= slow.value + 1e-4


@pytest.mark.parametrize("year", [1890, 1955, 2018])
def test_every_state_stands_in_a_camp_and_the_first_is_the_stronger(shipped, board_of, year):
    who = (USA, RUS, CHN)
    found = board_of(year, *who)
    assert {m.state for m in found.standing} == set(drawn(shipped, year).codes.tolist())
    assert sum(m.size for m in found.standing) == pytest.approx(1, abs=1e-3)
    assert found.share(0) >= found.share(1)
    assert sorted([*found.members(0), *found.members(1)]) == sorted(found.codes.tolist())
    assert all(-1e-9 <= m.hold <= 1 for m in found.standing)  # nobody gains by changing sides
    shown = [m for m in found.standing if m.x is not None]
    assert set(who) <= {m.state for m in shown}
    assert len(shown) <= STRONGEST + 3
    assert all(0 <= m.x <= 1 and 0 <= m.y <= 1 for m in shown)


def test_ties_are_signed_between_states_shown(board_of):
    found = board_of(2018, USA, RUS, CHN)
    shown = {m.code for m in found.standing if m.x is not None}
    signs = {frozenset(bond.pair): bond.sign for bond in found.bonds}
    assert all(set(pair) <= shown for pair in signs)
    assert signs[frozenset(("CHN", "RUS"))] == "+"
    assert signs[frozenset(("USA", "RUS"))] == "-"


def test_two_clear_camps_are_found_and_proven():
    side = np.array([1.0, 1, 1, -1, -1])
    weight = np.outer(side, side)
    np.fill_diagonal(weight, 0)
    found, bound = two_camps(weight)
    assert abs(found @ side) == 5
    assert bound == pytest.approx(0, abs=1e-6)


def test_a_year_without_capabilities_has_no_board(shipped, monkeypatch):
    from rapallo.brief import board_search
    from rapallo.errors import RapalloError

    def nothing(*_):
        raise RapalloError("no capabilities")

    monkeypatch.setattr(board_search, "drawn", nothing)
    assert board_search.board(Around(AsOf(shipped, 1890, (USA, RUS, CHN)))) is None


def rows(spec):
    return [row for layer in spec["layer"] for row in layer.get("data", {}).get("values", [])]


def test_the_network_draws_all_hostile_ties_and_each_state_s_closest_friends(board_of):
    found = board_of(2018, USA, RUS, CHN)
    lines = [row for row in rows(network(found, THREE)) if "x2" in row]
    hostile = sum(bond.sign == "-" for bond in found.bonds)
    shown = sum(m.x is not None for m in found.standing)
    assert hostile < len(lines) <= hostile + FRIENDS * shown + 3
    assert sum(row["wide"] > 2 for row in lines) == 3  # the ties of the three


def test_shape_tells_the_camp(board_of):
    found = board_of(2018, USA, RUS, CHN)
    spec = network(found, THREE)
    by_shape = {
        layer["layer"][0]["mark"]["shape"]: {row["code"] for row in layer["data"]["values"]}
        for layer in spec["layer"]
        if "layer" in layer
    }
    camp = {m.code: m.camp for m in found.standing}
    assert len(by_shape) == 2
    for codes in by_shape.values():
        assert len({camp[code] for code in codes}) == 1
    assert "<svg" in charts.to_svg(spec, "light")


def test_a_board_without_places_has_no_network(rich: Assessment):
    bare = replace(
        rich.board, standing=tuple(replace(m, x=None, y=None) for m in rich.board.standing)
    )
    assert network(bare, THREE) is None


def test_the_page_has_both_pictures_or_neither(rich: Assessment):
    page = html.render(rich)
    assert 'id="board"' in page
    assert page.count('<figure class="wide">') == 2
    without = html.render(replace(rich, board=None))
    assert 'id="board"' not in without


def test_the_sentence_names_the_camp_of_each_of_the_three(rich: Assessment):
    said = sentences.camps(rich)
    assert "China and Russia" in said
    assert "the United States" in said
    assert "10.2%" in said
    assert "10.0%" in said
    assert "No camps" in sentences.camps(replace(rich, board=None))
