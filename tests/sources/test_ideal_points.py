from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations

import polars as pl
import pytest

from rapallo.sources.ideal_points import FILE, SOURCES

(SOURCE,) = SOURCES
TEXT = (
    "ccode\tiso3c\tCountryname\tyear\tNVotesFP\tIdealPointFP\tQ5%FP\tQ10%FP\tQ50%FP\tQ90%FP\tQ95%FP\n"
    '2\t"USA"\t"United States"\t2023\t80\t2.5\t2.1\t2.2\t2.4\t2.7\t2.8\n'
)
"""Lines in the form of the publisher's file."""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("IdealPointFP", "IdealPoint", "'IdealPointFP' is missing; did you mean IdealPoint"),
        ("\t2.5\t", "\tfar\t", "IdealPointFP is 'far'"),
        ("\t2.5\t", "\t25\t", "ideal is 25"),
        ("\t2.8\n", '\t2.8\n2\t"USA"\t"US"\t2023\t80\t1\t1\t1\t1\t1\t1\n', "more than once"),
    ],
)
def test_faults_are_refused_with_the_file_named(bench, old, new, words):
    bench.refuses(SOURCE, {FILE: TEXT.replace(old, new)}, "ideal_points_1946_2025.tab", words)


@pytest.fixture(scope="module")
def points(request):
    table = SOURCE.load(request.getfixturevalue("data_dir")).tables["ideal_point"]
    return {(row["state"], row["year"]): row for row in table.iter_rows(named=True)}


EARLIER = {
    1971: (1.7676, -2.4254, -0.9761),
    1975: (2.3601, -2.3781, -0.2756),
    1980: (2.4507, -2.1066, -0.0335),
    1985: (2.8544, -1.4593, 0.1815),
    1990: (3.0677, -0.1358, -0.1671),
    1991: (2.9772, 0.6906, -0.3024),
    1992: (3.0008, 1.1128, -0.7357),
    1993: (2.9556, 1.3369, -1.3961),
    1995: (3.1301, 1.1564, -1.5030),
    2000: (2.6641, 0.2110, -0.7359),
    2005: (2.8897, 0.0810, -0.7408),
    2010: (2.5191, 0.0230, -0.8586),
    2015: (2.5923, 0.1790, -0.2595),
    2017: (2.6801, 0.1097, -0.3778),
    2018: (2.7868, 0.1349, -0.4895),
    2019: (2.6948, 0.1419, -0.3336),
}
"""Posterior means of the US, Russia and China in the compilers' release of April 2020, which used
all roll calls; this release uses final passage only, so values differ, most before 1990."""
TRIO = (2, 365, 710)


@pytest.mark.full_data
@pytest.mark.parametrize("year", [y for y in EARLIER if y >= 1990])
def test_positions_are_near_those_of_an_earlier_release(points, year):
    found = [points[(state, year)]["ideal"] for state in TRIO]
    assert found == pytest.approx(list(EARLIER[year]), abs=0.25)


@pytest.mark.full_data
@pytest.mark.parametrize("year", EARLIER)
def test_distances_clearly_apart_in_an_earlier_release_keep_their_order(points, year):
    found = distances([points[(state, year)]["ideal"] for state in TRIO])
    for nearer, farther in permutations(distances(EARLIER[year]).items(), 2):
        if farther[1] - nearer[1] > 0.3:
            assert found[nearer[0]] < found[farther[0]]


def distances(trio: Sequence[float]) -> dict[str, float]:
    us, russia, china = trio
    return {
        "us-russia": abs(us - russia),
        "russia-china": abs(russia - china),
        "us-china": abs(us - china),
    }


@pytest.mark.full_data
def test_means_lie_in_their_intervals(data_dir):
    table = SOURCE.load(data_dir).tables["ideal_point"]
    assert table.height == 11_610
    order = ["q5", "q10", "q50", "q90", "q95"]
    for lower, upper in pairwise(order):
        assert table.filter(pl.col(lower) > pl.col(upper)).is_empty()
    assert table.filter(~pl.col("ideal").is_between("q5", "q95")).is_empty()


@pytest.mark.full_data
def test_sessions_of_few_votes_are_flagged_and_chinas_seat_is_taiwans_before_1971(data_dir):
    table = SOURCE.load(data_dir).tables["ideal_point"]
    flagged = table.filter(pl.col("few_votes") == 1)["year"].unique().to_list()
    assert set(flagged) == {1951, 1955, 2024}
    assert table.filter(pl.col("state") == 710)["year"].min() == 1971
    assert table.filter(pl.col("state") == 713)["year"].max() == 1971
    assert 1964 not in table["year"].to_list()
