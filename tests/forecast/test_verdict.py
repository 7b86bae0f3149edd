"""The verdict is the first rule that fits."""

from __future__ import annotations

import pytest

from rapallo.alignment.result import Dimension, Index, Ladder
from rapallo.forecast.result import Outlook
from rapallo.forecast.verdict import Shade, Verdict, verdict

LIKELY = Outlook("defence_pact", 5, 0.05, 0.03, 0.08, 0.02, 0.01, 0.03, 50, 1000, 0.01, "")
RARE = Outlook("defence_pact", 5, None, None, None, 0.005, 0.001, 0.02, 5, 1000, 0.01, "")


def given(
    pact: bool | None = False,
    hostility: float | None = 50,
    place: float | None = 50,
    rung: int = 0,
    trend: float | None = 0,
    outlook: Outlook | None = RARE,
) -> Verdict:
    index = Index(60, 50, 70, place, 1, 100, trend)
    dimensions = (Dimension("hostility", hostility, hostility, hostility, ()),)
    return verdict(pact, index, dimensions, Ladder(rung, "", "", ()), outlook)


@pytest.mark.parametrize(
    ("case", "shade"),
    [
        ({"pact": True}, "formed"),
        ({"pact": True, "hostility": 90}, "unlikely"),
        ({"hostility": 90}, "clear no"),
        ({"hostility": 90, "place": 80}, "unlikely"),
        ({"place": 96, "rung": 4, "trend": 4, "outlook": LIKELY}, "in the making"),
        ({"place": 96, "rung": 4, "trend": 1, "outlook": LIKELY}, "grey"),
        ({"place": 96, "rung": 4, "trend": 4, "outlook": RARE}, "grey"),
        ({"place": 80}, "grey"),
        ({"rung": 3}, "grey"),
        ({}, "unlikely"),
        (
            {"pact": None, "hostility": None, "place": None, "trend": None, "outlook": None},
            "unlikely",
        ),
    ],
)
def test_the_first_rule_that_fits_fires(case: dict[str, object], shade: Shade) -> None:
    found = given(**case)  # type: ignore[arg-type]
    assert found.shade == shade
    assert found.rule
    assert found.flips


def test_a_grey_verdict_says_what_is_missing_for_the_next_shade() -> None:
    flips = " ".join(given(place=80, rung=2, trend=1).flips)
    assert "in the making" in flips
    assert "rung 4" in flips
    assert "95th" in flips
