"""What a server allows: how much at once, for how long, and how much it keeps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of a server.

    Parameters
    ----------
    at_once : int
        Requests served at once; who comes then is told to come back.
    workers : int
        Answers computed at once, each in a thread with a connection of its own.
    waiting : int
        Answers computed or waited for at once; who comes then is told to come back.
    seconds : float
        How long a request waits for its answer; the work goes on, and a later request finds it.
    retry : int
        Seconds after which a request turned away may come back.
    kept_bytes : int
        Finished answers kept, in bytes as they are sent.
    kept_parts : int
        Assessments and views kept, so that a page's downloads need no second reading.
    kept_settings : int
        Starts of scenarios kept, with what was learnt from them.
    body : int
        Bytes that a request's body may have; nothing here reads one.
    address : int
        Bytes that a request's path and query may have.
    text : int
        Characters that a state's name may have.
    """

    at_once: int = 256
    workers: int = 2
    waiting: int = 24
    seconds: float = 20.0
    retry: int = 3
    kept_bytes: int = 48_000_000
    kept_parts: int = 32
    kept_settings: int = 6
    body: int = 16_384
    address: int = 4_096
    text: int = 80
