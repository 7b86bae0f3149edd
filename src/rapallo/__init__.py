"""Rapallo.

Is an alliance between two states in the making, what drives it, what hinders it, how likely is
it, and what does it mean for a third?
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rapallo.brief.assemble import assess
    from rapallo.panel.frame import dyad_years, state_years

__all__ = ["assess", "dyad_years", "state_years"]
__version__ = "0.1.0"

_HOMES = {
    "assess": "rapallo.brief.assemble",
    "dyad_years": "rapallo.panel.frame",
    "state_years": "rapallo.panel.frame",
}


def __getattr__(name: str) -> Any:
    """Import the public functions when first asked for, so that the command line starts at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rapallo' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
