"""Every official form, fetched from loopback under its publisher's names, gives the tidy tables."""

from dataclasses import replace
from pathlib import Path

import pytest

from rapallo.sources.official.forms import FORMS, official
from rapallo.sources.official.sipri import read_milex
from rapallo.sources.sipri import SOURCES as SIPRI
from rapallo.sources.source import Source
from rapallo.warehouse.fetch import Client
from rapallo.warehouse.update import update

IDS = [form.source.id for form in FORMS]
SOURCES = {form.source.id: form.source for form in FORMS}


def small(id):
    """The form, not minding that the sample is far smaller than the real files."""
    form = official(id)
    return replace(form, source=replace(form.source, rows={}))


@pytest.mark.parametrize("id", IDS)
def test_a_form_gives_the_rows_that_are_meant(id, publisher, server, samples, tmp_path):
    publisher.publish(id)
    form = small(id)
    done = update(form, Client(server, tries=1), tmp_path)
    tables = form.load(done.receipt.paths(tmp_path)).tables
    meant = samples[id]["tables"]
    assert set(tables) == {table.name for table in form.source.tables}
    assert set(meant) <= set(tables)
    for name, rows in meant.items():
        found = [
            ["" if v is None else v if isinstance(v, str | int | float) else str(v) for v in row]
            for row in tables[name].select(rows["columns"]).iter_rows()
        ]
        assert found == rows["rows"], name


@pytest.mark.parametrize("id", IDS)
def test_it_is_kept_under_source_and_version_in_the_publishers_name(
    id, publisher, server, samples, tmp_path
):
    publisher.publish(id)
    receipt = update(small(id), Client(server, tries=1), tmp_path).receipt
    path = receipt.paths(tmp_path)[0]
    assert path.relative_to(tmp_path).parts[:2] == (id, receipt.version)
    asked = {p for method, p, _ in publisher.asked if method == "GET"}
    assert any(samples[id]["url"].partition("//")[2] in p for p in asked)


@pytest.mark.parametrize("id", IDS)
def test_it_can_be_cited_and_says_where_it_is_from(id):
    source: Source = SOURCES[id]
    assert source.url.startswith("http")
    assert source.licence
    assert source.id in source.bibtex
    for address in official(id).addresses:
        assert address.url.startswith(("https://", "http://www.atopdata.org/"))


def test_of_several_versions_listed_the_newest_is_taken(publisher, server, tmp_path):
    publisher.publish("un_library_votes_2021")
    receipt = update(small("un_library_votes_2021"), Client(server, tries=1), tmp_path).receipt
    assert receipt.files[0].file == "2026_08_03_ga_voting.csv"
    assert receipt.version.startswith("2026-08-03-")


BULK = """"Data Source","World Development Indicators",

"Last Updated Date","2026-07-01",

"Country Name","Country Code","Indicator Name","Indicator Code","1960","2024",
"Namibia","NAM","GDP (current US$)","NY.GDP.MKTP.CD","","100.5",
"World","WLD","GDP (current US$)","NY.GDP.MKTP.CD","5","9000",
"""


def bulk(tmp_path, text=BULK):
    import zipfile

    path = tmp_path / "API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Metadata_Country_API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.csv", "x")
        archive.writestr("API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.csv", text)
    return small("wdi_gdp").load((path,)).tables["gdp"].rows()


def test_the_world_banks_bulk_archive_is_read_too(tmp_path):
    assert bulk(tmp_path) == [(565, 2024, 100.5)]


def test_another_series_in_the_bulk_archive_is_refused(tmp_path):
    with pytest.raises(Exception, match=r"NY\.GNP.*not of 'NY\.GDP\.MKTP\.CD'"):
        bulk(tmp_path, BULK.replace('"NY.GDP.MKTP.CD","","100.5"', '"NY.GNP","","100.5"'))


@pytest.mark.full_data
def test_sipris_own_workbook_agrees_with_the_file_given(data_dir: Path):
    workbook = read_milex((data_dir / "sipri" / "SIPRI-Milex-data-1949-2024.xlsx",))
    given = SIPRI[0].load(data_dir).tables["milex"]
    both = given.join(workbook.tables["milex"], on=["state", "year"], how="full", suffix="_own")
    known = both.filter(both["constant_usd_million"].is_not_null())
    assert known["constant_usd_million_own"].null_count() == 0
    apart = (known["constant_usd_million"] - known["constant_usd_million_own"]).abs().max()
    assert apart < 0.01
