"""Commands shown in the docs, run when the site is built: what is shown is what comes out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import typer

from rapallo.cli.app import app

BLOCK = re.compile(r"```run(?P<options>[^\n]*)\n(?P<commands>.*?)```", re.DOTALL)
WIDTH = 88


class CommandFailedError(Exception):
    """A command shown in the docs does not run."""


def shown(markdown: str) -> str:
    """Return a page with each block of ``run`` followed by what its commands print.

    A block may say ``head=N``: only the first N lines of each command's output are shown. The
    commands of a page run in one empty folder, against the figures that Rapallo ships.

    Raises
    ------
    CommandFailedError
        If a command ends with an error.
    """
    if "```run" not in markdown:
        return markdown
    with tempfile.TemporaryDirectory() as folder:
        return BLOCK.sub(lambda block: _console(block, Path(folder)), markdown)


def commands_of(markdown: str) -> list[str]:
    """Return the commands of a page's ``run`` blocks, in order."""
    return [
        line
        for block in BLOCK.finditer(markdown)
        for line in block["commands"].splitlines()
        if line.strip()
    ]


def run(command: str, folder: Path) -> str:
    """Run a ``rapallo`` command in a folder and return what it prints.

    Raises
    ------
    CommandFailedError
        If it ends with an error.
    """
    words = shlex.split(command)
    if words[0] != "rapallo":
        raise CommandFailedError(f"{command}: the docs run rapallo only")
    environment = {
        **os.environ,
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
        "TERM": "dumb",
        "RAPALLO_HOME": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from rapallo.cli import main; main()", *words[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandFailedError(f"{command}\n{done.stderr}")
    return (done.stdout + done.stderr).rstrip()


def _console(block: re.Match[str], folder: Path) -> str:
    head = re.search(r"head=(\d+)", block["options"])
    parts = []
    for command in block["commands"].splitlines():
        if not command.strip():
            continue
        lines = [line.rstrip() for line in run(command, folder).splitlines()]
        if head and len(lines) > int(head[1]):
            lines = [*lines[: int(head[1])], "..."]
        parts.append("\n".join([f"$ {command}", *lines]))
    return "```console\n" + "\n\n".join(parts) + "\n```"


def reference() -> str:
    """Return the page of every command, from its own help."""
    group = typer.main.get_command(app)
    parts = ["# Command line", "As `rapallo COMMAND --help` says."]
    parts += [_command(words, command) for words, command in commands(group, ("rapallo",))]
    return "\n\n".join(parts) + "\n"


def commands(group: Any, words: tuple[str, ...]) -> list[tuple[tuple[str, ...], Any]]:
    """Return every command with the words that call it, those of a group after it."""
    found = []
    for name, command in getattr(group, "commands", {}).items():
        called = (*words, name)
        inner = commands(command, called)
        found += inner or [(called, command)]
    return found


def _command(words: tuple[str, ...], command: Any) -> str:
    about, _, examples = re.sub(r"\n\s*-{3,}\n", "\n", command.help or "").partition("xample")
    about = re.sub(r"(For e|E)$", "", about.rstrip()).strip()
    called = [line.strip() for line in examples.splitlines() if line.strip().startswith("rapallo")]
    rows = []
    for parameter in command.params:
        names = (
            ", ".join(parameter.opts) if parameter.param_type_name == "option" else parameter.name
        )
        rows.append(f"- `{names}`: {getattr(parameter, 'help', None) or ''}".rstrip(": "))
    parts = [f"## {' '.join(words)}", about, "\n".join(rows)]
    if called:
        parts.append("```console\n" + "\n".join(f"$ {line}" for line in called) + "\n```")
    return "\n\n".join(part for part in parts if part)
