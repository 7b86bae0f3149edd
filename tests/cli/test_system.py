"""`rapallo system` and `rapallo landscape`, as a user calls them."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import partial
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from rapallo import states
from rapallo.cli.system import landscape, system
from rapallo.errors import RapalloError
from rapallo.system import scoring

app = typer.Typer()
app.command("system")(system)
app.command("landscape")(landscape)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "100"})


def written(*words: str) -> str:
    done = run(*words)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_one_screen_answers_and_the_full_page_has_every_state() -> None:
    short = written("system", "--as-of", "1955", "--time-limit", "60")
    assert len(short.splitlines()) < 45
    assert max(map(len, short.splitlines())) <= 100
    assert "Camp of USA" in short
    assert "Camp of RUS" in short
    assert "proven: no others" in short
    full = written("system", "--as-of", "1914", "--full")
    assert all(name in full for name in ("Nicaragua", "Abyssinia", "Persia"))


def test_json_and_csv_agree_on_who_stands_where(tmp_path: Path) -> None:
    made = json.loads(written("system", "--as-of", "1914", "-f", "json"))
    target = tmp_path / "camps.csv"
    assert written("system", "--as-of", "1914", "-f", "csv", "-o", str(target)) == ""
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    camps = made["camps"]
    assert {row["code"]: int(row["camp"]) for row in rows} == {
        state["code"]: state["camp"] for state in camps["states"]
    }
    assert sum(camp["states"] for camp in camps["camps"]) == len(rows)
    assert camps["bound"] <= camps["frustrated"]
    assert len(made["balance"]["frustrated_ties"]) == made["balance"]["frustrated_two_camps"]
    assert sum(made["polarity"]["powers"].values()) == pytest.approx(1, abs=1e-3)


def test_three_camps_of_1914_and_markdown() -> None:
    text = written("system", "--as-of", "1914", "--camps", "3", "-f", "md")
    assert text.startswith("# The system in 1914")
    assert sum(line.startswith("## Camp of ") for line in text.splitlines()) == 3
    assert "| Abyssinia | " in text


def test_a_page_has_both_pictures_and_every_state_and_loads_nothing() -> None:
    page = written("system", "--as-of", "1914", "-f", "html")
    assert page.count("<svg") == 2
    assert page.count('<th scope="row">') == len(states.in_year(1914))
    assert not re.search(r"(src|href)=|url\(|@import", page)
    years = written("system", "--from", "1851", "--as-of", "1852", "-f", "html")
    assert years.count("<svg") == 1
    assert all(f'<th scope="row">{year}</th>' in years for year in (1851, 1852))


def test_a_series_has_every_year() -> None:
    rows = list(csv.DictReader(io.StringIO(
        written("system", "--from", "1850", "--as-of", "1853", "-f", "csv")
    )))  # fmt: skip
    assert [row["year"] for row in rows] == ["1850", "1851", "1852", "1853"]
    assert all(0 <= float(row["triangles"]) <= 1 for row in rows)
    assert "1852" in written("system", "--from", "1850", "--as-of", "1853")


def test_scores_against_history_name_the_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    one_way = partial(scoring.against_history, ways=("relative",))
    monkeypatch.setattr(scoring, "against_history", one_way)
    text = written("system", "--against-history")
    assert "pacts of 1955: none" in text
    assert re.search(r"pacts of 1955 +\d+ +\d+/\d+ +100/100", text)


def test_a_landscape_from_a_file_and_from_states(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("x,A,B,C\nA,0,1,-1\nB,1,0,-1\nC,-1,-1,0\n", encoding="utf-8")
    found = json.loads(written("landscape", str(path), "-f", "json"))
    assert {found[0]["side_1"], found[0]["side_2"]} == {"A; B", "C"}
    assert found[0]["energy"] == -4
    assert "A, B  v  C" in written("landscape", str(path))
    three = written("landscape", "--states", "GBR,FRA,DEU", "--as-of", "1938")
    assert "Landscape of 3 actors" in three


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("landscape",), "give a file of propensities, or --states"),
        (("landscape", "none.csv"), "cannot be read"),
        (("landscape", "--states", "USA,CHN,XXX"), "XXX"),
        (("landscape", "--states", "USA,CHN,RUS", "--sizes", "s.csv"), "goes with a file"),
        (("system", "--as-of", "1700"), "1816-2025"),
        (("system", "--as-of", "1900", "--from", "1950"), "first before the last"),
        (("system", "--against-history", "-f", "html"), "terminal, json, csv or md"),
        (("system", "--trade", "500"), "threshold of trade"),
    ],
)
def test_what_cannot_be_used_is_told(words: tuple[str, ...], told: str) -> None:
    done = run(*words)
    assert isinstance(done.exception, RapalloError)
    assert told in str(done.exception)
