"""`rapallo cite`: BibTeX for what was used."""

from __future__ import annotations

from typing import Annotated

import typer


def cite(
    what: Annotated[
        list[str] | None,
        typer.Argument(help="Sources, columns or measures by name; none for every source."),
    ] = None,
) -> None:
    """Print BibTeX for sources, for the sources behind columns, or for a measure's literature.

    The JSON of a brief lists the sources that it used.

    Examples
    --------
      rapallo cite

      rapallo cite defence trade

      rapallo cite kappa_nominal

      rapallo assess CHN RUS -f json | jq -r '.sources[].id' | xargs rapallo cite
    """
    from rapallo.errors import RapalloError, did_you_mean
    from rapallo.panel.columns import COLUMNS
    from rapallo.panel.measures import MEASURES, bibtex
    from rapallo.record.bibtex import BIBTEX as RECORD
    from rapallo.sources.event_data import BIBTEX as EVENTS
    from rapallo.sources.registry import FETCHED, SOURCES

    by_id = {source.id: source.bibtex for source in (*SOURCES, *FETCHED)} | EVENTS | RECORD
    entries: dict[str, None] = {}
    for name in what or [source.id for source in SOURCES]:
        columns = [COLUMNS[name]] if name in COLUMNS else []
        if name in MEASURES:
            entries.update(dict.fromkeys(bibtex(name)))
            columns += [COLUMNS[c] for data in MEASURES[name].data.values() for c in data.columns]
        ids = [name] if name in by_id else [d.source for c in columns for d in c.domains]
        if not ids:
            hint = did_you_mean(name, [*by_id, *COLUMNS, *MEASURES])
            raise RapalloError(f"{name!r} is neither a source, a column nor a measure{hint}")
        entries.update(dict.fromkeys(by_id[id].strip() for id in ids))
    typer.echo("\n\n".join(entries))
