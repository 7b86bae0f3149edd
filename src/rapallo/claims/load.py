"""Reading a claim file, with errors that say where and what would be right."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError

from rapallo.claims import sense
from rapallo.claims.schema import Check, Claim, Essay
from rapallo.errors import RapalloError, did_you_mean

SHIPPED = {"essay": "essay_2018.yaml"}
"""Claim files that the package ships, by name."""


class ClaimFileError(RapalloError):
    """A claim file that cannot be used."""


def load(name: str | Path) -> Essay:
    """Return a claim file: a path, or the name of one that the package ships.

    Raises
    ------
    ClaimFileError
        If there is no such file, it is not YAML, it breaks the schema, or it asks what cannot be
        asked; the message names file, line, claim and key, and the nearest right one.
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
    """Return the claims of a text in YAML; `source` names it in errors.

    Raises
    ------
    ClaimFileError
        If the text cannot be used; see `load`.
    """
    try:
        tree = yaml.compose(text, yaml.SafeLoader)
        _once(tree)
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
        raise ClaimFileError(_broken(error, read, tree, source)) from error
    found = list(sense.faults(essay))
    if found:
        path, said = found[0]
        raise ClaimFileError(_placed(path, said, len(found) - 1, read, tree, source))
    return essay


def _once(root: yaml.Node | None) -> None:
    """Refuse a key given twice, of which YAML would keep the last in silence."""
    waiting, met = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in met:  # an alias stands for a node that was met, or is inside itself
            continue
        met.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if str(key.value) in seen:
                    raise yaml.MarkedYAMLError(
                        problem=f"the key {key.value} is given twice", problem_mark=key.start_mark
                    )
                seen.add(str(key.value))
                waiting.append(value)


def _broken(error: ValidationError, read: Any, tree: yaml.Node | None, source: str) -> str:
    """Say what breaks the schema: an unknown key before all else, for others may follow from it."""
    found = error.errors()
    first = next((f for f in found if f["type"] == "extra_forbidden"), found[0])
    kinds = [part for part in first["loc"] if part in KINDS]
    path = tuple(part for part in first["loc"] if part not in KINDS)
    said = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        keys = _keys(path, str(kinds[0]) if kinds else "")
        near = did_you_mean(str(path[-1]), keys, 1) or f"; the keys are {', '.join(keys)}"
        said = f"unknown key {path[-1]}{near}"
    elif first["type"] == "union_tag_invalid":
        kind = str(first["ctx"]["tag"])
        near = did_you_mean(kind, KINDS, 1) or f"; the kinds are {', '.join(KINDS)}"
        said = f"there is no kind of check {kind}{near}"
    elif first["type"] == "union_tag_not_found":
        said = f"a check needs its kind, one of {', '.join(KINDS)}"
    elif first["type"] == "missing":
        said = f"the key {path[-1]} is missing"
    return _placed(path, said, len(found) - 1, read, tree, source)


def _placed(
    path: sense.Path, said: str, more: int, read: Any, tree: yaml.Node | None, source: str
) -> str:
    """Put file, line, claim and key before what is wrong."""
    where = f"{source}, line {_line(tree, path)}"
    key = path
    if len(path) > 1 and path[0] == "claims" and isinstance(path[1], int):
        claim = read["claims"][path[1]]
        named = claim.get("id") if isinstance(claim, dict) else None
        where += f": claim {named or f'number {path[1] + 1}'}"
        key = path[2:]
    dotted = ".".join(str(part) for part in key)
    rest = f" (and {more} more fault{'s' if more > 1 else ''})" if more else ""
    return f"{where}: {dotted + ': ' if dotted else ''}{said}{rest}"


def _line(node: yaml.Node | None, path: sense.Path) -> int:
    """Return the line of the key at a path, or of the nearest thing around it."""
    line = node.start_mark.line + 1 if node is not None else 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == part), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            if part >= len(node.value):
                return line
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            return line
    return line


CHECKS: dict[str, type[BaseModel]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model
    for model in get_args(get_args(Check)[0])
}
KINDS = tuple(CHECKS)
"""Kinds of check, as a file names them."""


def _keys(path: sense.Path, kind: str) -> list[str]:
    """Return the keys that may stand where an unknown one does."""
    model: type[BaseModel] = CHECKS[kind] if kind else Claim if "claims" in path else Essay
    return [field.alias or name for name, field in model.model_fields.items()]
