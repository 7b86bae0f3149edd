"""The worked wedges of the docs: what the page says in words is what is computed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rapallo.brief.triangle_table import as_text, triangle_of
from rapallo.triangle.wedge import Wedge

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "wedge-cases.md"
BLOCK = re.compile(
    r"```run head=(?P<head>\d+)\nrapallo triangle (?P<states>[A-Z ]+?)"
    r"(?: --as-of (?P<as_of>\d+))? --from (?P<begin>\d+) --wedge USA\n```"
)
SHOWN = [block.groupdict() for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def cases():
    def made(block):
        as_of = int(block["as_of"]) if block["as_of"] else None
        return triangle_of(*block["states"].split(), as_of, begin=int(block["begin"]), wedge="USA")

    return {(b["states"].split()[0], int(b["begin"])): (made(b), int(b["head"])) for b in SHOWN}


def wedge(cases, first, year, target) -> Wedge:
    return next(w for w in cases[first, year][0].wedge if w.target == target)


def rates(found: Wedge) -> tuple[float, float]:
    five, ten = found.precedents
    return five.rate, ten.rate


def strong(found: Wedge) -> tuple[float, ...]:
    return tuple(p.strong_cases / p.strong_of for p in found.precedents)


def test_the_page_shows_the_four_cases_and_the_bargain_twice(cases):
    assert set(cases) == {
        ("CHN", 2018),
        ("CHN", 2025),
        ("CHN", 1969),
        ("EGY", 1972),
        ("IND", 2018),
    }


def test_what_is_cut_off_is_the_rule_alone(cases):
    for made, head in cases.values():
        shown, rest = as_text(made).splitlines()[:head], as_text(made).splitlines()[head:]
        assert len(made.wedge) == 2
        assert sum(line.lstrip().startswith("Cases among") for line in shown) == 2
        for block in ("For ", "Cases"):
            assert not any(line.lstrip().startswith(block) for line in rest)


def test_the_grand_bargain(cases):
    russia, china = (wedge(cases, "CHN", 2018, target) for target in ("RUS", "CHN"))
    for found in (russia, china):
        five, ten = rates(found)
        assert 0.005 < five < 0.015  # about one of a hundred
        assert 0.015 < ten < 0.03  # fewer than three of a hundred
    assert strong(russia) == pytest.approx((0.015, 0.05), abs=0.006)
    assert {f.states for f in russia.price if f.column == "sanctions"} == {
        ("USA", "RUS"),
        ("RUS", "USA"),
    }
    assert {"Ukraine", "Georgia"} <= set(russia.torn)
    assert next(f for f in russia.stakes if f.column == "trade_share").value == pytest.approx(
        1 / 7, abs=0.01
    )
    assert any(f.column == "arms_5y" for f in russia.stakes)


def test_the_bargain_has_become_rarer(cases):
    for target, times in (("RUS", 9), ("CHN", 5)):
        then, now = (wedge(cases, "CHN", year, target) for year in (2018, 2025))
        assert rates(then)[0] / rates(now)[0] == pytest.approx(times, rel=0.1)
        assert now.now < then.now
        assert now.needed > then.needed
    then, now = (wedge(cases, "CHN", year, "RUS") for year in (2018, 2025))
    assert strong(now)[0] > rates(now)[0] * 5
    assert strong(now)[1] > strong(then)[1]
    five, ten = now.precedents
    assert (five.strong_cases, five.strong_pairs) == (3, 1)
    assert ten.strong_pairs == len(ten.examples)
    assert all("Japan" in case for case in ten.examples)
    assert sum("-195" in case for case in ten.examples) > ten.strong_pairs / 2


def test_the_opening_was_rare_and_the_other_way_was_not(cases):
    china, russia = (wedge(cases, "CHN", 1969, target) for target in ("CHN", "RUS"))
    five = china.precedents[0]
    assert (five.cases, five.of, five.pairs) == (2, 63, 1)
    assert (five.strong_cases, five.strong_of) == (0, 11)
    assert rates(russia)[0] == pytest.approx(0.4, abs=0.05)


def test_egypt_and_india(cases):
    egypt, india = wedge(cases, "EGY", 1972, "EGY"), wedge(cases, "IND", 2018, "IND")
    assert rates(egypt)[0] < 1 / 20
    assert rates(egypt)[1] == pytest.approx(1 / 9, abs=0.01)
    assert rates(india)[0] == pytest.approx(rates(egypt)[0], abs=0.005)
    assert india.price == ()
    assert india.torn == ("Bangladesh",)
    assert {step.now.column for step in india.steps} >= {"un_agreement", "ideal_distance"}


def test_egypt_changed_sides_by_the_soviet_tie_s_fall_and_not_for_good(shipped):
    rows = shipped.sql(
        "SELECT year, max(alignment) FILTER (state1 = 2) AS american, "
        "max(alignment) FILTER (state1 = 365) AS soviet FROM alignment_year "
        "WHERE state1 IN (2, 365) AND state2 = 651 AND year BETWEEN 1972 AND 1989 "
        "GROUP BY year ORDER BY year"
    )
    index = {year: (american, soviet) for year, american, soviet in rows.iter_rows()}
    assert max(american for american, _ in index.values()) < index[1972][1]
    assert all(index[year][1] < index[year][0] for year in range(1980, 1985))
    assert all(index[year][1] > index[year][0] for year in range(1985, 1990))
