from __future__ import annotations

import gzip
import zipfile

import pytest
from event_files import line, write

from rapallo.events.forms import EventError
from rapallo.events.lines import CHUNK, LONGEST, Lines, first_line, size


def read(*paths):
    lines = Lines(paths)
    found = [text for batch in lines.reader() for text in batch.column(0).to_pylist()]
    assert len(found) == lines.read
    return found


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.csv.zip"])
def test_packed_and_plain_files_hold_the_same_lines(tmp_path, name):
    path = write(tmp_path / name, ["one", "", "three"])
    assert read(path) == ["one", "", "three"]
    assert first_line(path) == "one"


def test_a_last_line_needs_no_end_and_files_follow_each_other(tmp_path):
    (tmp_path / "a").write_bytes(b"1\n2")
    (tmp_path / "b").write_bytes(b"3\n")
    assert read(tmp_path / "a", tmp_path / "b") == ["1", "2", "3"]


def test_lines_are_whole_across_chunks(tmp_path):
    lines = [f"{k:07d}" for k in range(CHUNK // 4)]
    assert read(write(tmp_path / "long.csv", lines)) == lines


def test_bytes_that_are_no_utf8_lose_no_line(tmp_path):
    (tmp_path / "a").write_bytes(b"a\xff\xfe\tb\nc\n")
    assert [text.split("\t")[-1] for text in read(tmp_path / "a")] == ["b", "c"]


def test_the_size_of_a_zip_is_what_it_holds(tmp_path):
    lines = [line()] * 500
    plain, packed = (write(tmp_path / name, lines) for name in ("a.csv", "b.zip"))
    assert size(plain) == size(packed) > packed.stat().st_size


def cut(path, share=0.6):
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    return path


@pytest.mark.parametrize("name", ["a.csv.gz", "a.csv.zip"])
def test_a_file_cut_off_is_refused_by_name(tmp_path, name):
    path = cut(write(tmp_path / name, [line(event=str(k)) for k in range(900)]))
    with pytest.raises(EventError, match=rf"{name}.*(damaged|cut off)"):
        read(path)


def test_a_changed_byte_in_a_zip_is_refused(tmp_path):
    path = write(tmp_path / "a.zip", [line(event=str(k)) for k in range(900)])
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 0xFF
    path.write_bytes(held)
    with pytest.raises(EventError, match="damaged"):
        read(path)


@pytest.mark.parametrize("inside", ["../a.csv", "/etc/a.csv"])
def test_a_zip_whose_path_leads_outside_is_refused(tmp_path, inside):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(inside, "x")
    with pytest.raises(EventError, match="outside"):
        first_line(tmp_path / "a.zip")


def test_a_zip_of_two_files_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a", "x")
        archive.writestr("b", "x")
    with pytest.raises(EventError, match="2 files"):
        first_line(tmp_path / "a.zip")


def test_a_line_without_end_is_refused_before_it_fills_memory(tmp_path):
    with gzip.open(tmp_path / "a.gz", "wb", compresslevel=1) as file:
        for _ in range(LONGEST // CHUNK + 3):
            file.write(b"x" * CHUNK)
    with pytest.raises(EventError, match="line of more than"):
        read(tmp_path / "a.gz")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(EventError, match=r"nowhere\.csv cannot be read"):
        read(tmp_path / "nowhere.csv")
