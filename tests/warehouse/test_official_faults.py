"""The fault table for the official forms: each kind of fault, in every form that it can befall."""

from __future__ import annotations

import base64
import codecs
import csv
import io
import json
import os
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from rapallo.sources.official.forms import FORMS, official
from rapallo.sources.source import SourceError

SAMPLES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "samples").glob("*.toml"))
}
TEXTS = [id for id, sample in SAMPLES.items() if "number" in sample]
ZIPS = [id for id, sample in SAMPLES.items() if sample["url"].endswith(".zip") or id == "gml_mid"]
JSONS = [id for id in SAMPLES if id.startswith("wdi_")]


def test_every_form_has_a_sample():
    assert {form.source.id for form in FORMS} == set(SAMPLES)
    assert set(TEXTS) | set(JSONS) | {"sipri_milex_2024"} == set(SAMPLES)


class Case:
    """A form's sample, to be spoilt and read."""

    def __init__(self, id, pack, folder):
        self.sample = SAMPLES[id]
        form = official(id)
        self.form = replace(form, source=replace(form.source, rows={}))
        self.pack, self.folder = pack, folder
        self.separator = self.sample.get("separator", ",")
        self.member = next(iter(self.sample["files"]))

    @property
    def path(self) -> Path:
        found = official(self.form.source.id).addresses[0].file(self.sample["url"])
        if self.sample["url"].endswith(("/7", "/9")):  # Dataverse names its files elsewhere
            found = "UNVotes2024.csv" if self.sample["url"].endswith("/7") else "Ideal.tab"
        return self.folder / found

    def put(self, text: str | bytes | None = None) -> Path:
        """Write the sample, or with another text in the place of its first."""
        files = dict(self.sample["files"])
        if text is not None:
            files[self.member] = text
        self.path.write_bytes(self.pack(self.sample["url"], files))
        if len(self.paths) > 1:
            more = self.sample["more"]
            self.paths[1].write_bytes(self.pack(more["url"], more["files"]))
        return self.path

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, in the order of the form's addresses."""
        others = (self.folder / one.file() for one in self.form.addresses[1:])
        return self.path, *others

    def rows(self, change) -> str:
        text = self.sample["files"][self.member].lstrip("\n")
        rows = list(csv.reader(io.StringIO(text), delimiter=self.separator))
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator, lineterminator="\n").writerows(change(rows))
        return out.getvalue()

    def load(self):
        return self.form.load(self.paths)

    def refused(self, *words: str, rows=None) -> str:
        with pytest.raises(SourceError) as caught:
            self.form.load(self.paths, rows)
        message = str(caught.value)
        for word in (self.path.name, *words):
            assert word in message, message
        return message


@pytest.fixture
def case(request, packed, tmp_path):
    return Case(request.param, packed, tmp_path)


def every(ids):
    return pytest.mark.parametrize("case", ids, indirect=True, ids=list(ids))


def cell(column, value):
    def change(rows):
        rows[1][rows[0].index(column)] = value
        return rows

    return change


def without(column):
    def change(rows):
        at = rows[0].index(column)
        return [row[:at] + row[at + 1 :] for row in rows]

    return change


@every(SAMPLES)
def test_a_truncated_file(case):
    path = case.put()
    rows = {name: table.height for name, table in case.load().tables.items()}
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    case.refused(rows=rows)


@every(SAMPLES)
@pytest.mark.parametrize("content", [b"", b"<!DOCTYPE html><title>404</title>"])
def test_an_empty_file_or_a_web_page(case, content):
    case.path.write_bytes(content)
    case.refused()


@every(SAMPLES)
def test_10_gb_that_a_file_says_it_has(case):
    path = case.put()
    if path.suffix != ".zip":
        os.truncate(path, 10_000_000_000)
    else:
        with zipfile.ZipFile(path, "a") as archive:
            member = case.member.partition("!!")[0]
            archive.getinfo(member).file_size = 10_000_000_000
            archive.writestr("more.txt", "so that the list of files is written anew")
    case.refused("10.0 GB")


@every(ZIPS)
@pytest.mark.parametrize("place", ["../../outside.csv", "/etc/outside.csv", "C:\\outside.csv"])
def test_an_archive_with_a_path_outside(case, place):
    with zipfile.ZipFile(case.put(), "a") as archive:
        archive.writestr(place, "x")
    case.refused("a path outside")
    assert not list(case.folder.parent.glob("outside*"))


@every(ZIPS)
def test_an_archive_with_a_damaged_text(case):
    path = case.put()
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(case.member.partition("!!")[0])
        start = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
    content = bytearray(path.read_bytes())
    content[start : start + 4] = bytes(255 - byte for byte in content[start : start + 4])
    path.write_bytes(content)
    case.refused("damaged")


@every(ZIPS)
def test_an_archive_without_the_text(case):
    with zipfile.ZipFile(case.path, "w") as archive:
        archive.writestr("readme.txt", "moved")
    case.refused("no file like", "readme.txt")


@every(TEXTS)
def test_another_delimiter(case):
    case.put(case.sample["files"][case.member].replace(case.separator, "|"))
    case.refused(f"separated by {case.separator!r}")


@every(TEXTS)
def test_a_missing_column(case):
    column = case.sample["number"]
    case.put(case.rows(without(column)))
    case.refused(f"column {column!r} is missing")


@every(TEXTS)
def test_a_renamed_column(case):
    column = case.sample["number"]
    case.put(case.rows(lambda rows: [[c + "x" if c == column else c for c in rows[0]], *rows[1:]]))
    case.refused(f"column {column!r} is missing", f"{column}x")


@every(TEXTS)
def test_words_for_a_number(case):
    column = case.sample["number"]
    case.put(case.rows(cell(column, "many")))
    case.refused("row 1", column, "'many'")


@every(TEXTS)
def test_a_value_out_of_range(case):
    case.put(case.rows(cell(*case.sample["beyond"])))
    case.refused("row", "must")


@every([id for id in TEXTS if SAMPLES[id]["repeated_rows"] == "refused"])
def test_a_row_given_twice(case):
    case.put(case.rows(lambda rows: [*rows[:2], rows[1], *rows[2:]]))
    case.refused("row 2", "occurs more than once")


@every([id for id in TEXTS if "unknown_state" in SAMPLES[id]])
def test_an_unknown_state(case):
    column, value, then = case.sample["unknown_state"]
    case.put(case.rows(cell(column, value)))
    if then == "refused":
        case.refused("row 1", "must be one of its 217 codes")
    else:
        assert any(value in example for d in case.load().dropped for example in d.examples)


@every(TEXTS)
def test_another_encoding(case):
    text = case.sample["files"][case.member].lstrip("\n")
    case.put(codecs.BOM_UTF16_LE + text.encode("utf-16-le"))
    case.refused("line 1", "UTF-16")


def figure(**changed):
    """A case of the Bank's answer with its first row changed; a value of None takes a key out."""

    def change(text):
        answer = json.loads(text)
        for key, value in changed.items():
            answer[1][0].pop(key)
            if value is not None:
                answer[1][0][key] = value
        return json.dumps(answer)

    return change


@every(JSONS)
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (figure(value=None), "row 1: 'value' is missing"),
        (figure(value="many"), "row 1"),
        (figure(date="2024Q1"), "row 1"),
        (figure(value=-5), "row 1"),
        (figure(indicator={"id": "NY.GNP"}), "row 1: it is of 'NY.GNP'"),
        (lambda text: text.replace('"pages":1', '"pages":2'), "on page 1 of 2"),
        (lambda text: text.replace('"total":5', '"total":6'), "5 of 6 rows"),
        (lambda _: '[{"message":[{"id":"120","value":"Invalid indicator"}]}]', "Invalid"),
        (lambda text: text.replace("WLD", "RUS").replace("2024", "1992"), "more than once"),
    ],
    ids=["no value", "words", "a quarter", "negative", "series", "pages", "total", "no", "twice"],
)
def test_an_answer_of_the_world_bank_that_is_not_right(case, change, words):
    case.put(change(case.sample["files"][case.member]))
    case.refused(words)


@every(JSONS)
def test_an_unknown_state_in_an_answer_is_left_out_and_told(case):
    case.put(case.sample["files"][case.member].replace("NAM", "QQQ"))
    assert any("QQQ" in example for d in case.load().dropped for example in d.examples)


@pytest.mark.parametrize(
    ("sheet", "old", "new", "words"),
    [
        ("Current US$", "950.5", "n/a", "row 3: 'n/a' in 2024"),
        ("Current US$", "950.5", "-950.5", "must be at least 0"),
        ("Current US$", "Country,Notes", "State,Notes", "no row begins with 'Country'"),
        ("Current US$", "1949,1950,2024", "a,b,c", "no column is a year"),
        ("Current US$", "Costa Rica", "United States of America", "more than once"),
        (None, "Current US$", "Current USD", "no sheet like"),
        (None, "Constant (2023) US$", "Constant (2024) US$", "constant dollars of 2024"),
    ],
)
def test_a_workbook_that_is_not_right(sheet, old, new, words, packed, tmp_path):
    case = Case("sipri_milex_2024", packed, tmp_path)
    files = case.sample["files"]
    if sheet is None:
        files = {new if name == old else name: text for name, text in files.items()}
    else:
        files = {**files, sheet: files[sheet].replace(old, new)}
    case.path.write_bytes(packed(case.sample["url"], files))
    case.refused(words)


def test_an_unknown_state_in_a_workbook_is_left_out_and_told(packed, tmp_path):
    case = Case("sipri_milex_2024", packed, tmp_path)
    files = {n: t.replace("Costa Rica", "Atlantis") for n, t in case.sample["files"].items()}
    case.path.write_bytes(packed(case.sample["url"], files))
    assert any("Atlantis" in example for d in case.load().dropped for example in d.examples)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("stmon", "13", "two dates, the first not after the second"),
        ("endday", "40", "two dates, the first not after the second"),
        ("endyear", "1954", "two dates, the first not after the second"),
        ("styear", "-9", "two dates, the first not after the second"),
    ],
)
def test_a_participant_with_dates_that_are_none(column, value, words, packed, tmp_path):
    case = Case("mid_5_0", packed, tmp_path)
    case.put(case.rows(cell(column, value)))
    case.refused("MIDB 5.0.csv row 1", words)


def test_a_month_that_is_none(packed, tmp_path):
    case = Case("contiguity_3_2", packed, tmp_path)
    case.put(case.rows(cell("begin", "192013")))
    case.refused("row 1: start is None")


def test_the_second_archive_of_a_form_is_checked_too(packed, tmp_path):
    case = Case("igo_3_0", packed, tmp_path)
    case.put()
    url, files = case.sample["more"]["url"], case.sample["more"]["files"]
    name, text = next(iter(files.items()))
    for spoilt, words in (
        (text.replace("ccode,", "code,"), "column 'ccode' is missing"),
        (text.replace("1999,ireland,1", "1999,ireland,7"), "row 1: AALCO is '7'"),
        (text.replace("ccode,year", "ccode|year").replace(",", "|"), "separated by ','"),
    ):
        case.paths[1].write_bytes(packed(url, {name: spoilt}))
        with pytest.raises(SourceError, match=r"state_year_formatv3\.zip.*") as caught:
            case.load()
        assert words in str(caught.value)


def wrapped(text, key="bytes"):
    """An answer of SIPRI's interface."""
    return json.dumps({key: base64.b64encode(text.encode()).decode()})


REGISTER = SAMPLES["sipri_register_2024"]["files"][""].lstrip()


def test_the_register_is_read_as_the_interface_wraps_it(packed, tmp_path):
    case = Case("sipri_register_2024", packed, tmp_path)
    case.path.write_text(wrapped(f"A preamble, of a line\n{REGISTER}"))
    assert case.load().tables["arms_register"]["deal"].to_list() == [11, 12, 15]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (wrapped(REGISTER, "text"), "not an answer with a table"),
        ('{"bytes": "%%%"}', "not an answer with a table"),
        ('{"bytes": null}', "not an answer with a table"),
        (wrapped(REGISTER)[:200], "not an answer with a table"),
        (wrapped("no data"), "no row begins with 'SIPRI AT Database ID'"),
        (wrapped("<!DOCTYPE html><title>403</title>"), "web page"),
        (wrapped(REGISTER.replace("1995", "soon")), "row 1: Delivery year is 'soon'"),
    ],
    ids=["key", "base 64", "null", "cut", "no table", "page", "words"],
)
@pytest.mark.parametrize("id", ["sipri_register_2024", "sipri_tiv_2021"])
def test_an_answer_of_sipri_that_is_not_right(id, answer, words, packed, tmp_path):
    case = Case(id, packed, tmp_path)
    case.path.write_text(answer)
    case.refused(words)
