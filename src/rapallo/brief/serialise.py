"""An Assessment as JSON and back."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

from rapallo.brief.assessment import Assessment


def to_json(assessment: Assessment, indent: int | None = 2) -> str:
    """Write an Assessment as JSON, field by field under the names of its classes.

    Parameters
    ----------
    assessment : Assessment
        What to write.
    indent : int or None
        Spaces per level; None writes one line.

    Returns
    -------
    str
        JSON text. A number that is not known, not-a-number and the infinities included, is null.

    See Also
    --------
    from_json : reads it back.
    """
    return json.dumps(_plain(asdict(assessment)), indent=indent, ensure_ascii=False)


def from_json(text: str) -> Assessment:
    """Read an Assessment that `to_json` wrote.

    Raises
    ------
    pydantic.ValidationError
        If the text is not JSON or a field is missing or of another type.
    """
    from pydantic import TypeAdapter  # here, since writing a brief needs no pydantic

    return TypeAdapter(Assessment).validate_json(text)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "item"):  # a NumPy scalar
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
