"""The map of tiles and the network: where states stand, and what their marks say."""

from __future__ import annotations

import json
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest
from scipy.stats import spearmanr

from rapallo import states
from rapallo.brief import charts
from rapallo.brief.charts_camps import FENCE, LOOKS, camps_map
from rapallo.brief.charts_network import FRIENDS, SHOWN, network_picture
from rapallo.brief.layout import WIDE, layout
from rapallo.brief.tiles import extent, tiles
from rapallo.system.camps import camps
from rapallo.system.network import network

USA, RUS, CHN = 2, 365, 710


@pytest.fixture(scope="module")
def in_1985(shipped):
    return camps(shipped, 1985, time_limit=0.1, draws=0), network(shipped, 1985)


def marks(spec, field):
    """Return the rows of every layer whose rows have a field."""
    rows = [row for layer in spec["layer"] for row in layer.get("data", {}).get("values", [])]
    return [row for row in rows if field in row]


def test_every_state_of_every_year_has_a_tile_of_its_own():
    columns, rows = extent()
    by_cow = {cow: state.code for cow, state in states.all_states().items()}
    assert set(by_cow.values()) == set(tiles())
    for year in range(1816, 2026):
        places = [tiles()[by_cow[cow]] for cow in states.in_year(year)]
        assert len(set(places)) == len(places), year
        assert all(x < columns and y < rows for x, y in places)


def test_tiles_are_near_where_states_are_near(shipped):
    pairs = shipped.sql(
        "SELECT state1, state2, distance FROM dyad_year WHERE year = 2015 AND distance IS NOT NULL"
    )
    first, second = (
        np.array([tiles()[states.get(cow).code] for cow in pairs[name]])
        for name in ("state1", "state2")
    )
    apart = np.hypot(*(first - second).T)
    assert spearmanr(apart, pairs["distance"].to_numpy()).statistic > 0.9
    neighbours = apart[pairs["distance"].to_numpy() == 0]
    assert np.median(neighbours) < 1.5


@pytest.mark.parametrize(
    ("north", "south"), [("CAN", "USA"), ("NOR", "ITA"), ("EGY", "ZAF"), ("RUS", "IND")]
)
def test_north_is_up(north, south):
    assert tiles()[north][1] < tiles()[south][1]


@pytest.mark.parametrize(("west", "east"), [("USA", "GBR"), ("GBR", "RUS"), ("IND", "JPN")])
def test_west_is_left(west, east):
    assert tiles()[west][0] < tiles()[east][0]


def test_a_tile_s_shape_and_colour_say_its_camp(in_1985):
    found, _ = in_1985
    spec = camps_map(found, (USA, RUS))
    seen = {}
    for layer in spec["layer"]:
        for row in layer.get("data", {}).get("values", []):
            if "code" in row and "fill" in row:
                seen[row["code"]] = (layer["mark"]["shape"], row)
    assert len(seen) == len(found.codes)
    for at, cow in enumerate(found.codes):
        shape, row = seen[states.get(int(cow)).code]
        looks, colour, _ = LOOKS[found.camp[at]]
        hollow = found.hold[at] < FENCE
        assert shape == looks
        assert (row["fill"] != colour) == hollow
        assert (row["wide"] == 3.0) == (cow in (USA, RUS))
    assert {shape for shape, _ in seen.values()} == {LOOKS[0][0], LOOKS[1][0]}


def test_the_network_shows_the_strongest_and_those_asked_about(in_1985):
    found, signs = in_1985
    weakest = int(found.codes[found.size.argmin()])
    nodes = marks(network_picture(found, signs, (USA, weakest)), "area")
    strongest = found.codes[np.argsort(-found.size, kind="stable")[:SHOWN]]
    assert {node["code"] for node in nodes} == {
        states.get(int(cow)).code for cow in {*strongest.tolist(), weakest}
    }
    area = {node["code"]: node["area"] for node in nodes}
    assert area["USA"] > area[states.get(weakest).code]


def test_lines_are_the_signed_ties(in_1985):
    found, signs = in_1985
    spec = network_picture(found, signs, (USA, RUS, CHN))
    place = {(n["x"], n["y"]): n["code"] for n in marks(spec, "area")}
    cow = {states.get(int(code)).code: int(code) for code in found.codes}
    friendly = 0
    for layer in spec["layer"]:
        if layer.get("mark", {}).get("type") != "rule":
            continue
        for row in layer["data"]["values"]:
            ends = [
                place[round(row[x], 4), round(row[y], 4)] for x, y in (("x", "y"), ("x2", "y2"))
            ]
            i, j = (int(np.searchsorted(signs.codes, cow[code])) for code in ends)
            solid = layer["mark"]["strokeDash"] == [1, 0]
            assert signs.sign[i, j] == (1 if solid else -1)
            friendly += solid
    assert 0 < friendly <= FRIENDS + 3


def test_no_two_states_of_the_network_overlap(in_1985):
    found, signs = in_1985
    nodes = marks(network_picture(found, signs), "area")
    for one, other in combinations(nodes, 2):
        gap = np.hypot((one["x"] - other["x"]) * WIDE, (one["y"] - other["y"]) * 540)
        assert gap > (np.sqrt(one["area"]) + np.sqrt(other["area"])) / 2 - 1


def test_the_first_camp_stands_left_and_friends_near():
    rng = np.random.default_rng(3)
    camp = np.repeat([0, 1], 6)
    together = np.where(camp[:, None] == camp[None, :], 10.0, -10.0) + rng.normal(size=(12, 12))
    together = (together + together.T) / 2
    place = layout(together, camp, np.full(12, 20.0), 1.5)
    assert np.array_equal(place, layout(together, camp, np.full(12, 20.0), 1.5))
    assert place[camp == 0, 0].max() < place[camp == 1, 0].min()
    assert ((place >= 0) & (place <= 1)).all()


@pytest.mark.parametrize("count", [2, 3])
def test_both_draw_as_well_formed_svg_in_any_number_of_camps(shipped, in_1985, count):
    found = camps(shipped, 1939, count=count, time_limit=0.1, draws=0)
    for spec in (camps_map(found, (USA,)), network_picture(found, network(shipped, 1939), (USA,))):
        json.dumps(spec, allow_nan=False)
        root = ElementTree.fromstring(charts.to_svg(spec, "light"))
        assert 700 < float(root.attrib["width"]) < 900
        assert "Source: Rapallo" in json.dumps(spec)
