"""Whatever the sources say of the years after 2018, nothing derived for 2018 or before changes.

Sums and votes of a session are the one thing told apart: a session belongs to the year in which
it opened, so that votes are scrambled by session.
"""

import numpy as np
import polars as pl
import pytest

from rapallo.alignment.derive import derive as alignment
from rapallo.panel.columns.trade import DESTA
from rapallo.panel.derive import derive as panel

pytestmark = pytest.mark.full_data

CUT = 2018
DERIVED = ("state_year", "dyad_year", "alignment_year")
KEYS = {
    "state", "state1", "state2", "gw", "exporter", "importer", "reporter", "partner", "flow",
    "supplier", "recipient", "sender", "target", "host", "dispute", "conflict", "exercise",
    "edition", "role", "case", "draft", "rcid", "rollcall", "agreement", "treaty", "phase",
    "year", "session_year", "item", "bilateral", "name",
}  # fmt: skip


def shuffled(frame, later, draw):
    """Return a table with the values of its later rows dealt out among them, half of them lost."""
    order = np.arange(frame.height)
    rows = np.flatnonzero(later.to_numpy())
    order[rows] = draw.permutation(rows)
    moved = frame.select(
        pl.col(name) if name in KEYS else pl.col(name).gather(order) for name in frame.columns
    )
    return moved.filter(~later | pl.Series(draw.random(frame.height) < 0.5))


def moved_ends(frame, first, last, draw, until=2025):
    """Return spells of which those that end after the cut end in another year after it.

    Those that begin after it begin in another year after it.
    """
    year = pl.Series(draw.integers(CUT + 1, until + 1, frame.height)).cast(pl.Int16)

    def other(name):
        if frame[name].dtype == pl.Date:
            return (pl.col(name).dt.year() > CUT), pl.date(year, 6, 1)
        return (pl.col(name) > CUT), pl.lit(year)

    columns = []
    for name in dict.fromkeys((first, last)):
        late, value = other(name)
        if name != first:
            late = late | pl.col(name).is_null()
        columns.append(pl.when(late).then(value).otherwise(pl.col(name)).alias(name))
    return frame.with_columns(columns)


SPELLS = {
    "contiguity": ("start", "end"),
    "distance": ("first", "last"),
    "rivalry": ("first", "last"),
    "sanction": ("first", "last"),
    "treaty_member": ("entry_year", "exit_year"),
}


@pytest.fixture(scope="module")
def sources(built):
    catalogue = built.sql("SELECT * FROM catalogue")
    names = catalogue.filter(pl.col("source") != "derived")["table"]
    return {name: built.sql(f'SELECT * FROM "{name}"') for name in names}


@pytest.fixture(scope="module")
def scrambled(sources):
    draw = np.random.default_rng(2018)
    out = {}
    for name, frame in sources.items():
        if name in SPELLS:
            out[name] = moved_ends(frame, *SPELLS[name], draw)
        elif name == "trade_agreement":
            out[name] = moved_ends(frame, "entry_year", "entry_year", draw, DESTA.last)
        elif name in ("un_roll_call", "un_issue"):
            out[name] = frame
        elif name == "un_vote":
            year = sources["un_roll_call"].select("rcid", "session_year")
            later = frame.join(year, on="rcid", maintain_order="left")["session_year"] > CUT
            out[name] = shuffled(frame, later, draw)
        elif "year" in frame.columns:
            out[name] = shuffled(frame, (frame["year"] > CUT).fill_null(False), draw)
        else:
            out[name] = frame
    return out


def test_much_is_scrambled_and_nothing_up_to_the_cut(sources, scrambled):
    changed = {name for name in sources if not sources[name].equals(scrambled[name])}
    assert {"capabilities", "un_vote", "ideal_point", "rivalry", "sanction", "arms", "gdp"} <= (
        changed
    )
    for name in changed - set(SPELLS) - {"un_vote", "trade_agreement"}:
        before = pl.col("year") <= CUT
        assert sources[name].filter(before).equals(scrambled[name].filter(before)), name


def test_nothing_derived_up_to_the_cut_changes(built, scrambled):
    made = dict(scrambled)
    made.update(panel(made))
    made.update(alignment(made))
    for name in DERIVED:
        was = built.sql(f"SELECT * FROM {name}")
        text = {c: pl.String for c, dtype in made[name].schema.items() if dtype == pl.Categorical}
        now = made[name].cast(text)
        assert now.columns == was.columns
        before, after = pl.col("year") <= CUT, pl.col("year") > CUT
        kept, found = was.filter(before), now.filter(before)
        for column in was.columns:
            assert found[column].cast(kept[column].dtype).equals(kept[column]), f"{name}.{column}"
        assert not now.filter(after).equals(was.filter(after)), name
    assert built.sql("SELECT max(year) AS year FROM dyad_year")["year"].item() > CUT
