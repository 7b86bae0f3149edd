"""`rapallo data record` lists facts with their pages."""

import typer
from typer.testing import CliRunner

from rapallo.cli.record import record
from rapallo.record.facts import facts

app = typer.Typer()
app.command()(record)


def rows(*words):
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return [line.split("\t") for line in done.output.splitlines()]


def test_it_lists_every_fact_with_its_page():
    found = rows()
    assert len(found) == len(facts())
    assert all(len(row) == 7 and row[6].startswith("http") for row in found)


def test_it_lists_the_facts_of_two_states_and_of_a_kind():
    both = rows("North Korea", "RUS")
    assert both
    assert all({"RUS", "PRK"} <= set(row[2].split("; ")) for row in both)
    assert {row[1] for row in rows("CHN", "RUS", "--kind", "deals")} == {"deals"}
    assert any("NATO" in row[2] for row in rows("FIN", "NOR"))
