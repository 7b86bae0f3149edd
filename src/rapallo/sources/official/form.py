"""What a publisher's own form of a source is: addresses, and how to read what lies there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from rapallo.sources.source import Reading, Source, check_table


@dataclass(frozen=True)
class Address:
    """Where one file is fetched.

    Parameters
    ----------
    url : str
        The file's address; for one that changes with every version, the last one known.
    listing : str
        An official page, or an answer of the publisher's interface, that names the newest file.
    pattern : str
        Regular expression of the newest file's name in the listing; of several the one with the
        greatest numbers is taken.
    kind : {"page", "dataverse"}
        How the listing is read: links in a text, or the files of a Dataverse dataset.
    name : str
        Name to keep the file under; by default the last part of its address.
    body : str
        What an interface that takes a POST is sent, ``YEAR`` standing for the year of today. A
        mirror holds the answer as a file.
    """

    url: str
    listing: str = ""
    pattern: str = ""
    kind: Literal["page", "dataverse"] = "page"
    name: str = ""
    body: str = ""

    def file(self, url: str | None = None) -> str:
        """Return the name under which the file at `url` is kept.

        Examples
        --------
        >>> Address("https://example.org/a/NMCv7.zip?ln=en").file()
        'NMCv7.zip'
        """
        return self.name or PurePosixPath(unquote(urlsplit(url or self.url).path)).name


@dataclass(frozen=True)
class Official:
    """A source in its publisher's own form.

    Parameters
    ----------
    source : Source
        Which source it is; the tables are checked as its own are.
    addresses : tuple of Address
        The files.
    read : callable
        Takes the files, in the order of `addresses`, and returns a `Reading`.
    members : mapping of str to str
        For an archive, the name of the text in it from which a table is read, for messages.
    notes : str
        What a user should know of this form, beside the source's own notes.
    on_request : bool
        Whether it is so large that it is fetched only when it is named.
    """

    source: Source
    addresses: tuple[Address, ...]
    read: Callable[[tuple[Path, ...]], Reading]
    members: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""
    on_request: bool = False

    def load(self, files: tuple[Path, ...], rows: dict[str, int] | None = None) -> Reading:
        """Read the files and check every table against the source's declaration.

        Parameters
        ----------
        files : tuple of Path
            The files, in the order of `addresses`.
        rows : dict of str to int, optional
            Fewest rows that each table should have.

        Raises
        ------
        SourceError
            If a file cannot be read or a table breaks a rule; names file, row and rule.
        """
        reading = self.read(files)
        place = ", ".join(str(path) for path in files)
        tables = {}
        for table in self.source.tables:
            name = table.name
            where = f"{place}: {self.members[name]}" if name in self.members else place
            tables[name] = check_table(reading.tables[name], table, where, (rows or {}).get(name))
        return Reading(tables, reading.dropped)
