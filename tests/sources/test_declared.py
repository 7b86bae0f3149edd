"""Every source says what it is, in a form that can be cited and checked."""

from __future__ import annotations

import re
import unicodedata

import polars as pl
import pytest

from rapallo.sources.fields import flag, state, year
from rapallo.sources.registry import SOURCES, source
from rapallo.sources.source import ROW, Field, Source, SourceError, Table, check_table

TYPES_OF_WORK = {
    "article",
    "book",
    "dataset",
    "incollection",
    "inproceedings",
    "misc",
    "phdthesis",
    "techreport",
}
EACH = pytest.mark.parametrize("one", SOURCES, ids=lambda one: one.id)


def entries(bibtex: str) -> dict[str, dict[str, str]]:
    """Parse BibTeX far enough to see each entry's key and fields; fails on unbalanced braces."""
    found = {}
    for head in re.finditer(r"@(\w+)\{([^,\s]+),", bibtex):
        depth, at = 1, head.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(bibtex[at], 0)
            at += 1
        body = bibtex[head.end() : at - 1]
        fields = re.findall(r"^\s*(\w+)\s*=\s*\{(.*?)\}\s*(?:,\s*$|\Z)", body, re.M | re.S)
        found[head[2]] = {"type": head[1], **dict(fields)}
    return found


def plain(text: str) -> str:
    """Text without accents, whether written as letters or in TeX."""
    text = re.sub(r"\{?\\(?:aa|[\"'`^~=.Hcuv])\s*\{?(\w?)\}?\}?", r"\1", text)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if c.isalnum() or c in " -")


@EACH
def test_a_source_can_be_cited(one: Source) -> None:
    assert len(one.citation) > 40
    parsed = entries(one.bibtex)
    assert next(iter(parsed)) == one.id
    for entry in parsed.values():
        assert entry["type"] in TYPES_OF_WORK
        assert {"title", "author"} <= set(entry)
        assert "year" in entry or entry["type"] == "misc"
        assert re.fullmatch(r"\d{4}", entry.get("year", "2000"))
        assert entry.get("year", "") in one.citation
        surname = plain(entry["author"].split(",")[0]).split()[-1]
        assert surname in plain(one.citation)


@EACH
def test_a_source_says_its_terms_place_and_years(one: Source) -> None:
    assert one.licence
    assert re.match(r"https?://[\w.-]+\.\w+", one.url)
    assert 1400 < one.first <= one.last <= 2100
    assert one.title
    assert one.version
    assert one.files
    assert set(one.rows) == {table.name for table in one.tables}


@EACH
def test_a_table_has_named_columns_a_key_among_them_and_words(one: Source) -> None:
    for table in one.tables:
        names = [f.name for f in table.fields]
        assert len(set(names)) == len(names)
        assert set(table.key) <= set(names)
        assert table.about
        assert table.file in ("", *one.files)
        for rule in table.fields:
            assert re.fullmatch(r"[a-z][a-z0-9_]*", rule.name)
            assert rule.about
            if rule.values is not None:
                assert rule.low is None
                assert rule.high is None


def test_ids_are_unique_and_tables_of_one_name_are_alike() -> None:
    ids = [one.id for one in SOURCES]
    assert len(set(ids)) == len(ids)
    tables: dict[str, Table] = {}
    for one in SOURCES:
        for table in one.tables:
            assert tables.setdefault(table.name, table) == table


def test_editions_that_share_a_table_are_told_apart_by_its_key() -> None:
    sharing: dict[str, list[Table]] = {}
    for one in SOURCES:
        for table in one.tables:
            sharing.setdefault(table.name, []).append(table)
    for tables in sharing.values():
        if len(tables) > 1:
            assert "edition" in tables[0].key


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    with pytest.raises(SourceError, match="did you mean nmc_7_0"):
        source("nmc_70")
    assert source("nmc_7_0").id == "nmc_7_0"


PAIR = Table(
    "pair",
    "A pair of states in a year",
    (state("state1"), year(low=1900), flag("tie", "they have one", nullable=True)),
    ("state1", "year"),
)
TYPES = {"state1": pl.Int16, "year": pl.Int16, "tie": pl.Int8}


def rows(*found: tuple[int | None, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(found), TYPES, orient="row")


def test_a_table_that_keeps_every_rule_passes_unchanged() -> None:
    good = rows((2, 1900, 1), (2, 1901, None))
    assert check_table(good, PAIR, "pairs.csv", 2).equals(good)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (rows((2, 1900, 1), (None, 1901, 1)), "row 2: state1 is None; it must not be empty"),
        (rows((2, 1900, 1), (1, 1901, 1)), "row 2: state1 is 1; it must be one of its 217 codes"),
        (rows((2, 1900, 1), (2, 1899, 1)), "row 2: year is 1899; it must be at least 1900"),
        (rows((2, 1900, 2)), "row 1: tie is 2; it must be in (0, 1)"),
        (rows((2, 1900, 1), (20, 1900, 1), (2, 1900, 0)), "row 3: key {'state1': 2, 'year': 1900}"),
        (rows((2, 1900, 1)).drop("tie"), "it should have ['state1', 'year', 'tie']"),
        (rows((2, 1900, 1)).cast({"year": pl.Int32}), "pair.year is Int32; it should be Int16"),
    ],
)
def test_a_broken_rule_is_told_with_file_row_and_rule(bad: pl.DataFrame, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        check_table(bad, PAIR, "pairs.csv")
    assert words in str(caught.value)
    assert str(caught.value).startswith("pairs.csv")


def test_rows_are_numbered_as_in_the_file_where_the_reader_kept_their_numbers() -> None:
    kept = rows((2, 1900, 1), (2, 1901, 7)).with_columns(pl.Series(ROW, [4, 9], dtype=pl.UInt32))
    with pytest.raises(SourceError, match=r"pairs\.csv: row 9: tie is 7"):
        check_table(kept, PAIR, "pairs.csv")
    assert ROW not in check_table(kept.head(1), PAIR, "pairs.csv").columns


def test_not_a_number_is_out_of_every_range() -> None:
    share = Table("share", "Shares", (Field("share", pl.Float64, low=0, high=1),), ())
    with pytest.raises(SourceError, match="share"):
        check_table(pl.DataFrame({"share": [0.5, float("nan")]}), share, "shares.csv")


def test_a_short_table_is_refused() -> None:
    with pytest.raises(SourceError, match="has 1 rows and this version has 2"):
        check_table(rows((2, 1900, 1)), PAIR, "pairs.csv", 2)
