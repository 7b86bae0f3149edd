"""The docs say what the code declares, show commands that exist, and run."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shlex
import sys
from pathlib import Path

import pytest
import typer

from rapallo.cli.app import app
from rapallo.ledger.considerations import CONSIDERATIONS
from rapallo.panel.columns import COLUMNS
from rapallo.panel.measures import MEASURES
from rapallo.sources.registry import SOURCES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    page for page in (*DOCS.glob("*.md"), *DOCS.glob("how-to/*.md"), *DOCS.glob("concepts/*.md"))
)
WITH_CODE = [page for page in PAGES if ">>> " in page.read_text(encoding="utf-8")]


def load(name):
    """Import a script of the docs folder, which is no package."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


generate, commands = load("generate"), load("commands")


def named(page):
    return page.relative_to(DOCS).as_posix()


def sections(markdown):
    """Return the text of each section with an anchor, by its anchor."""
    parts = re.split(r"^#+ .*\{ #([\w-]+) \}$", markdown, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("page", WITH_CODE, ids=named)
def test_python_on_a_page_gives_what_it_shows(page, shipped):
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    found = doctest.testfile(str(page), module_relative=False, optionflags=flags)
    assert found.attempted > 0
    assert found.failed == 0


def test_every_python_block_is_one_that_runs():
    for page in PAGES:
        for block in re.findall(
            r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL
        ):
            assert block.lstrip().startswith(">>> "), page


def test_every_column_is_on_its_page_with_its_sources():
    found = sections(generate.columns())
    assert set(found) == set(COLUMNS)
    for name, column in COLUMNS.items():
        assert column.about in found[name]
        assert all(f"sources.md#{domain.source}" in found[name] for domain in column.domains)


def test_every_source_is_on_its_page_with_its_terms_and_columns():
    found = sections(generate.sources())
    assert set(found) == {source.id for source in SOURCES}
    for source in SOURCES:
        text = found[source.id]
        assert source.citation in text
        assert source.licence in text
        assert source.url in text
        for column in COLUMNS.values():
            behind = source.id in {domain.source for domain in column.domains}
            assert behind == (f"columns.md#{column.name})" in text)


def test_every_consideration_is_on_its_page_with_rule_and_reference():
    found = sections(generate.considerations())
    assert set(found) == {c.id for c in CONSIDERATIONS}
    for c in CONSIDERATIONS:
        assert c.rule in found[c.id]
        assert c.reference in found[c.id]
        assert c.mechanism.rstrip(".") in found[c.id]


def test_every_measure_is_in_the_list_and_its_page_exists():
    text = generate.measures()
    for name, measure in MEASURES.items():
        assert f"[`{name}`]({measure.page})" in text
        assert (DOCS / "measures" / measure.page).is_file()


def test_a_bar_in_a_cell_does_not_split_it():
    line = generate.table(("a",), [("|x - y|",)]).splitlines()[-1]
    assert line.replace("\\|", "").count("|") == 2


def leaves():
    group = typer.main.get_command(app)
    return {" ".join(words): command for words, command in commands.commands(group, ("rapallo",))}


def test_every_command_is_in_the_reference():
    text = commands.reference()
    found = leaves()
    assert {"rapallo assess", "rapallo panel", "rapallo measure", "rapallo data build"} <= set(
        found
    )
    for called, command in found.items():
        assert f"## {called}\n" in text
        for parameter in command.params:
            assert f"`{parameter.opts[0]}" in text.split(f"## {called}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.name)
def test_commands_on_a_page_are_ones_that_there_are(page):
    """Each command's words and options parse; that the ones shown run is for the build to show."""
    text = page.read_text(encoding="utf-8")
    lines = re.findall(r"^ *(rapallo .*)$", text, flags=re.MULTILINE)
    for line in lines:
        words = shlex.split(re.split(r" {3,}| \| ", line)[0])
        if words[1] == "scenario" and f"rapallo scenario {words[2]}" not in leaves():
            words.insert(2, "run")  # the word may be left out
        called = max((c for c in leaves() if words[: len(c.split())] == c.split()), default=None)
        assert called, line
        rest = words[len(called.split()) :]
        assert leaves()[called].make_context(called, list(rest), resilient_parsing=False), line


def test_a_page_shows_what_its_commands_print():
    page = "Before\n\n```run\nrapallo measure concentration --year 2016\n```\n\nAfter\n"
    shown = commands.shown(page)
    assert "$ rapallo measure concentration --year 2016\nyear,value,states\n2016,0.46" in shown
    assert "```run" not in shown
    assert shown.startswith("Before\n")
    assert shown.endswith("After\n")


def test_a_command_that_fails_stops_the_build():
    with pytest.raises(commands.CommandFailedError, match="did you mean"):
        commands.shown("```run\nrapallo measure concentracion\n```")


def test_fragments_used_are_declared_and_no_generated_page_is_committed():
    for page in PAGES:
        used = re.findall(r"\{\{ (\w+) \}\}", page.read_text(encoding="utf-8"))
        assert set(used) <= set(generate.FRAGMENTS), page
    for path in generate.PAGES:
        assert not (DOCS / path).exists()


@pytest.mark.parametrize("name", generate.FRAGMENTS)
def test_fragments_are_not_empty(name):
    assert generate.FRAGMENTS[name]().strip()


def test_the_site_asks_no_other_host_for_anything():
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert re.search(r"^  font: false$", text, flags=re.MULTILINE)
    assert "http" not in text
