"""Event files in the published forms, made for tests."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Sequence
from pathlib import Path

from rapallo.events.forms import FORMS

ADDED = {57: 56, 58: 56, 61: 59, 40: 34}


def line(form: str = "gdelt_2", width: int | None = None, **given: str) -> str:
    """A line of a form: a consultation between Russia and China on 31 January 2018, or as given."""
    declared = FORMS[form]
    plain = {
        "event": "1",
        "date": "20180131" if declared.compact else "2018-01-31",
        "source": "CHN" if declared.scheme == "vdem" else "China",
        "target": "RUS" if declared.scheme == "vdem" else "Russian Federation",
        "quad": {"number": "1", "cameo": "040", "label": "VERBAL COOPERATION"}[declared.quads],
        "goldstein": "1.0",
    }
    fields = [""] * (width or declared.widths[0])
    for name, value in (plain | given).items():
        if name != "added" and declared.fields[name] < len(fields):
            fields[declared.fields[name]] = value
    if len(fields) in ADDED:
        usual = "20301231" if declared.compact else "2030-12-31"
        fields[ADDED[len(fields)]] = given.get("added", usual)
    return "\t".join(fields)


def header(form: str) -> str:
    return "\t".join(FORMS[form].header)


def write(path: Path, lines: Sequence[str]) -> Path:
    """Write lines to a plain file, a .gz or a .zip, by its ending."""
    text = ("\n".join(lines) + "\n").encode()
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text))
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(path.stem, text)
    else:
        path.write_bytes(text)
    return path


FAULTS = {
    "fields": line(width=60),
    "event": line(event=""),
    "date": line(date="20180231"),
    "early": line(date="20180202", added="20180201120000"),
    "quad": line(quad="5"),
    "goldstein": line(goldstein="12.5"),
    "no source": line(source=""),
    "no target": line(target=""),
    "same": line(source="RUS"),
    "not a state": line(source="PSE"),
}
"""A line of GDELT 2.0 for each reason but header, several and duplicate."""
