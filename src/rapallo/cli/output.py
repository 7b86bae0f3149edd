"""Writing what a command made: to a file in one step, or to standard output."""

from __future__ import annotations

import sys
from pathlib import Path

from rapallo.errors import RapalloError


def in_a_folder(path: Path | None) -> Path | None:
    """Return a path to write to, refused before anything is computed where its folder is missing.

    Raises
    ------
    RapalloError
        If there is no such folder.
    """
    if path is not None and not path.parent.is_dir():
        raise RapalloError(f"{path} cannot be written: there is no folder {path.parent}")
    return path


def write(text: str, path: Path | None) -> None:
    """Write a text to `path`, whole or not at all, or to standard output where it is None.

    Raises
    ------
    RapalloError
        If the file cannot be written.
    """
    if path is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        return
    write_bytes(text.encode("utf-8"), path)


def write_bytes(made: bytes, path: Path) -> None:
    """Write bytes to `path`, whole or not at all.

    Raises
    ------
    RapalloError
        If the file cannot be written.
    """
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(made)
        aside.replace(path)
    except OSError as error:
        raise RapalloError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if aside.exists():
            aside.unlink()
