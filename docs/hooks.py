"""Hooks of the site: generated pages, generated tables in pages, and the output of commands."""

from __future__ import annotations

import re
from typing import Any

import commands
import generate
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

GENERATED = {**generate.PAGES, "reference/command-line.md": commands.reference}


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Add the generated pages."""
    for path, make in GENERATED.items():
        files.append(File.generated(config, path, content=make()))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill in generated tables and the output of commands."""
    filled = re.sub(r"\{\{ (\w+) \}\}", lambda m: generate.FRAGMENTS[m[1]](), markdown)
    return commands.shown(filled)
