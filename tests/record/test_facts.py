"""The curated record: every line stands, a bad line is refused by name, and years hold."""

import csv
from itertools import pairwise

import pytest

from rapallo import states
from rapallo.record.facts import COLUMNS, FOLDER, KINDS, PACT_COLUMNS, RecordError, between, facts
from rapallo.record.facts import read as read_record
from rapallo.record.standing import Standing

USA, CAN, FIN, SWE, NOR, RUS, PRK, CHN, IRN = 2, 20, 375, 380, 385, 365, 731, 710, 630
ARM, AUS, UKG, SAU, PAK, JPN, ROK, QAT = 371, 900, 200, 670, 770, 740, 732, 694
GOOD = {
    "date": "2024-12-04",
    "states": "RUS; PRK",
    "what": "A treaty enters into force",
    "source": "A page",
    "address": "https://example.org/page",
    "confidence": "high",
    "pact": "A treaty",
    "status": "in force",
    "obligation": "defence",
}


@pytest.fixture
def written(tmp_path):
    def write(*rows):
        path = tmp_path / "pacts.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS + PACT_COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


def test_every_kind_has_facts_in_order_of_date_each_with_a_page():
    for kind in KINDS:
        found = facts(kind)
        assert found
        assert all(one.date <= other.date for one, other in pairwise(found))
        assert all(f.source and f.address.startswith("http") for f in found)


def test_the_parties_of_every_fact_were_states_in_its_year():
    for fact in facts():
        for pair in fact.pairs:
            assert all(states.get(code).alive for code in pair)


def test_a_good_line_is_read(written):
    (fact,) = read_record(written(GOOD), "pacts")
    assert fact.pairs == {(RUS, PRK)}
    assert fact.year == 2024


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"date": ""}, "no date"),
        ({"date": "4 December 2024"}, "year-month-day"),
        ({"date": "2024-02-30"}, "no date"),
        ({"date": "2031-01-01"}, "after"),
        ({"states": ""}, "no states"),
        ({"states": "RUS"}, "two states"),
        ({"states": "RUS; XYZ"}, "XYZ"),
        ({"source": ""}, "no source"),
        ({"address": ""}, "no address"),
        ({"address": "somewhere"}, "somewhere"),
        ({"confidence": ""}, "no confidence"),
        ({"confidence": "low"}, "low"),
        ({"status": "rumoured"}, "rumoured"),
        ({"obligation": "friendship"}, "friendship"),
        ({"what": " "}, "no what"),
    ],
)
def test_a_line_that_cannot_stand_is_refused_with_file_and_line(written, change, told):
    other = GOOD | {"date": "2020-01-01"}
    with pytest.raises(RecordError) as refused:
        read_record(written(other, GOOD | change), "pacts")
    assert told in str(refused.value)
    assert "pacts.csv line 3" in str(refused.value)


def test_the_same_fact_twice_is_refused_whatever_the_order_of_its_states(written):
    again = GOOD | {"states": "PRK; RUS", "source": "Another page"}
    with pytest.raises(RecordError, match="line 3: the same fact as line 2"):
        read_record(written(GOOD, again), "pacts")


def test_a_missing_column_and_a_cell_too_many_are_refused(tmp_path):
    short = tmp_path / "deals.csv"
    short.write_text("date,states,what\n2024,CHN; RUS,a deal\n")
    with pytest.raises(RecordError, match="columns"):
        read_record(short, "deals")
    long = tmp_path / "meetings.csv"
    long.write_text(f"{','.join(COLUMNS)}\n2024,CHN; RUS,a, meeting,page,https://a.org,high\n")
    with pytest.raises(RecordError, match="line 2"):
        read_record(long, "meetings")


def test_an_unknown_kind_is_refused():
    with pytest.raises(RecordError, match="pacts"):
        facts("pact")


def test_nothing_dated_later_is_returned():
    for year in range(2012, 2027):
        assert all(f.year <= year for f in between(CHN, RUS, year))
    assert between(RUS, PRK, 2018, "pacts") == ()


def test_a_new_member_is_bound_to_every_member_of_that_day_and_to_none_before():
    nato = set(states.group("NATO").in_year(2022))
    for member in nato:
        assert Standing(FIN, member, 2023).pact("defence", after=2018) is not None
        assert Standing(FIN, member, 2022).pact("defence", after=2018) is None
    assert Standing(SWE, FIN, 2024).pact("defence", after=2018).date == "2024-03-07"
    assert Standing(SWE, FIN, 2023).pact("defence", after=2018) is None
    assert Standing(USA, CAN, 2025).pact("defence", after=2018) is None


@pytest.mark.parametrize(
    "pair", [(AUS, UKG), (JPN, ROK), (USA, QAT), (RUS, IRN), (ARM, RUS), (JPN, AUS)]
)
def test_what_binds_nobody_to_defend_is_no_defence_pact(pair):
    assert between(*pair, 2025, "pacts")
    assert Standing(*pair, 2025).pact("defence", after=2018) is None


def test_a_pact_counts_from_its_entry_into_force_in_either_order_of_the_pair():
    assert Standing(RUS, PRK, 2024).pact("defence", after=2018).date == "2024-12-04"
    assert Standing(PRK, RUS, 2024).pact("defence", after=2018).date == "2024-12-04"
    assert Standing(RUS, PRK, 2023).pact("defence", after=2018) is None
    assert Standing(SAU, PAK, 2025).pact("defence", after=2018).confidence == "medium"
    assert Standing(RUS, IRN, 2025).pact("neutrality", after=2018).date == "2025-10-02"


def test_a_pact_that_is_only_signed_or_has_ended_does_not_count(written, monkeypatch):
    signed = GOOD | {"date": "2024-06-19", "status": "signed"}
    ended = GOOD | {"date": "2025-01-01", "status": "ended"}
    for rows, counts in (
        ((signed,), False),
        ((signed, GOOD), True),
        ((GOOD, ended), False),
        ((GOOD, ended | {"pact": "Another"}), True),
    ):
        made = read_record(written(*rows), "pacts")
        monkeypatch.setattr("rapallo.record.standing.between", lambda *_, made=made: made)
        assert (Standing(RUS, PRK, 2025).pact("defence", after=2018) is not None) is counts


def test_recent_facts_are_those_of_five_years():
    for year in range(2016, 2026):
        found = Standing(CHN, RUS, year).recent("exercises", after=2010)
        assert all(year - 5 < f.year <= year for f in found)
    assert all(f.year > 2018 for f in Standing(CHN, RUS, 2020).recent("meetings", after=2018))


def test_the_files_are_those_of_the_kinds():
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(KINDS)
