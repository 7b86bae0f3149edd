"""`rapallo assess`: the brief on a pair."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rapallo.cli.output import in_a_folder

if TYPE_CHECKING:
    from rapallo.brief.assessment import Assessment


class Format(StrEnum):
    """What the brief is written as."""

    TERMINAL = "terminal"
    HTML = "html"
    MARKDOWN = "md"
    JSON = "json"
    PDF = "pdf"


def assess(
    first: Annotated[str, typer.Argument(help="A state: ISO3, COW code or name.")],
    second: Annotated[str, typer.Argument(help="The other state.")],
    rival: Annotated[
        str | None,
        typer.Option(help="The state from which they are seen; else whoever threatens both most."),
    ] = None,
    as_of: Annotated[
        int | None, typer.Option(help="Year after which nothing is used, 1816 to 2025.")
    ] = None,
    format: Annotated[
        Format,
        typer.Option("--format", "-f", help="The terminal's comes with an HTML file beside it."),
    ] = Format.TERMINAL,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", callback=in_a_folder, help="File to write; else standard output."
        ),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="In the terminal, the proof below the answer too.")
    ] = False,
) -> None:
    """Brief on a pair: is an alliance in the making, and what does it mean for a third state.

    Examples
    --------
      rapallo assess CHN RUS --rival USA

      rapallo assess CHN RUS --rival USA --as-of 2018 --full

      rapallo assess "East Germany" "Soviet Union" --rival USA --as-of 1960

      rapallo assess IND USA --rival CHN --format json | jq .verdict

      rapallo assess CHN RUS --rival USA --format pdf -o brief.pdf
    """
    from rapallo.brief.assemble import assess as answer
    from rapallo.cli.output import write

    made = answer(first, second, rival, as_of)
    if format is Format.JSON:
        from rapallo.brief import serialise

        write(serialise.to_json(made), output)
    elif format is Format.MARKDOWN:
        from rapallo.brief import markdown

        write(markdown.render(made), output)
    elif format is Format.HTML:
        from rapallo.brief import html

        write(html.render(made), output)
    elif format is Format.PDF:
        from rapallo.brief import pdf
        from rapallo.cli.output import write_bytes

        write_bytes(pdf.render(made), output or Path(page_name(made)).with_suffix(".pdf"))
    else:
        _terminal(made, output or Path(page_name(made)), full)


def _terminal(made: Assessment, page: Path, full: bool) -> None:
    from rich.console import Console

    from rapallo.brief import html, terminal
    from rapallo.cli.output import write

    write(html.render(made), page)
    console = Console()
    (terminal.render if full else terminal.render_summary)(made, console)
    more = "" if full else "; in the terminal: --full"
    console.print(f"Full brief: {page}{more}", soft_wrap=True, highlight=False, markup=False)


def page_name(made: Assessment) -> str:
    """Return the name of a brief's HTML file, such as ``china-russia-2018.html``."""
    words = "-".join(made.names[code] for code in made.pair)
    plain = "".join(c if c.isalnum() else "-" for c in words.lower())
    return f"{plain}-{made.as_of}.html"
