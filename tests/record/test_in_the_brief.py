"""A brief uses the curated record as of its year, and says so wherever it does."""

from dataclasses import replace

import pytest

from rapallo.brief.assemble import assess
from rapallo.brief.markdown import render
from rapallo.record import facts as record


@pytest.fixture
def brief(assessed):
    return lambda first, second, year: assessed(first, second, "USA", year)


def rung(assessment, number):
    return assessment.ladder.evidence[number - 1]


def test_a_pact_of_the_record_is_a_pact_in_force_and_marked(brief):
    after, before = brief("RUS", "PRK", 2025), brief("RUS", "PRK", 2023)
    assert after.verdict.shade == "formed"
    assert before.verdict.shade != "formed"
    assert "curated" in after.verdict.text
    assert "curated" in after.verdict.rule
    assert rung(after, 5).status == "met"
    assert "curated" in rung(after, 5).evidence
    assert rung(before, 5).status == "not met"
    assert [r.status for r in after.ladder.evidence[:2]] == ["met", "met"]


def test_every_figure_of_the_record_has_a_source_with_its_page(brief):
    for pair in (("RUS", "PRK", 2025), ("CHN", "RUS", 2025), ("CHN", "RUS", 2018)):
        made = brief(*pair)
        notes = {s.id: s for s in made.sources}
        used = {f.source for r in made.ladder.evidence for f in r.figures}
        ours = [notes[id] for id in used if id.startswith("record_")]
        assert ours
        for note in ours:
            assert "Rapallo" in note.licence
            assert note.data_to <= made.as_of
            assert note.url in {fact.address for fact in record.facts()}
            assert str(note.data_to) in note.citation
        assert any("Curated record" in warning for warning in made.warnings)


def test_exercises_and_meetings_count_after_the_data_end(brief):
    now = brief("CHN", "RUS", 2025)
    assert now.verdict.shade == "grey"
    for number in (1, 4):
        (figure,) = rung(now, number).figures
        assert rung(now, number).status == "met"
        assert figure.source.startswith("record_")
        assert figure.value >= 3
        assert figure.age <= 5
    assert brief("CHN", "RUS", 2018).verdict.shade == "grey"


def test_the_page_says_curated(brief):
    page = render(brief("RUS", "PRK", 2025))
    assert "Curated record" in page
    assert "facts, compiled by Rapallo" in page


def test_forecast_index_and_ledger_do_not_know_the_record(brief, shipped, monkeypatch):
    made = brief("RUS", "PRK", 2025)
    monkeypatch.setattr("rapallo.record.standing.between", lambda *_: ())
    without = assess("RUS", "PRK", "USA", 2025, warehouse=shipped)
    assert without.verdict.shade != made.verdict.shade
    for name in ("index", "dimensions", "ledger", "forecast", "makeup", "triangle", "wedge"):
        assert getattr(without, name) == getattr(made, name)
    assert not any("Curated" in warning for warning in without.warnings)


def test_a_fact_dated_after_the_year_changes_nothing(brief, shipped, monkeypatch):
    made = brief("CHN", "RUS", 2018)
    everything = record.facts()
    later = replace(
        next(f for f in everything if f.status == "in force" and f.obligation == "defence"),
        pairs=frozenset({(365, 710)}),
        date="2019-01-01",
    )
    earlier = tuple(f for f in everything if f.year <= 2018)

    def only(*known):
        return lambda kind=None: tuple(f for f in known if kind in (None, f.kind))

    monkeypatch.setattr(record, "facts", only(*earlier))
    assert assess("CHN", "RUS", "USA", 2018, warehouse=shipped) == made
    monkeypatch.setattr(record, "facts", only(*everything, later))
    assert assess("CHN", "RUS", "USA", 2018, warehouse=shipped) == made
    assert assess("CHN", "RUS", "USA", 2019, warehouse=shipped).verdict.shade == "formed"
