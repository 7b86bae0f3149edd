"""`rapallo claims`: was a text right, claim by claim."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rapallo.cli.output import in_a_folder

app = typer.Typer(
    help="Was it right: a text's claims as data, checked one by one.", no_args_is_help=True
)


class Format(StrEnum):
    """What a report is written as."""

    TERMINAL = "terminal"
    HTML = "html"
    MARKDOWN = "md"
    JSON = "json"


@app.command("check")
def check(
    file: Annotated[str, typer.Argument(help="A claim file; `essay` is one that is shipped.")],
    as_of: Annotated[
        int | None, typer.Option(help="Year after which nothing is used, 1816 to 2025.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f")] = Format.TERMINAL,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", callback=in_a_folder, help="File to write; else standard output."
        ),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="In the terminal, the figures of every claim.")
    ] = False,
) -> None:
    """Check each claim of a file: holds, held then, contradicted, depends on the measure.

    Examples:

      rapallo claims check essay

      rapallo claims check essay --as-of 2018 --format html -o essay.html

      rapallo claims check mine.yaml --format json | jq .counts
    """
    from rapallo.brief import claims_report
    from rapallo.claims.judge import judge
    from rapallo.claims.load import load
    from rapallo.cli.output import write
    from rapallo.panel.years import LAST
    from rapallo.warehouse.store import Warehouse

    essay = load(file)
    with Warehouse.open() as warehouse:
        report = judge(essay, warehouse, LAST if as_of is None else as_of)
    if format is Format.TERMINAL:
        from rich.console import Console

        claims_report.to_terminal(report, Console(), full=full)
        return
    writers = {
        Format.HTML: claims_report.to_html,
        Format.MARKDOWN: claims_report.to_markdown,
        Format.JSON: claims_report.to_json,
    }
    write(writers[format](report), output)


@app.command("new")
def new(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", callback=in_a_folder, help="File to write; else standard output."
        ),
    ] = None,
) -> None:
    """Write a template with a claim of every kind of check; it runs as it is.

    Examples:

      rapallo claims new -o mine.yaml
    """
    from rapallo.claims.template import TEMPLATE
    from rapallo.cli.output import write

    write(TEMPLATE, output)
