"""The years of the panel: those of the state system."""

from __future__ import annotations

FIRST, LAST = 1816, 2025
