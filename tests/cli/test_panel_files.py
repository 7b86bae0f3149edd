"""`rapallo panel` and `rapallo data build` through the command line, in every format."""

import gzip

import polars as pl
import pyreadstat
import pytest

from rapallo.panel.columns import COLUMNS


def test_the_list_names_every_column_with_its_years(rapallo):
    done = rapallo("panel", "--list")
    lines = dict(line.split("\t", 1) for line in done.stdout.splitlines())
    assert set(lines) == set(COLUMNS)
    assert "atop_5_1 1816-2018" in lines["defence"]


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".dta", ".arrow"])
def test_every_format_holds_the_same_rows(tmp_path, rapallo, ending):
    file = f"p{ending}"
    done = rapallo(
        "panel", "state-years", "-c", "cinc,polyarchy", "-s", "USA", "-s", "China",
        "--from", "1949", "--as-of", "1980", "-o", file,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    readers = {
        ".csv": pl.read_csv,
        ".parquet": pl.read_parquet,
        ".arrow": pl.read_ipc,
        ".dta": lambda path: pyreadstat.read_dta(path, output_format="polars")[0],
    }
    rows = readers[ending](tmp_path / file)
    assert rows.columns == ["state", "year", "cinc", "polyarchy"]
    assert rows.height == 2 * 32
    assert set(rows["state"]) == {2, 710}
    assert [p.name for p in tmp_path.iterdir()] == [file]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "1700"), "1816"),
        (("--to", "2100"), "2025"),
        (("--as-of", "1500"), "1816"),
        (("-c", "iron_steel"), "data build"),
        (("-s", "Atlantis"), "Atlantis"),
        (("-o", "none/p.dta"), "cannot be written"),
        (("-o", "p.xlsx"), ".parquet"),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_written(tmp_path, rapallo, words, said):
    done = rapallo("panel", "state-years", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.full_data
@pytest.mark.parametrize("fault", ["cut short", "column"])
def test_a_faulty_source_is_named_and_no_warehouse_is_left(data_dir, tmp_path, rapallo, fault):
    folder = tmp_path / "data"
    folder.mkdir()
    for child in data_dir.iterdir():
        (folder / child.name).symlink_to(child)
    (folder / "cow").unlink()
    (folder / "cow").mkdir()
    for child in (data_dir / "cow").iterdir():
        (folder / "cow" / child.name).symlink_to(child)
    spoilt = folder / "cow" / "nmc_7.0.csv.gz"
    data = spoilt.read_bytes()
    spoilt.unlink()
    if fault == "cut short":
        spoilt.write_bytes(data[: len(data) // 2])
    else:
        text = gzip.decompress(data).replace(b"milex", b"milexp", 1)
        spoilt.write_bytes(gzip.compress(text, 1))
    done = rapallo("data", "build", "--from", str(folder), "--to", str(tmp_path / "w.duckdb"))
    assert done.returncode == 2
    assert "nmc_7.0.csv.gz" in done.stderr
    assert fault in done.stderr
    assert "Traceback" not in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["data"]
