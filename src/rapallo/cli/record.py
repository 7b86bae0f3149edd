"""`rapallo data record`: the curated facts, each with where it was read."""

from __future__ import annotations

from typing import Annotated

import typer


def record(
    first: Annotated[str | None, typer.Argument(help="A state: only facts about it.")] = None,
    second: Annotated[str | None, typer.Argument(help="Another: only facts about both.")] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", "-k", help="pacts, meetings, exercises, sanctions or deals."),
    ] = None,
) -> None:
    """List the curated facts that no dataset reaches, by date, with their sources.

    Examples
    --------
      rapallo data record

      rapallo data record RUS PRK

      rapallo data record CHN RUS --kind exercises
    """
    from rapallo import states
    from rapallo.record.facts import facts

    asked = {states.resolve(text).cow for text in (first, second) if text is not None}
    for fact in facts(kind):
        if asked and not any(asked <= set(pair) for pair in fact.pairs):
            continue
        marks = ", ".join(m for m in (fact.status, fact.obligation) if m)
        what = f"{fact.what} [{marks}]" if marks else fact.what
        typer.echo(
            f"{fact.date}\t{fact.kind}\t{'; '.join(fact.states)}\t{what}\t"
            f"{fact.confidence}\t{fact.source}\t{fact.address}"
        )
