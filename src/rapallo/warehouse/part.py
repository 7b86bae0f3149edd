"""Parts: what was fetched of a file before it was cut, and of which version it is."""

from __future__ import annotations

from pathlib import Path


def tag_file(part: Path) -> Path:
    """Return where the tag of the version that a part is of is kept."""
    return part.with_name(f"{part.name}.tag")


def kept(part: Path) -> tuple[int, str]:
    """Return how much of a file is there, and of which version; nothing where that is unknown."""
    if not part.exists() or not tag_file(part).exists():
        return 0, ""
    tag = tag_file(part).read_text(encoding="utf-8")
    # A weak tag does not promise the same bytes.
    return (part.stat().st_size, tag) if tag and not tag.startswith("W/") else (0, "")


def forget(part: Path) -> None:
    """Throw a part away."""
    part.unlink(missing_ok=True)
    tag_file(part).unlink(missing_ok=True)
