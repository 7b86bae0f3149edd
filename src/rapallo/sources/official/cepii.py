"""CEPII's bilateral trade: the Gravity database, and BACI, whose products are summed."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rapallo.sources.content import as_utf8
from rapallo.sources.fields import amount, state, year
from rapallo.sources.matching import drop_rows, match_states
from rapallo.sources.official.archive import extract, members, opened, unzip
from rapallo.sources.official.form import Address, Official
from rapallo.sources.reading import parse_delimited
from rapallo.sources.source import ROW, Reading, Source, SourceError, Table

THOUSAND = 1e3
FLOWS = {
    "tradeflow_baci": "usd_baci",
    "tradeflow_comtrade_o": "usd_reported_by_exporter",
    "tradeflow_comtrade_d": "usd_reported_by_importer",
}


def read_gravity(files: tuple[Path, ...]) -> Reading:
    """Read the trade columns of Gravity; rows of countries that did not exist are left out."""
    raw, where = unzip(files[0], r"Gravity_V\d+\.csv")
    whole = {"year": pl.Int16, "country_exists_o": pl.Int8, "country_exists_d": pl.Int8}
    frame = parse_delimited(
        as_utf8(raw, where),
        where,
        {
            "iso3_o": pl.String,
            "iso3_d": pl.String,
            **whole,
            **dict.fromkeys(FLOWS, pl.Float64),
        },
        numbered=True,
    ).rename({"iso3_o": "from", "iso3_d": "to"})
    empty = pl.all_horizontal(pl.col(*FLOWS).is_null())
    frame, unknown = drop_rows(frame, empty, "no flow is known")
    gone = (pl.col("country_exists_o") == 0) | (pl.col("country_exists_d") == 0)
    frame, none = drop_rows(frame, gone, "a side did not exist in that year", "from")
    frame, dropped = match_states(frame, {"from": "exporter", "to": "importer"}, "iso3")
    usd = (pl.col(column) * THOUSAND for column in FLOWS)
    table = frame.select(
        "exporter",
        "importer",
        "year",
        *(value.alias(name) for value, name in zip(usd, FLOWS.values(), strict=True)),
        ROW,
    )
    return Reading({"trade_gravity": table}, unknown + none + dropped)


def read_baci(files: tuple[Path, ...]) -> Reading:
    """Sum BACI's products by exporter, importer and year, one year's table at a time."""
    raw, place = unzip(files[0], r"country_codes_V\d+\.csv")
    codes = parse_delimited(
        as_utf8(raw, place), place, {"country_code": pl.Int16, "country_iso3": pl.String}
    )
    where = str(files[0])
    years = []
    with opened(files[0], where) as archive:
        for entry in members(archive, r"BACI_HS\d+_Y\d{4}_V\d+\.csv", where):
            name = f"{where}: {entry.filename}"
            years.append(_sums(extract(archive, entry, where), name))
    frame = pl.concat(years).sort("year", "i", "j")
    for side, new in (("i", "from"), ("j", "to")):
        named = codes.rename({"country_code": side, "country_iso3": new})
        frame = frame.join(named, on=side, how="left", maintain_order="left")
        lost = frame.filter(pl.col(new).is_null())
        if lost.height:
            raise SourceError(f"{where}: country {lost[side][0]} is not in its list of countries")
    frame, dropped = match_states(frame, {"from": "exporter", "to": "importer"}, "iso3")
    return Reading({"trade_baci": frame.select("exporter", "importer", "year", "usd")}, dropped)


def _sums(raw: bytes, where: str) -> pl.DataFrame:
    columns = {"t": pl.Int16, "i": pl.Int16, "j": pl.Int16, "k": pl.Int32, "v": pl.Float64}
    frame = parse_delimited(as_utf8(raw, where), where, columns, numbered=True)
    wrong = frame.filter(pl.any_horizontal(pl.col("t", "i", "j", "k", "v").is_null()))
    if wrong.height:
        raise SourceError(f"{where} row {wrong[ROW][0]}: year, side, product or value is empty")
    negative = frame.filter(pl.col("v") < 0)
    if negative.height:
        raise SourceError(f"{where} row {negative[ROW][0]}: v is negative; it must be at least 0")
    repeated = frame.filter(~pl.struct("t", "i", "j", "k").is_first_distinct())
    if repeated.height:
        raise SourceError(f"{where} row {repeated[ROW][0]}: the flow occurs more than once")
    sums = frame.group_by("t", "i", "j").agg(pl.col("v").sum() * THOUSAND)
    return sums.rename({"t": "year", "v": "usd"})


_SIDES = (
    state("exporter", about="state the goods come from"),
    state("importer", about="state they go to"),
)
GRAVITY_TABLE = Table(
    "trade_gravity",
    "Trade from exporter to importer, three ways",
    (
        *_SIDES,
        year(low=1948),
        amount("usd_baci", "BACI's reconciled flow, current US dollars", nullable=True),
        amount("usd_reported_by_exporter", "Comtrade, current US dollars", nullable=True),
        amount("usd_reported_by_importer", "Comtrade, current US dollars", nullable=True),
    ),
    ("exporter", "importer", "year"),
)
BACI_TABLE = Table(
    "trade_baci",
    "Goods from exporter to importer, all products together",
    (*_SIDES, year(low=1988), amount("usd", "reconciled trade, current US dollars")),
    ("exporter", "importer", "year"),
)
_LICENCE = "Etalab 2.0"

GRAVITY = Source(
    id="cepii_gravity",
    short="CEPII Gravity",
    title="CEPII Gravity database",
    version="202211",
    citation=(
        "Conte, Maddalena, Pierre Cotterlaz, and Thierry Mayer. 2022. The CEPII Gravity Database. "
        "CEPII Working Paper 2022-05."
    ),
    bibtex="""@techreport{cepii_gravity,
  author      = {Conte, Maddalena and Cotterlaz, Pierre and Mayer, Thierry},
  title       = {The {CEPII} Gravity Database},
  institution = {CEPII},
  number      = {2022-05},
  year        = {2022}
}""",
    licence=_LICENCE,
    url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=8",
    first=1948,
    last=2021,
    files=(),
    tables=(GRAVITY_TABLE,),
    read=lambda _: Reading({}),
    basis="goods trade in current USD (file in thousands): reconciled, or as a side reports it",
    notes="No column of the panel is made from it: another basis than the trade that they use.",
)
BACI = Source(
    id="cepii_baci",
    short="CEPII BACI",
    title="BACI: international trade at product level",
    version="202501",
    citation=(
        "Gaulier, Guillaume, and Soledad Zignago. 2010. BACI: International Trade Database at the "
        "Product-Level. The 1994-2007 Version. CEPII Working Paper 2010-23."
    ),
    bibtex="""@techreport{cepii_baci,
  author      = {Gaulier, Guillaume and Zignago, Soledad},
  title       = {{BACI}: International Trade Database at the Product-Level. The 1994--2007 Version},
  institution = {CEPII},
  number      = {2010-23},
  year        = {2010}
}""",
    licence=_LICENCE,
    url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
    first=1995,
    last=2023,
    files=(),
    tables=(BACI_TABLE,),
    read=lambda _: Reading({}),
    basis="reconciled goods trade, FOB, current USD (file in thousands), all products summed",
    notes=(
        "The archive is some gigabytes, so that it is fetched only when it is named. Once it was, "
        "trade of 2015 and later is taken from it for pairs and years that no other source has; "
        "shares of trade are not."
    ),
)

FORMS = (
    Official(
        GRAVITY,
        (
            Address(
                "https://www.cepii.fr/DATA_DOWNLOAD/gravity/data/Gravity_csv_V202211.zip",
                GRAVITY.url,
                r"[^\s\"'<>]*Gravity_csv_V\d{6}\.zip",
            ),
        ),
        read_gravity,
        on_request=True,
    ),
    Official(
        BACI,
        (
            Address(
                "https://www.cepii.fr/DATA_DOWNLOAD/baci/data/BACI_HS92_V202501.zip",
                BACI.url,
                r"[^\s\"'<>]*BACI_HS92_V\d{6}\.zip",
            ),
        ),
        read_baci,
        on_request=True,
    ),
)
