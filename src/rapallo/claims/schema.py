"""What a claim file holds: a text, and its claims, each with a check where data can speak."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rapallo.panel.years import FIRST, LAST

Kind = Literal[
    "quantity", "event", "driver", "obstacle", "advice", "prediction", "verdict", "trend"
]
Year = Annotated[int, Field(ge=FIRST, le=LAST)]
States = Annotated[list[str], Field(min_length=1, max_length=2)]
Comparison = Literal["about", "above", "below", "equal"]
Direction = Literal["rises", "falls", "rises steadily", "falls steadily", "does not fall"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _OfColumn(_Strict):
    """A check on a column, and on others that might as well stand for what is claimed."""

    column: str
    also: list[str] = []


class FigureCheck(_OfColumn):
    """A figure against a value; with `over` its ratio to another's, with `years` a sum."""

    kind: Literal["figure"]
    of: States
    over: States | None = None
    year: Year | None = None
    years: tuple[Year, Year] | None = None
    scale: Literal["value", "percentile"] = "value"
    is_: Comparison = Field(alias="is")
    value: float
    tolerance: Annotated[float, Field(ge=0, le=1)] = 0.05

    @model_validator(mode="after")
    def _one_time(self) -> FigureCheck:
        if (self.year is None) == (self.years is None):
            raise ValueError("give either year or years")
        return self


class TrendCheck(_OfColumn):
    """A figure (or its ratio to another's) from one year to a later one."""

    kind: Literal["trend"]
    of: States
    over: States | None = None
    from_: Year = Field(alias="from")
    to: Year
    is_: Direction = Field(alias="is")

    @model_validator(mode="after")
    def _forward(self) -> TrendCheck:
        if self.from_ >= self.to:
            raise ValueError("from must be before to")
        return self


class BreakCheck(_OfColumn):
    """A change at a year greater than the usual one from year to year."""

    kind: Literal["break"]
    of: States
    at: Year
    is_: Literal["rises", "falls"] = Field(alias="is")


class OrderCheck(_OfColumn):
    """States or pairs in an order: the largest first, or the closest, as the column counts it."""

    kind: Literal["order"]
    of: Annotated[list[States], Field(min_length=2)]
    year: Year
    by: Literal["largest", "closest"] = "largest"


class RankCheck(_OfColumn):
    """A state's place among all states, the largest first."""

    kind: Literal["rank"]
    of: Annotated[list[str], Field(min_length=1, max_length=1)]
    year: Year
    at_most: Annotated[int, Field(ge=1)]


class TieCheck(_Strict):
    """The sign of a tie in the strategic triangle's coding."""

    kind: Literal["tie"]
    of: Annotated[list[str], Field(min_length=2, max_length=2)]
    year: Year
    is_: Literal["friendly", "hostile", "neither", "not friendly", "not hostile"] = Field(
        alias="is"
    )


class ShadeCheck(_Strict):
    """The verdict of a brief on a pair."""

    kind: Literal["shade"]
    of: Annotated[list[str], Field(min_length=2, max_length=2)]
    year: Year
    is_: Literal["clear no", "unlikely", "grey", "in the making", "formed"] = Field(alias="is")


class ChanceCheck(_Strict):
    """The model's chance of a new defence pact; with `over` its ratio to another pair's."""

    kind: Literal["chance"]
    of: Annotated[list[str], Field(min_length=2, max_length=2)]
    over: Annotated[list[str], Field(min_length=2, max_length=2)] | None = None
    year: Year
    horizon: Literal[1, 3, 5, 10] = 5
    is_: Literal["above", "below"] = Field(alias="is")
    value: float


class LikeCheck(_Strict):
    """Whether the figures of other claims of the file are of one year and on one basis."""

    kind: Literal["like"]
    claims: Annotated[list[str], Field(min_length=2)]


Check = Annotated[
    FigureCheck
    | TrendCheck
    | BreakCheck
    | OrderCheck
    | RankCheck
    | TieCheck
    | ShadeCheck
    | ChanceCheck
    | LikeCheck,
    Field(discriminator="kind"),
]
COLUMN_CHECKS = (FigureCheck, TrendCheck, BreakCheck, OrderCheck, RankCheck)


class Claim(_Strict):
    """One claim.

    `check` holds one check or several that must all hold; without any, `why_not` says why data
    cannot speak. `basis` says what a figure was counted in where that is not what Rapallo's column
    counts. `deadline` makes a prediction, and `chance` (or `words`, by Kent's scale) its
    probability. A `lasting` claim is to hold now as well as then; by default all but quantities and
    events are.
    """

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")]
    claim: Annotated[str, Field(min_length=5)]
    place: str = ""
    kind: Kind
    states: list[str] = []
    year: Year | None = None
    check: list[Check] = []
    why_not: str = ""
    basis: str = ""
    deadline: Annotated[int, Field(ge=FIRST, le=2200)] | None = None
    chance: Annotated[float, Field(ge=0, le=1)] | None = None
    words: str = ""
    lasting: bool | None = None
    note: str = ""

    @model_validator(mode="after")
    def _checked_or_not(self) -> Claim:
        if bool(self.check) == bool(self.why_not):
            raise ValueError("give either check, or why_not: why data cannot speak")
        if self.words and self.words not in KENT:
            raise ValueError(f"words must be one of {', '.join(KENT)}")
        return self

    @property
    def lasts(self) -> bool:
        """Return whether the claim is to hold now as well as then."""
        return self.kind not in ("quantity", "event") if self.lasting is None else self.lasting

    @property
    def probability(self) -> float | None:
        """Return the stated probability, or that of the words used; None where there is none."""
        return self.chance if self.chance is not None else KENT.get(self.words)


class Essay(_Strict):
    """A text with its claims; `written` is its year, the default of its claims' years."""

    title: str
    written: Year
    author: str = ""
    about: str = ""
    claims: Annotated[list[Claim], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids(self) -> Essay:
        seen: set[str] = set()
        for claim in self.claims:
            if claim.id in seen:
                raise ValueError(f"two claims have the id {claim.id}")
            seen.add(claim.id)
        for claim in self.claims:
            for check in claim.check:
                if isinstance(check, LikeCheck) and not set(check.claims) <= seen:
                    lost = sorted(set(check.claims) - seen)
                    raise ValueError(f"{claim.id} compares claims that are not here: {lost}")
        return self


KENT: dict[str, float] = {
    "certain": 1.0,
    "almost certain": 0.93,
    "probable": 0.75,
    "chances about even": 0.5,
    "probably not": 0.3,
    "almost certainly not": 0.07,
    "impossible": 0.0,
}
"""Kent, S. (1964). Words of estimative probability. Studies in Intelligence 8(4), 49-65."""
