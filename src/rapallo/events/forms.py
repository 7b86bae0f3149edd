"""The forms in which event data sets are published: which field of a line says what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from rapallo.errors import RapalloError


class EventError(RapalloError):
    """Event files cannot be read as they are; the message says which, where, and what would do."""


@dataclass(frozen=True)
class Form:
    """One published form of event data: lines of fields parted by tabs, quoted by nothing.

    Parameters
    ----------
    name : str
        Name on the command line.
    title : str
        The data set.
    widths : tuple of int
        How many fields a line may have.
    fields : dict of str to int
        Place from 0 of ``event``, ``date``, ``source``, ``target``, ``quad`` and ``goldstein``.
    added : dict of int to int
        Place of the date on which the event was found, by number of fields; empty where no such
        date is given.
    header : tuple of str
        Names in the first line; empty where files have none.
    scheme : str
        What names states: ``"vdem"`` (ISO 3166 alpha-3 with RUS for the Soviet Union, as CAMEO
        has it) or ``"name"``.
    quads : {"number", "cameo", "label"}
        How the class of an act is given: its number, a CAMEO code, or words.
    compact : bool
        Whether dates are ``20180131``, not ``2018-01-31``.
    absent : tuple of str
        What stands for no state.
    licence, citation, url : str
        Terms, how to cite, and where files are published.
    """

    name: str
    title: str
    widths: tuple[int, ...]
    fields: Mapping[str, int]
    added: Mapping[int, int]
    header: tuple[str, ...]
    scheme: Literal["vdem", "name"]
    quads: Literal["number", "cameo", "label"]
    compact: bool
    absent: tuple[str, ...]
    licence: str
    citation: str
    url: str


GDELT_1 = Form(
    name="gdelt_1",
    title="GDELT 1.0 events",
    widths=(57, 58),
    fields={"event": 0, "date": 1, "source": 7, "target": 17, "quad": 29, "goldstein": 30},
    added={57: 56, 58: 56},
    header=(),
    scheme="vdem",
    quads="number",
    compact=True,
    absent=("",),
    licence="free for any use with attribution to the GDELT Project",
    citation=(
        "Leetaru, Kalev, and Philip A. Schrodt. 2013. GDELT: Global Data on Events, Location and "
        "Tone, 1979-2012. Paper presented at the International Studies Association, San Francisco."
    ),
    url="http://data.gdeltproject.org/events/index.html",
)

GDELT_2 = replace(
    GDELT_1,
    name="gdelt_2",
    title="GDELT 2.0 events",
    widths=(61,),
    added={61: 59},
    url="http://data.gdeltproject.org/gdeltv2/masterfilelist.txt",
)

ICEWS_HEADER = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,"
    "Intensity,Target Name,Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,"
    "District,Province,Country,Latitude,Longitude"
)
ICEWS = Form(
    name="icews",
    title="ICEWS coded event data",
    widths=(20,),
    fields={"event": 0, "date": 1, "source": 4, "target": 10, "quad": 6, "goldstein": 7},
    added={},
    header=tuple(ICEWS_HEADER.split(",")),
    scheme="name",
    quads="cameo",
    compact=False,
    absent=("", "None", "NULL"),
    licence="with citation; terms on its Dataverse page",
    citation=(
        "Boschee, Elizabeth, Jennifer Lautenschlager, Sean O'Brien, Steve Shellman, James Starz "
        "and Michael Ward. 2015. ICEWS Coded Event Data. Harvard Dataverse. "
        "doi:10.7910/DVN/28075."
    ),
    url="https://doi.org/10.7910/DVN/28075",
)

POLECAT_HEADER = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,"
    "Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,"
    "Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,"
    "Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,"
    "District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,"
    "Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
)
POLECAT = Form(
    name="polecat",
    title="POLECAT events",
    widths=(40,),
    fields={"event": 0, "date": 1, "source": 8, "target": 16, "quad": 5, "goldstein": 4},
    added={40: 34},
    header=tuple(POLECAT_HEADER.split(",")),
    scheme="vdem",
    quads="label",
    compact=False,
    absent=("", "None", "NULL"),
    licence="with citation; terms on its Dataverse page",
    citation=(
        "Halterman, Andrew, Benjamin E. Bagozzi, Andreas Beger, Philip A. Schrodt and Grace I. "
        "Scarborough. 2023. PLOVER and POLECAT: A New Political Event Ontology and Dataset. Paper "
        "presented at the International Studies Association. Data: doi:10.7910/DVN/AJGVIT."
    ),
    url="https://doi.org/10.7910/DVN/AJGVIT",
)

FORMS = {form.name: form for form in (GDELT_1, GDELT_2, ICEWS, POLECAT)}


def detect(first: str, path: Path) -> Form:
    r"""Tell the form of a file by its first line.

    Parameters
    ----------
    first : str
        The first line, without its end.
    path : pathlib.Path
        The file, for the message.

    Raises
    ------
    EventError
        If the line is of no known form.

    Examples
    --------
    >>> detect("\t".join(["1", "20180101"] + [""] * 59), Path("20180101000000.export.CSV")).name
    'gdelt_2'
    """
    fields = first.rstrip("\r").split("\t")
    for form in FORMS.values():
        if form.header and fields[0].strip('"') == form.header[0]:
            if len(fields) in form.widths and _names(fields, form):
                return form
        elif not form.header and len(fields) in form.widths:
            return form
    said = ", ".join(
        f"{' or '.join(map(str, form.widths))} fields ({form.title})" for form in FORMS.values()
    )
    if first.lstrip().lower().startswith(("<!doctype", "<html")):
        found = "it is a page of HTML, as a server sends in place of a missing file"
    elif len(fields) == 1:
        found = "its first line has no tab"
    else:
        found = f"its first line has {len(fields)} fields, {', '.join(fields[:3])} ..."
    raise EventError(f"{path} is in no known form of event data: {found}; known are {said}")


def _names(fields: list[str], form: Form) -> bool:
    needed = {form.header[place]: place for place in form.fields.values()}
    return all(fields[place].strip('"') == name for name, place in needed.items())
