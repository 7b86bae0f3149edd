"""From an archive of event files to the table of pairs and months."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from rapallo.events import months
from rapallo.events.dyad_months import Counted, by_pair, by_reason, count
from rapallo.events.engine import Engine
from rapallo.events.forms import FORMS, EventError, Form, detect
from rapallo.events.lines import first_line, size

ENDINGS = (".csv", ".tab", ".tsv", ".txt", ".zip", ".gz")
OTHER_TABLES = (".mentions.", ".gkg.", ".gkgcounts.")
"""Marks of files that GDELT publishes beside its events."""
RULES = "1"
"""Changes whenever `rapallo.events.sift` sifts otherwise, so that nothing sifted before is used."""

Progress = Callable[[str, int, int], None]


def _silent(_what: str, _done: int, _of: int) -> None: ...


def build(
    paths: Sequence[Path],
    engine: Engine,
    *,
    form: str | None = None,
    home: Path | None = None,
    made: date | None = None,
    progress: Progress = _silent,
) -> months.Receipt:
    """Count an archive's events by pair and month, and put the table in its place.

    Parameters
    ----------
    paths : sequence of pathlib.Path
        Files, or folders of files.
    engine : Engine
        What counts.
    form : str, optional
        Form of the files; else told by the first line of each.
    home : pathlib.Path, optional
        Folder of the built warehouse.
    made : datetime.date, optional
        Day for the receipt; else today.
    progress : callable
        Is given what is being done, how many bytes are done and of how many.

    Returns
    -------
    Receipt
        What was read and what it came to. Lines are events, or rejected for a reason: none is lost.

    Raises
    ------
    EventError
        If there are no files, a file is damaged or of another form than the rest, or another
        process is building. The table that was there stays.

    Notes
    -----
    What was sifted stays beside the table, so that a build that was cut short, or to which files
    were added, starts where the last one ended.
    """
    given = files(paths)
    one = form_of(given, form)
    folder = months.folder(home)
    with _alone(folder):
        sifted = _sift(given, one, engine, folder / "sifted" / engine.name, progress)
        progress("counting", 0, 0)
        pairs, others = engine.collect(sifted, (by_pair, by_reason))
        counted = count(pairs, others, one)
        receipt = _receipt(counted, one, engine, len(given), made or date.today())
        months.write(counted.months, receipt, home)
    return receipt


def files(paths: Sequence[Path]) -> list[Path]:
    """List the event files among files and folders, in the order of their names.

    Raises
    ------
    EventError
        If there is none, one does not exist, or two bear the same name.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += [
                one
                for one in path.rglob("*")
                if one.suffix.lower() in ENDINGS
                and one.is_file()
                and not any(mark in one.name.lower() for mark in OTHER_TABLES)
            ]
        elif path.is_file():
            found.append(path)
        else:
            raise EventError(f"{path} does not exist")
    if not found:
        raise EventError(
            f"no event files in {', '.join(map(str, paths))}; they end in {', '.join(ENDINGS)}"
        )
    named: dict[str, Path] = {}
    for path in found:
        if path.name in named:
            raise EventError(
                f"{path} and {named[path.name]} bear the same name: give each file of an archive "
                "once, or its events would count twice"
            )
        named[path.name] = path
    return [named[name] for name in sorted(named)]


def form_of(given: Sequence[Path], wanted: str | None) -> Form:
    """Tell the one form of all files.

    Raises
    ------
    EventError
        If a file is empty or of no known form, or two differ.
    """
    if wanted is not None and wanted not in FORMS:
        raise EventError(f"form {wanted!r} is unknown; one of {', '.join(FORMS)}")
    form = FORMS[wanted] if wanted else None
    for path in given:
        first = first_line(path)
        if not first:
            raise EventError(f"{path} is empty; fetch it again")
        if wanted:
            continue
        own = detect(first, path)
        if form is not None and own is not form:
            raise EventError(
                f"{path} is of {own.title}, {given[0]} of {form.title}: build one data set at a "
                "time, since they count the same events"
            )
        form = own
    assert form is not None
    return form


def _sift(
    given: Sequence[Path], form: Form, engine: Engine, folder: Path, progress: Progress
) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    total = sum(size(path) for path in given)
    done = 0
    sifted: list[Path] = []
    for share, weight in shares(given, engine.share):
        progress("sifting", done, total)
        at = folder / f"{_key(share, form)}.parquet"
        if not at.exists():
            aside = at.with_suffix(".part")
            _remove(aside)
            engine.sift(share, form, aside)
            aside.replace(at)
        sifted.append(at)
        done += weight
    progress("sifting", total, total)
    for old in set(folder.iterdir()) - set(sifted):
        _remove(old)
    return sifted


def shares(given: Sequence[Path], share: int | None) -> Iterator[tuple[list[Path], int]]:
    """Part files, in order, into shares of about so many bytes, each with its bytes."""
    held: list[Path] = []
    weight = 0
    for path in given:
        own = size(path)
        if held and share is not None and weight + own > share:
            yield held, weight
            held, weight = [], 0
        held.append(path)
        weight += own
    if held:
        yield held, weight


def _key(share: Sequence[Path], form: Form) -> str:
    told = [RULES, form.name]
    for path in share:
        stat = path.stat()
        told.append(f"{path.name} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _receipt(
    counted: Counted, form: Form, engine: Engine, files: int, made: date
) -> months.Receipt:
    month = counted.months["month"]
    first, last = month.min(), month.max()
    return months.Receipt(
        form=form.name,
        engine=engine.name,
        files=files,
        lines=counted.lines,
        events=int(counted.months["events"].sum()),
        first=f"{first:%Y-%m}" if isinstance(first, date) else None,
        last=f"{last:%Y-%m}" if isinstance(last, date) else None,
        made=made.isoformat(),
        rejected=tuple(counted.rejected.rows()),
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "lock", timeout=0):
            yield
    except Timeout as error:
        raise EventError(
            f"another build of events is under way in {folder}; wait for it"
        ) from error
    except OSError as error:
        raise EventError(
            f"{folder} cannot be written ({error.strerror or error}); make room or set "
            "RAPALLO_HOME to another folder. The table that was there stays"
        ) from error
