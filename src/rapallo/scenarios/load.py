"""Reading scenario files, and the library of ready ones."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from rapallo.errors import RapalloError, did_you_mean
from rapallo.scenarios.kinds import KINDS
from rapallo.scenarios.scenario import Scenario, Shock

LIBRARY = Path(str(files("rapallo.scenarios") / "library"))
ENDINGS = (".yaml", ".yml")


class ScenarioError(RapalloError):
    """A scenario file that cannot be used."""


def ready() -> dict[str, Scenario]:
    """Return the scenarios that the package ships, by name."""
    return {path.stem: parse(path.read_text("utf-8"), path.name) for path in _shipped()}


def _shipped() -> list[Path]:
    return sorted(LIBRARY.glob("*.yaml"))


def load(name: str) -> Scenario:
    """Return a scenario: a file, or the name of one that the package ships.

    Raises
    ------
    ScenarioError
        If there is none such, it is not YAML, or it breaks the schema; the message names the file,
        the line, the key, and what would be right.
    """
    path = Path(name)
    known = {p.stem: p for p in _shipped()}
    if path.suffix not in ENDINGS and not path.exists():
        if name not in known:
            hint = did_you_mean(name, known) or f"; there are {', '.join(known)}"
            raise ScenarioError(
                f"{name} is neither a file nor a ready scenario{hint} (rapallo scenario list)"
            )
        path = known[name]
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
        raise ScenarioError(
            f"{path} cannot be read: {why}; rapallo scenario new writes a template"
        ) from error
    return parse(text, str(path))


def parse(text: str, source: str) -> Scenario:
    """Return the scenario in a text; `source` names it in errors."""
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        read = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise ScenarioError(f"{source}{where}: not YAML: {problem}") from error
    if not isinstance(read, dict):
        raise ScenarioError(
            f"{source}: not a scenario, which is a mapping with title, states, start, horizon and "
            "shocks; rapallo scenario new writes a template"
        )
    try:
        return Scenario.model_validate(read)
    except ValidationError as error:
        raise ScenarioError(_told(error, tree, source)) from error
    except RapalloError as error:
        line = _line(tree, ("states",))
        raise ScenarioError(f"{source}{line}: {error}") from error


def _told(error: ValidationError, tree: Any, source: str) -> str:
    """Say the first fault: an unknown key before what it makes missing."""
    faults = sorted(error.errors(), key=lambda f: f["type"] != "extra_forbidden")
    first = faults[0]
    said = first["msg"].removeprefix("Value error, ")
    where = first["loc"]
    named = re.match(r"(shocks\.\d+(?:\.\w+)?|states): (.*)", said, re.DOTALL)
    if not where and named:
        where = tuple(int(p) if p.isdigit() else p for p in named[1].split("."))
        said = named[2]
    if not where and said.startswith("start "):
        where = ("start",)
    key = ".".join(str(part) for part in where)
    if first["type"] == "extra_forbidden":
        keys = Shock.model_fields if where[0] == "shocks" and len(where) > 1 else (
            Scenario.model_fields
        )  # fmt: skip
        hint = did_you_mean(str(where[-1]), keys) or f"; the keys are {', '.join(keys)}"
        said = f"there is no key {where[-1]!r} here{hint}"
    if first["type"] == "missing":
        said = "is missing"
    rest = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{source}{_line(tree, where)}: {key + ': ' if key else ''}{said}{rest}"


def _line(node: Any, where: tuple[int | str, ...]) -> str:
    """Return the line of a key, or of the nearest part of the file around it that is there."""
    line = None
    for part in where:
        if isinstance(node, yaml.MappingNode):
            found = [(k, v) for k, v in node.value if k.value == str(part)]
            if not found:
                break
            line, node = found[0][0].start_mark.line, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            if part >= len(node.value):
                break
            node = node.value[part]
            line = node.start_mark.line
        else:
            break
    return "" if line is None else f", line {line + 1}"


def template() -> str:
    """Return a scenario file to fill in, every key and kind of shock explained."""
    rows = [
        f"#   {k.name:<21} {k.of:<6} {k.column:<15} {k.unit or '(no size)'}"
        + (f"; {k.size:g} if left out" if k.unit and k.size is not None else "")
        for k in KINDS.values()
    ]
    return TEMPLATE.replace("{kinds}", "\n".join(rows))


TEMPLATE = """\
# A scenario for: rapallo scenario THIS_FILE.yaml
title: What if ...
about: >
  What is supposed, and why.
# Two or three states: ISO3, Correlates of War code or name.
states: [USA, RUS, CHN]
# Everything is known up to the end of this year (1960 to 2025), nothing later.
start: 2018
# Years simulated, 1 to 75.
horizon: 10
# auto, history, low, medium, high, spread: whose population paths (UN, from 2024; or as before).
population: auto
shocks:
  - kind: gas_deal          # see below
    between: [RUS, CHN]     # for what happens to a pair; state: RUS for what happens to one state
    year: 2019              # first year
    size: 10                # in the unit below
    duration: 8             # years that it lasts; left out: to the end
    fade: 4                 # years over which it then dies away; left out: 0
# Kinds of shock, whom they happen to, the column of the panel that each moves, the unit of size:
{kinds}
"""
