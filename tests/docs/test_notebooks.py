"""The tutorial notebooks run from top to bottom, and show what they speak of."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[2] / "docs" / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_runs_and_each_code_cell_that_ends_in_a_value_shows_it(path, tmp_path):
    book = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in book.cells), "commit notebooks without outputs"
    NotebookClient(
        book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    shown = [cell for cell in book.cells if cell.cell_type == "code" and cell.outputs]
    assert len(shown) >= 3
    assert any("text/html" in output.get("data", {}) for cell in shown for output in cell.outputs)


def test_a_brief_shows_itself_as_its_page(assessed):
    made = assessed("CHN", "RUS", "USA", 2018)
    assert made._repr_html_().startswith("<iframe")
    assert made.verdict.text in made._repr_html_()
