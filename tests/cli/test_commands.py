"""The command line: its main jobs in a process of their own, the rest called from here."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from rapallo.brief.assessment import Assessment

ROUTE = [sys.executable, "-c", "from rapallo.cli import main; main()"]
COMMANDS = (
    ("assess",), ("panel",), ("measure",), ("triangle",), ("cite",),
    ("forecast",), ("backtest",), ("system",), ("landscape",), ("claims", "check"),
    ("claims", "new"), ("scenario", "run"), ("scenario", "list"), ("scenario", "new"),
    ("scenario", "sensitivity"), ("scenario", "hindcast"), ("scenario", "whole"), ("serve",),
    ("data", "build"), ("data", "list"), ("data", "status"),
    ("data", "record"), ("data", "update"), ("data", "verify"), ("data", "diff"),
    ("events", "build"), ("events", "status"), ("events", "show"), ("events", "export"),
)  # fmt: skip


Run = Callable[..., subprocess.CompletedProcess[str]]


def process(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*ROUTE, *words], cwd=folder, capture_output=True, text=True, check=False)


def test_the_main_job_prints_the_brief_and_writes_its_page(tmp_path: Path) -> None:
    done = process(tmp_path, "assess", "CHN", "RUS", "--rival", "USA", "--as-of", "2018")
    assert done.returncode == 0, done.stderr
    assert "GREY" in done.stdout
    assert "\x1b[" not in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["china-russia-2018.html"]
    assert "China" in (tmp_path / "china-russia-2018.html").read_text(encoding="utf-8")


def test_the_page_is_there_even_if_nobody_reads_the_terminal(tmp_path: Path) -> None:
    words = ("assess", "CHN", "RUS", "--rival", "USA", "--full", "-o", "page.html")
    with subprocess.Popen([*ROUTE, *words], cwd=tmp_path, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
    assert "China" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_json_has_the_layout_and_the_essay_s_figures(rapallo: Run) -> None:
    done = rapallo("assess", "China", "Russia", "--rival", "2", "--as-of", "2018", "-f", "json")
    made = json.loads(done.stdout)
    assert made["pair"] == ["CHN", "RUS"]
    assert set(made) >= {
        "pair", "rival", "as_of", "verdict", "index", "dimensions", "ladder", "ledger",
        "forecast", "triangle", "wedge", "analogues", "sources", "warnings",
    }  # fmt: skip
    known = {
        (s["column"], tuple(s["states"]), year): value
        for s in made["figures"]
        for year, value in s["points"]
    }
    assert known["gdp", ("USA",), 2017] == pytest.approx(19.612e12, rel=1e-3)
    assert known["gdp", ("CHN",), 2017] == pytest.approx(12.310e12, rel=1e-3)
    assert known["gdp", ("RUS",), 2017] == pytest.approx(1.574e12, rel=1e-3)
    assert known["population", ("RUS",), 2017] == pytest.approx(145.293e6, rel=1e-4)
    assert known["cinc", ("CHN",), 2017] == pytest.approx(0.2220, abs=1e-4)
    assert known["trade", ("CHN", "RUS"), 2017] == pytest.approx(84.4e9, rel=2e-3)
    assert known["trade", ("CHN", "USA"), 2017] > 600e9
    agreements = [("CHN", "RUS"), ("CHN", "USA"), ("RUS", "USA")]
    agreed = [known["un_agreement", pair, 2017] for pair in agreements]
    assert agreed == pytest.approx([0.872, 0.314, 0.362], abs=6e-4)
    arms = [known["arms", ("RUS", "CHN"), year] for year in (2005, 2012, 2017)]
    assert arms == pytest.approx([3077, 598, 986], rel=5e-3)
    cited = {s["id"] for s in made["sources"]}
    assert {s["source"] for s in made["figures"]} <= cited
    assert all(s["licence"] and s["citation"] for s in made["sources"])
    assert all(s["data_to"] <= 2018 for s in made["sources"])


def test_markdown_goes_to_a_file(tmp_path: Path, rapallo: Run) -> None:
    done = rapallo("assess", "IND", "USA", "--rival", "CHN", "-f", "md", "-o", "brief.md")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "India" in (tmp_path / "brief.md").read_text(encoding="utf-8")


def test_a_user_s_fault_ends_the_process_without_a_traceback(tmp_path: Path) -> None:
    done = process(tmp_path, "assess", "China", "Rusia")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Russia" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("assess", "China", "Rusia"), "Russia"),
        (("assess", "Ukraine", "Russia", "--as-of", "1960"), "1991"),
        (("assess", "Germany", "France", "--as-of", "1960"), "East Germany"),
        (("assess", "CHN", "China"), "same state"),
        (("assess", "CHN", "RUS", "--rival", "RUS"), "third state"),
        (("assess", "CHN", "RUS", "--as-of", "1815"), "1816"),
        (("assess", "CHN", "RUS", "--as-of", "2100"), "2025"),
        (("assess", "CHN", "RUS", "-f", "pdff"), "json"),
        (("panel", "dyad-years", "-c", "defense"), "defence"),
        (("panel", "state-years", "-c", "defence"), "dyad-years"),
        (("panel", "state-years", "-c", "cinc", "-o", "panel.xls"), ".parquet"),
        (("triangle", "USA", "RUS", "Russia"), "three states"),
        (("cite", "atop"), "atop"),
        (("data", "build", "--from", "nowhere"), "nowhere"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_user_s_fault_is_one_message_and_exit_2(
    tmp_path: Path, rapallo: Run, words: tuple[str, ...], said: str
) -> None:
    done = rapallo(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(rapallo: Run, command: tuple[str, ...]) -> None:
    done = rapallo(*command, "--help")
    assert done.returncode == 0
    assert f"rapallo {' '.join(command)}" in done.stdout


def test_a_panel_goes_to_a_file_and_to_a_pipe(tmp_path: Path, rapallo: Run) -> None:
    wanted = ("panel", "dyad-years", "--from", "2010", "--to", "2018", "--directed", "-s", "USA",
              "-s", "JPN", "-c", "defence,cinc")  # fmt: skip
    to_file = rapallo(*wanted, "-o", "panel.parquet")
    assert to_file.returncode == 0, to_file.stderr
    piped = process(tmp_path, *wanted)
    rows = pl.read_parquet(tmp_path / "panel.parquet")
    assert rows.height == 18
    assert pl.read_csv(piped.stdout.encode()).height == 18
    assert rows.columns == ["state1", "state2", "year", "defence", "cinc_1", "cinc_2"]


def test_citations_are_bibtex_for_columns_and_sources(rapallo: Run) -> None:
    done = rapallo("cite", "defence", "wdi_gdp")
    assert done.stdout.count("@") == 2
    assert "Leeds" in done.stdout


def test_every_source_of_a_brief_can_be_cited(
    rapallo: Run, assessed: Callable[..., Assessment]
) -> None:
    used = [source.id for source in assessed("CHN", "RUS", "USA").sources]
    assert any(id.startswith("record_") for id in used)
    done = rapallo("cite", *used, "cepii_baci", "gdelt_2")
    assert done.returncode == 0, done.stderr
    assert all(f"record_{kind}" in done.stdout for kind in ("pacts", "meetings"))


def test_a_folder_that_is_missing_is_told_before_anything_is_computed(
    rapallo: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def computed(*_: object) -> None:
        raise AssertionError("computed first")

    monkeypatch.setattr("rapallo.brief.assemble.assess", computed)
    done = rapallo("assess", "CHN", "RUS", "-o", "no/such/folder/brief.html")
    assert done.returncode == 2
    assert "no folder no/such/folder" in done.stderr


def test_status_says_what_is_in_use(rapallo: Run) -> None:
    done = rapallo("data", "status")
    assert done.returncode == 0, done.stderr
    assert "shipped" in done.stdout
    assert "defence" in done.stdout


def test_a_triangle_as_csv_has_a_row_a_year(rapallo: Run) -> None:
    done = rapallo("triangle", "USA", "RUS", "CHN", "--from", "1950", "--as-of", "1979",
               "-f", "csv")  # fmt: skip
    rows = pl.read_csv(done.stdout.encode())
    assert rows["year"].to_list() == list(range(1950, 1980))
