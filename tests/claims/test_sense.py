"""What is well formed and yet cannot be asked is refused, with its place and what would do."""

from __future__ import annotations

import pytest
import yaml

from rapallo.claims.load import ClaimFileError, parse
from rapallo.claims.sense import closer
from rapallo.panel.columns import COLUMNS

FIGURE = {"kind": "figure", "column": "gdp", "of": ["RUS"], "year": 2017, "is": "below", "value": 2}
PAIR = {"kind": "trend", "column": "trade", "of": ["RUS", "CHN"], "from": 2000, "to": 2010,
        "is": "rises"}  # fmt: skip
RANK = {"kind": "rank", "column": "cinc", "of": ["RUS"], "year": 2017, "at_most": 3}


def file(*checks, **claim):
    made = {"id": "C1", "claim": "what is claimed", "kind": "verdict", "check": list(checks)}
    return yaml.safe_dump({"title": "t", "written": 2018, "claims": [{**made, **claim}]})


@pytest.mark.parametrize("check", [FIGURE, PAIR, RANK])
def test_what_can_be_asked_is_read(check):
    assert parse(file(check), "t.yaml").claims[0].check


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ({**FIGURE, "of": ["RUS", "CHN"]}, ["gdp", "one"]),
        ({**FIGURE, "column": "trade"}, ["trade", "two"]),
        ({**FIGURE, "column": "alignment"}, ["alignment", "two"]),
        ({**FIGURE, "column": "trade", "of": ["RUS", "RUS"]}, ["RUS"]),
        ({**FIGURE, "column": "trade_basis", "of": ["RUS", "CHN"]}, ["words"]),
        ({**FIGURE, "year": 1950}, ["gdp", "1960"]),
        ({**FIGURE, "of": ["UKR"], "year": 1970}, ["Ukraine", "1991"]),
        ({**FIGURE, "also": ["cinc"]}, ["current USD", "share of the world"]),
        ({**FIGURE, "column": "cinc", "of": ["world"]}, ["cinc", "population"]),
        ({**FIGURE, "column": "gdpp"}, ["gdpp", "gdp"]),
        ({**PAIR, "also": ["ideal_distance"]}, ["closer or farther"]),
        ({**PAIR, "also": ["trad"]}, ["trad", "trade"]),
        ({**FIGURE, "kind": "trend"}, []),
        ({**RANK, "column": "trade"}, ["percentile"]),
        ({**RANK, "of": ["world"], "column": "population"}, ["world"]),
        ({"kind": "trend", "column": "gdp", "of": ["RUS"], "from": 2000, "to": 2010,
          "is": "closer"}, ["gdp", "neither"]),
        ({"kind": "tie", "of": ["RUS", "RUS"], "year": 2017, "is": "friendly"}, ["two states"]),
        ({"kind": "tie", "of": ["world", "RUS"], "year": 2017, "is": "friendly"}, ["world"]),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_one_message(check, said):
    with pytest.raises(ClaimFileError) as error:
        parse(file(check), "t.yaml")
    message = str(error.value)
    assert "\n" not in message
    assert message.startswith("t.yaml, line ")
    assert "claim C1" in message
    for word in said:
        assert word in message


def test_a_comparison_of_claims_needs_figures():
    like = {"kind": "like", "claims": ["C1", "C2"]}
    claims = [{"id": f"C{n}", "claim": "what is claimed", "kind": "verdict"} for n in (1, 2, 3)]
    claims[0]["check"], claims[1]["why_not"], claims[2]["check"] = [FIGURE], "no data", [like]
    with pytest.raises(ClaimFileError, match="C2 has no figure"):
        parse(yaml.safe_dump({"title": "t", "written": 2018, "claims": claims}), "t.yaml")


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ({"deadline": 2010}, "2010"),
        ({"chance": 0.5}, "deadline"),
        ({"chance": 0.5, "words": "probable", "deadline": 2030}, "either"),
        ({"states": ["Rusia"]}, "Russia"),
    ],
)
def test_a_claim_at_odds_with_itself_is_refused(claim, said):
    with pytest.raises(ClaimFileError, match=said):
        parse(file(FIGURE, **claim), "t.yaml")


def test_every_column_that_can_be_added_up_ships_whole():
    parse(file({**FIGURE, "of": ["world"]}), "t.yaml")
    assert COLUMNS["gdp"].ships == "all"


def test_closeness_is_as_the_column_counts_it():
    assert closer("un_agreement") == closer("alignment") == closer("rung") == 1
    assert closer("ideal_distance") == closer("hostility") == -1
    assert closer("gdp") == 0
