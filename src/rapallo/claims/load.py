"""Reading a claim file, with errors that say where and what would be right."""

from __future__ import annotations

from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from rapallo import states
from rapallo.claims.schema import COLUMN_CHECKS, ChanceCheck, Claim, Essay, ShadeCheck
from rapallo.errors import RapalloError
from rapallo.panel.columns import COLUMNS

SHIPPED = {"essay": "essay_2018.yaml"}
"""Claim files that the package ships, by name."""


class ClaimFileError(RapalloError):
    """A claim file that cannot be used."""


def load(name: str | Path) -> Essay:
    """Return a claim file: a path, or the name of one that the package ships.

    Raises
    ------
    ClaimFileError
        If there is no such file, it is not YAML, or it breaks the schema; the message names file,
        claim and key, and the nearest right one.
    RapalloError
        If a state is unknown, or was none in the claim's year.
    """
    path = Path(name)
    if str(name) in SHIPPED and not path.exists():
        path = Path(str(files("rapallo.claims") / "library" / SHIPPED[str(name)]))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        shipped = ", ".join(SHIPPED)
        raise ClaimFileError(
            f"{path}: cannot be read ({error.__class__.__name__}); give a YAML file of claims, or "
            f"one that is shipped: {shipped}. rapallo claims new writes a template"
        ) from error
    return parse(text, str(path))


def parse(text: str, source: str) -> Essay:
    """Return the claims of a text in YAML; `source` names it in errors."""
    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "cannot be parsed"
        raise ClaimFileError(f"{source}{where}: not YAML: {problem}") from error
    if not isinstance(read, dict):
        raise ClaimFileError(f"{source}: a claim file is a mapping with title, written and claims")
    try:
        essay = Essay.model_validate(read)
    except ValidationError as error:
        raise ClaimFileError(_explained(error, read, source)) from error
    for claim in essay.claims:
        _known(claim, essay.written, source)
    return essay


def _known(claim: Claim, written: int, source: str) -> None:
    """Refuse unknown columns and states."""
    at = f"{source}: claim {claim.id}"
    for code in claim.states:
        _state(code, claim.year or written, at)
    for check in claim.check:
        if isinstance(check, COLUMN_CHECKS):
            for name in (check.column, *check.also):
                if name not in COLUMNS and name not in INDEX:
                    near = get_close_matches(name, [*COLUMNS, *INDEX], 1)
                    hint = f"; did you mean {near[0]}?" if near else "; see rapallo panel --list"
                    raise ClaimFileError(f"{at}: there is no column {name}{hint}")
        for group in (getattr(check, "of", None), getattr(check, "over", None)):
            for item in group or ():
                for code in [item] if isinstance(item, str) else item:
                    _state(code, claim.year or written, at)


def _state(code: str, year: int, at: str) -> None:
    try:
        states.resolve(code, year)
    except RapalloError as error:
        raise ClaimFileError(f"{at}: {error}") from error


INDEX = ("alignment", "security", "diplomacy", "economy", "hostility")
"""The alignment index and its dimensions, which checks may name as columns of pairs."""


def _explained(error: ValidationError, read: dict[str, Any], source: str) -> str:
    faults = error.errors()
    first = next((f for f in faults if f["type"] == "extra_forbidden"), faults[0])
    path = [part for part in first["loc"] if part not in KINDS]
    where = source
    if len(path) > 1 and path[0] == "claims" and isinstance(path[1], int):
        try:
            found = read["claims"][path[1]]
            name = found.get("id", f"number {path[1] + 1}")
        except (AttributeError, KeyError, IndexError, TypeError):
            name = f"number {path[1] + 1}"
        where, path = f"{source}: claim {name}", path[2:]
    key = ".".join(str(part) for part in path)
    more = len(faults) - 1
    rest = f" (and {more} more faults)" if more else ""
    if first["type"] == "extra_forbidden":
        near = get_close_matches(str(path[-1]), KEYS, 1)
        hint = f"; did you mean {near[0]}?" if near else f"; the keys are {', '.join(KEYS)}"
        return f"{where}: unknown key {key}{hint}{rest}"
    said = first["msg"].removeprefix("Value error, ")
    return f"{where}: {key + ': ' if key else ''}{said}{rest}"


KINDS = ("figure", "trend", "break", "order", "rank", "tie", "shade", "chance", "like")


def _keys() -> tuple[str, ...]:
    models: list[type[BaseModel]] = [Essay, Claim, *COLUMN_CHECKS, ShadeCheck, ChanceCheck]
    named = [f.alias or n for m in models for n, f in m.model_fields.items()]
    return tuple(dict.fromkeys(named))


KEYS = _keys()
"""Keys that a claim file may use."""
