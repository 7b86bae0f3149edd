from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rapallo.sources.security_council import EARLY, LATE, SOURCES

TO_2022, FROM_2022 = SOURCES


def test_what_both_lists_have_counts_once(bench):
    text = (
        "date,topic,vetoed_by,draft,meeting,sources,confidence\n"
        "2022-07-08,Place,RUS,S/2022/1,S/PV.1,a list,medium\n"
        "2022-09-30,Place,RUS,S/2022/2,S/PV.2,a list,medium\n"
    )
    reading = bench.load(FROM_2022, {LATE: text})
    assert reading.tables["veto"]["draft"].to_list() == ["S/2022/2"]
    assert reading.dropped[0].examples == ("S/2022/1",)


@pytest.mark.parametrize(
    ("source", "file", "text"),
    [
        (
            TO_2022,
            EARLY,
            "date,draft,crisis_topic,member_veto1,member_veto2,member_veto3\n1946-02-16,S/1,P,USSR,,\n",
        ),
        (FROM_2022, LATE, "date,draft,topic,vetoed_by,confidence\n7/8/2023,S/1,Place,RUS,high\n"),
    ],
)
def test_a_date_of_another_form_is_refused_with_its_row(bench, source, file, text):
    bench.refuses(source, {file: text}, file, "row 1", "date is")


@pytest.fixture(scope="module")
def vetoes(request):
    folder = request.getfixturevalue("data_dir")
    return pl.concat(source.load(folder).tables["veto"] for source in SOURCES)


@pytest.mark.full_data
def test_only_permanent_members_veto_and_each_once_a_vote(vetoes):
    assert set(vetoes["state"]) == {2, 200, 220, 365, 710}
    assert vetoes.height == 265 + 21
    assert vetoes.select("edition", "item", "state").is_unique().all()


@pytest.mark.full_data
def test_no_draft_is_in_both_lists(vetoes):
    drafts = {
        edition: set(part["draft"].drop_nulls()) for (edition,), part in vetoes.group_by("edition")
    }
    assert not drafts["to_2022"] & drafts["from_2022"]


@pytest.mark.full_data
def test_joint_vetoes_of_russia_and_china_begin_in_the_2000s(vetoes):
    moscow = vetoes.filter(pl.col("state") == 365)
    joint = vetoes.filter(pl.col("state") == 710).join(moscow, on=["edition", "item"])
    since = joint.filter(pl.col("year") >= 2000)
    assert since["date"].min() == date(2007, 1, 12), "Myanmar"
    assert since["date"].max() == date(2026, 4, 7)
    assert since.height == 17
