from __future__ import annotations

import polars as pl
import pytest

from rapallo.sources.un_votes import ISSUES, ROLL_CALLS, SOURCES, VOTES

(SOURCE,) = SOURCES
FILES = {
    ROLL_CALLS: (
        "rcid,session,importantvote,date,unres,descr\n"
        "7,71,0,2016-11-03,R/1,ONE\n"
        "8,71,NA,2017-09-11,R/2,TWO\n"
    ),
    VOTES: "rcid,country,country_code,vote\n7,United States,US,yes\n8,Namibia,NA,no\n",
    ISSUES: "rcid,short_name,issue\n7,co,Colonialism\n",
}


def test_a_session_runs_into_the_next_calendar_year(bench):
    table = bench.load(SOURCE, FILES).tables["un_roll_call"]
    assert table.select("session_year", "year").rows() == [(2016, 2016), (2016, 2017)]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (VOTES, ",no\n", ",nay\n", "vote is 'nay'"),
        (VOTES, "8,Namibia", "9,Namibia", "roll call 9 is not in"),
        (ISSUES, "7,co", "9,co", "roll call 9 is not in"),
        (ISSUES, "7,co", "7,xx", "must be in"),
        (ROLL_CALLS, "2017-09-11", "11/9/2017", "a date"),
    ],
)
def test_faults_are_refused_with_the_file_named(bench, file, old, new, words):
    assert old in FILES[file]
    bench.refuses(SOURCE, {**FILES, file: FILES[file].replace(old, new)}, file, words)


@pytest.fixture(scope="module")
def votes(request):
    """Votes of the whole file with their session, and whether all members voted alike."""
    reading = SOURCE.load(request.getfixturevalue("data_dir"))
    cast = reading.tables["un_vote"].join(
        reading.tables["un_roll_call"].select("rcid", "session", "date"), on="rcid"
    )
    return cast.with_columns((pl.col("vote").n_unique().over("rcid") == 1).alias("unanimous"))


GOLDEN = {
    1995: (81, 0.5370, 0.6859, 0.2500),
    2000: (77, 0.4737, 0.8667, 0.3487),
    2005: (101, 0.3232, 0.8469, 0.2143),
    2010: (88, 0.4059, 0.8547, 0.3647),
    2014: (80, 0.3636, 0.8158, 0.2468),
    2016: (118, 0.4292, 0.8080, 0.3922),
    2017: (123, 0.3618, 0.8719, 0.3140),
    2018: (95, 0.3000, 0.8656, 0.2151),
    2019: (91, 0.2874, 0.8736, 0.2022),
}
"""Roll calls, and agreement of US-Russia, Russia-China and US-China, computed from the public
copy of the votes with the rule of the compilers' own script: votes 1, 2, 3; roll calls in which
every vote cast was the same left out; agreement is the mean of 1 - |difference| / 2 over the
roll calls in which both voted. A year is a session: session + 1945."""


@pytest.mark.full_data
@pytest.mark.parametrize("year", GOLDEN)
def test_agreement_by_session_is_as_computed_elsewhere(votes, year):
    calls, *meant = GOLDEN[year]
    held = votes.filter(pl.col("session") == year - 1945, ~pl.col("unanimous"))
    assert held["rcid"].n_unique() == calls
    wide = held.filter(pl.col("state").is_in([2, 365, 710])).pivot(
        "state", index="rcid", values="vote"
    )
    pairs = (("2", "365"), ("365", "710"), ("2", "710"))
    for (one, two), agreement in zip(pairs, meant, strict=True):
        apart = (wide[one] - wide[two]).abs().drop_nulls()
        assert (1 - apart / 2).mean() == pytest.approx(agreement, abs=5e-5)


@pytest.mark.full_data
def test_chinas_seat_changes_hands_in_1971_and_germany_unites_in_1990(votes):
    days = {
        state: (dates.min(), dates.max())
        for state in (713, 710, 260, 255, 265)
        for dates in [votes.filter(pl.col("state") == state)["date"]]
    }
    assert days[713][1] < days[710][0]
    assert days[710][0].year == 1971
    assert str(days[260][1]) < "1990-10-03" <= str(days[255][0])
    assert days[255][0].year == 1990
    assert days[265][1].year == 1989
    assert votes.filter(pl.col("state") == 365)["date"].min().year == 1946


@pytest.mark.full_data
def test_only_members_that_were_no_states_are_left_out(data_dir):
    reading = SOURCE.load(data_dir)
    assert reading.tables["un_vote"].height + sum(d.rows for d in reading.dropped) == 870_109
    left_out = {example.split(" 19")[0] for d in reading.dropped for example in d.examples}
    assert left_out == {"Ukraine", "Belarus", "Taiwan", "India"}
