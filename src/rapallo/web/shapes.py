"""The shapes of the API's answers that are not objects of the rooms below."""

from __future__ import annotations

from pydantic import BaseModel, Field


class StateItem(BaseModel):
    """A state of a year."""

    code: str = Field(examples=["RUS"])
    cow: int = Field(examples=[365])
    name: str = Field(examples=["Soviet Union"])


class Value(BaseModel):
    """A pair's value in a year; `source` is the dataset, or Rapallo where it is computed."""

    state1: str
    state2: str
    year: int
    value: float | None
    source: str


class Comparison(BaseModel):
    """What several pairs were, year by year."""

    pair: list[str] = Field(examples=[["CHN-RUS", "USA-CHN"]])
    what: str
    since: int
    until: int
    label: str
    unit: str
    rows: list[Value]


class Watched(BaseModel):
    """A pair on the watch list, with the terms that raise and lower its forecast most."""

    rank: int
    code1: str
    code2: str
    name1: str
    name2: str
    probability: float | None
    low: float | None
    high: float | None
    base_rate: float
    times_base: float | None
    closer: str
    apart: str


class Standing(BaseModel):
    """Where a state stands: its camp from 1, none without ties; how firmly; how surely."""

    code: str
    name: str
    camp: int | None
    hold: float | None
    certainty: float | None
    capabilities: float | None


class BoardItem(BaseModel):
    """The camps of a year."""

    as_of: int
    frustrated_share: float
    proven_bound: float
    proven: bool
    shares: list[float]
    states: list[Standing]


class SourceItem(BaseModel):
    """A public dataset."""

    id: str
    short: str
    title: str
    version: str
    first: int
    last: int
    behind: int
    licence: str
    citation: str
    url: str
    columns: list[str]


class MeasureItem(BaseModel):
    """A measure, as declared."""

    name: str
    label: str
    level: str
    range: str
    formula: str
    years: dict[str, list[int]]
    references: list[str]


class ConsiderationItem(BaseModel):
    """A consideration of the ledger, as declared."""

    id: str
    title: str
    mechanism: str
    rule: str
    reference: str


class ColumnItem(BaseModel):
    """A column of the panel, as declared."""

    name: str
    label: str
    unit: str
    about: str
    level: str
    directed: bool
    theme: str
    first: int
    last: int
    carried: int
    sources: list[str]
