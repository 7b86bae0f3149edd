"""The one error that a user can mend."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class RapalloError(Exception):
    """Something the user gave cannot be used; the message says what, where, and what would do.

    The command line prints the message without a traceback and exits with status 2.
    """


def did_you_mean(word: str, known: Iterable[str], count: int = 3) -> str:
    """Return ``"; did you mean A, B?"`` for the known words nearest to `word`, or an empty string.

    Parameters
    ----------
    word : str
        What was given.
    known : iterable of str
        What would have been right.
    count : int
        How many words to offer at most.

    Examples
    --------
    >>> did_you_mean("defense", ["defence", "trade"])
    '; did you mean defence?'
    """
    lowered = {name.lower(): name for name in known}
    near = [lowered[key] for key in get_close_matches(word.lower(), lowered, n=count, cutoff=0.6)]
    return f"; did you mean {', '.join(near)}?" if near else ""
