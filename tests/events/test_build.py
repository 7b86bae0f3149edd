from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from event_files import FAULTS, header, line, write
from filelock import FileLock

from rapallo.errors import RapalloError
from rapallo.events import months
from rapallo.events.build import build, files, shares
from rapallo.events.forms import FORMS, EventError

MADE = date(2026, 11, 1)


class Counting:
    """An engine that says which files it was given."""

    def __init__(self, engine, share=None):
        self.name = engine.name
        self.share = share
        self.given = []
        self._engine = engine
        self.collect = engine.collect

    def sift(self, share, form, into):
        self.given += [path.name for path in share]
        self._engine.sift(share, form, into)


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    for month in (1, 2, 3):
        day = f"2018{month:02d}15"
        lines = [line(event=str(100 * month + k), date=day, quad=str(k % 4 + 1)) for k in range(8)]
        write(folder / f"2018{month:02d}.export.CSV.zip", [*lines, FAULTS["quad"]])
    return folder


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def test_a_folder_becomes_months_with_a_receipt(archive, home, duck):
    made = build([archive], duck, home=home, made=MADE)
    assert (made.files, made.lines, made.events) == (3, 27, 24)
    assert (made.first, made.last, made.made) == ("2018-01", "2018-03", "2026-11-01")
    assert made.rejected == (("quad", None, 3),)
    assert months.receipt(home) == made
    table = months.held(home).collect()
    assert table["events"].to_list() == [8, 8, 8]
    assert table["coverage"].to_list() == [8, 8, 8]


def test_in_shares_or_at_once_is_the_same(archive, home, tmp_path, duck):
    build([archive], Counting(duck), home=home, made=MADE)
    build([archive], Counting(duck, share=1), home=tmp_path / "other", made=MADE)
    assert months.held(home).collect().equals(months.held(tmp_path / "other").collect())


def test_events_repeated_across_files_count_once(archive, home, duck):
    repeated = line(event="101", date="20180115", quad="2")
    write(archive / "late.csv", [repeated])
    made = build([archive], Counting(duck, share=1), home=home, made=MADE)
    assert (made.events, made.lines) == (24, 28)
    assert ("duplicate", None, 1) in made.rejected


def test_only_new_files_are_read_again(archive, home, duck):
    first = Counting(duck, share=1)
    build([archive], first, home=home, made=MADE)
    assert len(first.given) == 3
    write(archive / "201804.export.CSV.zip", [line(event="999", date="20180415")])
    second = Counting(duck, share=1)
    made = build([archive], second, home=home, made=MADE)
    assert second.given == ["201804.export.CSV.zip"]
    assert made.events == 25


def test_a_build_cut_short_goes_on_where_it_was(archive, home, duck):
    class Cut(Counting):
        def sift(self, share, form, into):
            if len(self.given) == 2:
                into.write_bytes(b"half")
                raise KeyboardInterrupt
            super().sift(share, form, into)

    with pytest.raises(KeyboardInterrupt):
        build([archive], Cut(duck, share=1), home=home, made=MADE)
    assert months.receipt(home) is None
    again = Counting(duck, share=1)
    assert build([archive], again, home=home, made=MADE).events == 24
    assert again.given == ["201803.export.CSV.zip"]
    assert not list((home / "events" / "sifted" / "duckdb").glob("*.part"))


def test_a_fault_leaves_the_last_good_table(archive, home, duck):
    made = build([archive], duck, home=home, made=MADE)
    path = archive / "201805.export.CSV.zip"
    write(path, [line(event=str(k), date="20180515") for k in range(900)])
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(EventError, match="201805"):
        build([archive], duck, home=home, made=MADE)
    assert months.receipt(home) == made


def test_two_data_sets_at_once_are_refused(archive, home, duck):
    write(archive / "events.tab", [header("icews"), line("icews")])
    with pytest.raises(EventError, match="one data set at a time"):
        build([archive], duck, home=home)


def test_the_same_name_twice_is_refused(archive, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    write(other / "201801.export.CSV.zip", [line()])
    with pytest.raises(EventError, match="same name"):
        files([archive, other])


def test_other_tables_of_gdelt_are_left_alone(archive):
    (archive / "20180101.mentions.CSV.zip").write_bytes(b"x")
    (archive / "README.md").write_text("x", encoding="utf-8")
    assert len(files([archive])) == 3


def test_no_files_empty_files_and_unknown_forms_are_refused(tmp_path, home, duck):
    with pytest.raises(EventError, match="no event files"):
        files([tmp_path])
    with pytest.raises(EventError, match="does not exist"):
        files([tmp_path / "nowhere"])
    (tmp_path / "empty.csv").touch()
    with pytest.raises(EventError, match=r"empty\.csv is empty"):
        build([tmp_path / "empty.csv"], duck, home=home)
    with pytest.raises(EventError, match="gdelt_1, gdelt_2"):
        build([tmp_path / "empty.csv"], duck, home=home, form="gdelt")


def test_two_builds_at_once_are_refused(archive, home, duck):
    folder = months.folder(home)
    folder.mkdir(parents=True)
    with FileLock(folder / "lock"), pytest.raises(EventError, match="under way"):
        build([archive], duck, home=home)


def test_a_home_that_is_a_file_is_refused(archive, tmp_path, duck):
    (tmp_path / "file").touch()
    with pytest.raises(EventError, match="cannot be written"):
        build([archive], duck, home=tmp_path / "file")


def test_too_little_memory_is_explained(archive, home, tmp_path):
    from rapallo.events.engine import DuckDB

    lines = [line(event=f"{k:012d}", date="20180615") for k in range(20_000)]
    write(archive / "201806.csv", lines)
    with pytest.raises(EventError, match="--memory"):
        build([archive], DuckDB(tmp_path, memory="1MB"), home=home)
    assert months.receipt(home) is None


def test_a_damaged_table_is_recognised(archive, home, duck):
    build([archive], duck, home=home, made=MADE)
    months.path(home).write_bytes(b"damaged")
    with pytest.raises(RapalloError, match="damaged"):
        months.receipt(home)


def test_a_pair_has_both_directions_and_months_without_events(home, duck, tmp_path):
    lines = [
        line(event="1", goldstein="4"),
        line(event="2", source="RUS", target="CHN", goldstein="-2"),
        line(event="3", source="USA", date="20180215"),
        line(event="4", date="20180315"),
    ]
    build([write(tmp_path / "a.csv", lines)], duck, home=home, made=MADE)
    pair = months.pair(months.held(home), 365, 710)
    assert pair["month"].dt.month().to_list() == [1, 2, 3]
    assert pair["events"].to_list() == [2, 0, 1]
    assert pair["goldstein"].to_list() == [1.0, None, 1.0]
    assert pair["coverage"].to_list() == [2, 1, 1]


def test_shares_hold_every_file_once(archive):
    given = files([archive])
    for share in (None, 1, 3000, 10**9):
        assert [path for part, _ in shares(given, share) for path in part] == given


@pytest.mark.full_data
def test_the_real_file_is_read_to_the_last_line(data_dir, home, duck):
    path = data_dir / "gdelt" / "20180101000000.export.CSV"
    rows = [row.split("\t") for row in path.read_text(encoding="utf-8").splitlines()]
    pairs = [(row[7], row[17]) for row in rows]
    whole = [(source, target) for source, target in pairs if source and target]
    made = build([path], duck, home=home, made=MADE)
    assert made.lines == len(rows) == 2414
    said: Counter[str] = Counter()
    for reason, _, n in made.rejected:
        said[reason] += n
    assert said["no source"] == sum(not source for source, _ in pairs)
    assert said["same"] == sum(source == target for source, target in whole)
    assert made.events + said["not a state"] == sum(source != target for source, target in whole)


@pytest.mark.full_data
def test_the_real_file_classes_roots_as_we_do(data_dir):
    from rapallo.events.sift import LAST_ROOTS

    path = data_dir / "gdelt" / "20180101000000.export.CSV"
    for row in path.read_text(encoding="utf-8").splitlines():
        root, quad = (int(row.split("\t")[place]) for place in (28, 29))
        assert quad == 1 + sum(root > last for last in LAST_ROOTS[:3])
    assert FORMS["gdelt_2"].quads == "number"
