"""Real files, turned into their publishers' own forms, are read back as they are."""

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from rapallo.sources.disputes import GML_MID, MID_5_0
from rapallo.sources.igo import IGO_3_0
from rapallo.sources.official.forms import official
from rapallo.sources.registry import source
from rapallo.sources.sipri import REGISTER_FILE, TIV_FILE

pytestmark = pytest.mark.full_data


def read_back(id, folder: Path, packed, *archives):
    """Write each archive's texts under their official names and read them with the form."""
    form = official(id)
    paths = []
    for address, files in zip(form.addresses, archives, strict=True):
        path = folder / address.file()
        url = address.url
        path.write_bytes(packed(url, files))
        paths.append(path)
    return form.load(tuple(paths)).tables


def same(found, given, keys):
    order = list(keys)
    assert_frame_equal(found.sort(order), given.sort(order))


def as_csv(frame):
    return frame.write_csv(null_value="-9")


def test_gibler_miller_and_little(data_dir, tmp_path, packed):
    given = GML_MID.load(data_dir).tables["gml"]
    raw = pl.read_csv(data_dir / GML_MID.files[0], infer_schema=False)
    text = as_csv(raw.rename({"gmlmidongoing": "midongoing", "gmlmidonset": "midonset"}))
    found = read_back("gml_mid", tmp_path, packed, {"gml-ddy-disputes-2.2.1.csv": text})
    same(found["gml"], given, ("state1", "state2", "year"))


def test_disputes_from_their_participants(data_dir, tmp_path, packed):
    """The participants are not at hand: they are made from the pairs' rows, whole years each.

    So nothing may be lost, but some rows must differ: in a coalition states meet that in truth did
    not overlap, a year that another dispute took makes a gap, and a return within a year is lost.
    """
    given = MID_5_0.load(data_dir).tables["mid"]
    raw = pl.read_csv(data_dir / MID_5_0.files[0])
    whole = raw.unique("dispnum", keep="first").select(
        "dispnum", "fatality", "hostlev", "mindur", "maxdur", "recip", "stmon"
    )
    side = ["dispnum", "ccode", "sidea", "fatality", "hiact", "hostlev"]
    columns = ["dispnum", "ccode1", "sidea1", "fatality1", "hiact1", "hostlev1"]
    years = (
        raw.select("year", *(pl.col(a).alias(b) for a, b in zip(columns, side, strict=True)))
        .unique()
        .sort(*side, "year")
        .with_columns(run=pl.col("year") - pl.int_range(pl.len()).over(side))
    )
    part = (
        years.group_by(*side, "run", maintain_order=True)
        .agg(styear=pl.col("year").min(), endyear=pl.col("year").max())
        .with_columns(stday=-9, stmon=1, endday=-9, endmon=12)
    )
    files = {"MIDA 5.0.csv": as_csv(whole), "MIDB 5.0.csv": as_csv(part)}
    found = read_back("mid_5_0", tmp_path, packed, files)["mid"]
    years_of_pairs = ["state1", "state2", "year"]
    assert given.join(found, on=years_of_pairs, how="anti").height == 0
    assert found.join(given, on=years_of_pairs, how="anti").height < 0.01 * given.height
    same_rows = given.join(found, on=given.columns, how="semi", nulls_equal=True)
    assert same_rows.height > 0.99 * given.height


def test_organisations(data_dir, tmp_path, packed):
    """A column for each organisation up to the greatest number; every tenth year of the pairs."""
    tables = IGO_3_0.load(data_dir).tables
    pairs = tables["igo_pair"].filter(pl.col("year") % 10 == 4)
    one = as_members(pairs, "shared", {"state1": "ccode1", "state2": "ccode2"})
    other = as_members(tables["igo_state"], "memberships", {"state": "ccode"})
    archives = {"dyadic_formatv3.csv": one}, {"state_year_formatv3.csv": other}
    found = read_back("igo_3_0", tmp_path, packed, *archives)
    same(found["igo_pair"], pairs, ("state1", "state2", "year"))
    same(found["igo_state"], tables["igo_state"], ("state", "year"))


def as_members(rows, count, names):
    most = rows[count].max()
    members = (
        pl.when(pl.col(count) > n).then(1).otherwise([0, -1, -9][n % 3]).alias(f"IGO{n}")
        for n in range(most)
    )
    return rows.rename(names).select(*names.values(), "year", *members).write_csv()


def test_states(data_dir, tmp_path, packed):
    given = source("cow_state_system_2016")
    text = pl.read_csv(data_dir / given.files[0], infer_schema=False).write_csv()
    head, _, rest = text.partition("\n")
    files = {"States2016/states2016.csv": f"{head.title()}\n{rest}"}
    found = read_back(given.id, tmp_path, packed, files)
    same(found["state_system"], given.load(data_dir).tables["state_system"], ("state", "start"))


def test_the_arms_register(data_dir, tmp_path, packed):
    text = (data_dir / REGISTER_FILE).read_text(encoding="utf-8")
    found = read_back("sipri_register_2024", tmp_path, packed, {"": text})["arms_register"]
    same(found, source("sipri_register_2024").load(data_dir).tables["arms_register"], ("line",))


def test_yearly_arms_given_as_deals(data_dir, tmp_path, packed):
    given = source("sipri_tiv_2021").load(data_dir).tables["arms"]
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(
        ["SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Armament category",
         "Order date", "Numbers delivered", "Delivery year", "TIV delivery values"]
    )  # fmt: skip
    with (data_dir / TIV_FILE).open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            half = float(row["value"]) / 2
            deal = [number, row["supplier"], row["recipient"], "x", "x", row["year"], 1]
            write.writerows([[*deal, row["year"], half]] * 2)
    found = read_back("sipri_tiv_2021", tmp_path, packed, {"": out.getvalue()})["arms"]
    same(found, given, ("supplier", "recipient", "year"))
