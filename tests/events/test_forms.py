from __future__ import annotations

from pathlib import Path

import pytest
from event_files import header, line

from rapallo.events.forms import FORMS, EventError, detect

FILE = Path("some.csv")


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_told_by_its_first_line(form):
    first = header(form) if FORMS[form].header else line(form)
    assert detect(first, FILE) is FORMS[form]


def test_both_widths_of_gdelt_1_are_known():
    assert detect(line("gdelt_1", width=58), FILE).name == "gdelt_1"


def test_quoted_names_and_windows_line_ends_are_known():
    quoted = "\t".join(f'"{name}"' for name in FORMS["icews"].header)
    assert detect(quoted + "\r", FILE).name == "icews"


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("<!DOCTYPE html><html>", "HTML"),
        ("a,b,c", "no tab"),
        ("a\tb\tc", "3 fields"),
        (header("icews").replace("CAMEO Code", "Code"), "20 fields"),
    ],
)
def test_any_other_line_is_refused_with_the_file_and_what_is_known(first, said):
    with pytest.raises(EventError, match=said) as refused:
        detect(first, FILE)
    assert "some.csv" in str(refused.value)
    assert "61 fields" in str(refused.value)
