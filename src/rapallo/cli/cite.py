"""`rapallo cite`: BibTeX for what was used."""

from __future__ import annotations

from typing import Annotated

import typer


def cite(
    what: Annotated[
        list[str] | None,
        typer.Argument(help="Source ids or column names; none for every source."),
    ] = None,
) -> None:
    """Print BibTeX for sources, or for the sources behind columns.

    The JSON of a brief lists the sources that it used.

    Examples
    --------
      rapallo cite

      rapallo cite defence trade

      rapallo assess CHN RUS -f json | jq -r '.sources[].id' | xargs rapallo cite
    """
    from rapallo.errors import RapalloError, did_you_mean
    from rapallo.panel.columns import COLUMNS
    from rapallo.sources.registry import SOURCES

    by_id = {source.id: source for source in SOURCES}
    wanted: dict[str, None] = {}
    for name in what or by_id:
        if name in by_id:
            wanted[name] = None
        elif name in COLUMNS:
            wanted.update(dict.fromkeys(d.source for d in COLUMNS[name].domains))
        else:
            hint = did_you_mean(name, [*by_id, *COLUMNS])
            raise RapalloError(f"{name!r} is neither a source nor a column{hint}")
    typer.echo("\n\n".join(by_id[id].bibtex.strip() for id in wanted))
