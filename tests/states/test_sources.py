"""Every sovereign state's name in the sources' own files is understood."""

import polars as pl
import pytest

from rapallo import states

# Names in the sources that are no member of the system in any year they are listed for.
NOT_STATES = {
    "Abkhazia*",
    "Bermuda (British overseas territory)",
    "Cook Islands",
    "Cura\N{REPLACEMENT CHARACTER}ao",
    "European Union",
    "French Guiana",
    "French Polynesia",
    "Guam (US territory)",
    "Holy See (Vatican City State)",
    "Hong Kong",
    "Jerusalem*",
    "New Caledonia (French territory)",
    "Niue",
    "Palestine",
    "Palestine*",
    "Palestine/British Mandate",
    "Palestine/Gaza",
    "Palestine/West Bank",
    "Puerto Rico (US territory)",
    "Sint Maarten (Dutch territory)",
    "Somaliland",
    "South Ossetia*",
    "Vatican City State",
    "Western Sahara",
}


def texts(path, name, year):
    frame = pl.read_csv(path, infer_schema=False, encoding="utf8-lossy")
    years = (
        frame[year].cast(pl.Int32)
        if isinstance(year, str)
        else pl.repeat(year, frame.height, eager=True)
    )
    return pl.DataFrame({"text": frame[name].str.strip_chars(), "year": years}).unique()


def never_matched(frame, scheme):
    frame = frame.with_columns(states.to_cow(frame["text"], frame["year"], scheme))
    matched = frame.drop_nulls("state")["text"].unique()
    return set(frame.drop_nulls("text")["text"]) - set(matched)


@pytest.mark.full_data
@pytest.mark.parametrize(
    ("file", "name", "year"),
    [
        ("sipri/milex_1949_2024_long.csv", "Country", "year"),
        ("vdem/ert.csv", "country_name", "year"),
        ("trade/itpde_dyadic_2000_2016.csv.gz", "exporter", "year"),
        ("icews/icews_dyad_year_2002_2014.csv.gz", "i", "year"),
        ("diplomacy/lowy_gdi_2016.csv", "COUNTRY", 2016),
        ("diplomacy/lowy_gdi_2016.csv", "POST COUNTRY", 2016),
        ("diplomacy/lowy_gdi_2019.csv", "COUNTRY", 2019),
        ("diplomacy/lowy_gdi_2019.csv", "POST COUNTRY", 2019),
    ],
)
def test_names_of_sovereign_states_match(data_dir, file, name, year):
    frame = texts(data_dir / file, name, year)
    assert never_matched(frame, "name") <= NOT_STATES


@pytest.mark.full_data
def test_general_assembly_names_match(data_dir):
    votes = pl.read_csv(data_dir / "unga" / "un_votes_1946_2019.csv.gz", infer_schema=False)
    calls = pl.read_csv(data_dir / "unga" / "un_roll_calls_1946_2019.csv.gz", infer_schema=False)
    frame = (
        votes.join(calls, on="rcid")
        .select(text="country", year=pl.col("date").str.slice(0, 4).cast(pl.Int32))
        .unique()
    )
    assert never_matched(frame, "name") == set()
    frame = frame.with_columns(states.to_cow(frame["text"], frame["year"], "name"))
    outside = frame.filter(pl.col("state").is_null())
    # Members of the Assembly before they were of the system; Taiwan then sat as China.
    assert set(outside["text"]) == {"Belarus", "Ukraine", "India", "Taiwan"}
    assert outside["year"].max() == 1990


@pytest.mark.full_data
def test_codes_of_the_united_nations_library_match(data_dir):
    frame = texts(data_dir / "unga" / "un_library_votes_1992_2022_long.csv.gz", "iso3", "year")
    got = states.to_cow(frame["text"], frame["year"], "iso3")
    assert got.null_count() == frame["text"].null_count()


@pytest.mark.full_data
def test_names_agree_with_the_codes_that_ideal_points_carry(data_dir):
    frame = pl.read_csv(
        data_dir / "unga" / "ideal_points_1946_2025.tab", separator="\t", infer_schema=False
    ).with_columns(pl.col("year").cast(pl.Int32), pl.col("ccode").cast(pl.Int16))
    frame = frame.with_columns(states.to_cow(frame["Countryname"], frame["year"], "name"))
    differ = frame.filter(pl.col("state") != pl.col("ccode"))
    assert differ.height == 0, differ.select("Countryname", "year", "ccode", "state").unique()


@pytest.mark.full_data
def test_names_agree_with_the_codes_that_arms_transfers_carry(data_dir):
    frame = pl.read_csv(
        data_dir / "sipri" / "tiv_supplier_recipient_year_1950_2021.csv", infer_schema=False
    )
    for side in ("supplier", "recipient"):
        pairs = frame.select(
            text=side,
            year=pl.col("year").cast(pl.Int32),
            theirs=pl.col(f"{side}_cown").cast(pl.Float64, strict=False).cast(pl.Int16),
        ).unique()
        pairs = pairs.with_columns(states.to_cow(pairs["text"], pairs["year"], "name"))
        differ = pairs.filter(pl.col("state") != pl.col("theirs"))["text"].unique().to_list()
        assert set(differ) <= {"Germany", "Viet Nam", "Vietnam", "Yemen", "Serbia"}, differ
