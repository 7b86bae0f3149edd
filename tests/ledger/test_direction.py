"""The pair has no first and second: what one alone promised or did counts either way."""

import numpy as np
import pytest

from rapallo import states
from rapallo.alignment.index import Alignment
from rapallo.ledger.case import Case
from rapallo.ledger.ledger import ledger
from rapallo.ledger.threats import Threats
from rapallo.panel.asof import AsOf

USA, RUS, JPN, KOR = 2, 365, 740, 732


def weighed(warehouse, first, second, rival, year):
    view = AsOf(warehouse, year, (first, second, rival))
    threats = Threats(view, (first, second))
    case = Case(view, Alignment(view), threats, first, second, rival)
    return {entry.id: (entry.pull, entry.strength) for entry in ledger(case)}


def test_a_promise_of_one_side_alone_is_a_tie_of_both(shipped):
    view = AsOf(shipped, 1955, (USA, JPN))
    assert view.value("defence", USA, JPN) != view.value("defence", JPN, USA)
    one = weighed(shipped, USA, JPN, RUS, 1955)
    assert one["treaty_ties"] == weighed(shipped, JPN, USA, RUS, 1955)["treaty_ties"]
    assert one["treaty_ties"] == ("closer", 1.0)


def test_force_of_one_side_alone_marks_the_border_of_both(shipped):
    rows = shipped.sql(
        "SELECT state1, state2, year FROM dyad_year WHERE contiguity = 1 AND year = 2000 "
        "AND (state1, state2) IN (SELECT (state1, state2) FROM dyad_year WHERE year <= 2000 "
        "GROUP BY state1, state2 HAVING max(dispute_level_12) < 3 AND max(dispute_level_21) >= 3)"
    )
    assert rows.height > 0
    for a, b, year in rows.head(3).rows():
        one = weighed(shipped, a, b, USA if USA not in (a, b) else KOR, year)
        two = weighed(shipped, b, a, USA if USA not in (a, b) else KOR, year)
        assert one["contested_border"] == two["contested_border"]
        assert one["contested_border"] != ("closer", 0.2)


def cases(count):
    draw = np.random.default_rng(1878)
    for year in draw.integers(1816, 2026, count):
        yield (
            *(int(s) for s in draw.choice(states.in_year(int(year)), 3, replace=False)),
            int(year),
        )


@pytest.mark.parametrize("case", [*cases(12), (USA, JPN, RUS, 2008)], ids=str)
def test_any_pair_reads_the_same_from_either_end(shipped, case):
    a, b, rival, year = case
    assert weighed(shipped, a, b, rival, year) == weighed(shipped, b, a, rival, year)
