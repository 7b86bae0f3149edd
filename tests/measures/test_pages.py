"""The worked examples on the measures' pages give what the pages say."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parents[2] / "docs" / "measures").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_of_the_page(page):
    found = doctest.testfile(str(page), module_relative=False)
    assert found.failed == 0
    if not page.stem.startswith(("index", "ideal")):
        assert found.attempted > 0
