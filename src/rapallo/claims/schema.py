"""What a claim file holds: a text, and its claims, each with a check where data can speak."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from rapallo.panel.years import FIRST, LAST

Kind = Literal[
    "quantity", "event", "driver", "obstacle", "advice", "prediction", "verdict", "trend"
]
Year = Annotated[int, Field(ge=FIRST, le=LAST)]
Name = Annotated[str, BeforeValidator(lambda code: str(code) if type(code) is int else code)]
"""A state as a name or a code; a number is a Correlates of War code."""
States = Annotated[list[Name], Field(min_length=1, max_length=2)]
Pair = Annotated[list[Name], Field(min_length=2, max_length=2)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Comparison = Literal["about", "above", "below", "equal"]
Turn = Literal["rises", "falls", "closer", "farther"]
Direction = Literal[Turn, "rises steadily", "falls steadily", "does not fall"]
"""`closer` and `farther` are as the column counts it: more agreement, or less distance."""


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
    value: Number
    tolerance: Annotated[float, Field(ge=0, le=1)] = 0.05

    @model_validator(mode="after")
    def _one_time(self) -> FigureCheck:
        if (self.year is None) == (self.years is None):
            raise ValueError("give either year or years")
        if self.years is not None and self.years[0] > self.years[1]:
            raise ValueError("years must be the first and the last, in that order")
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
    is_: Turn = Field(alias="is")


class OrderCheck(_OfColumn):
    """States or pairs in an order: the largest first, or the closest, as the column counts it."""

    kind: Literal["order"]
    of: Annotated[list[States], Field(min_length=2)]
    year: Year
    by: Literal["largest", "closest"] = "largest"


class RankCheck(_OfColumn):
    """A state's place among all states, the largest first."""

    kind: Literal["rank"]
    of: Annotated[list[Name], Field(min_length=1, max_length=1)]
    year: Year
    at_most: Annotated[int, Field(ge=1)]


class TieCheck(_Strict):
    """The sign of a tie in the strategic triangle's coding."""

    kind: Literal["tie"]
    of: Pair
    year: Year
    is_: Literal["friendly", "hostile", "neither", "not friendly", "not hostile"] = Field(
        alias="is"
    )


class ShadeCheck(_Strict):
    """The verdict of a brief on a pair."""

    kind: Literal["shade"]
    of: Pair
    year: Year
    is_: Literal["clear no", "unlikely", "grey", "in the making", "formed"] = Field(alias="is")


class ChanceCheck(_Strict):
    """The model's chance of a new defence pact; with `over` its ratio to another pair's."""

    kind: Literal["chance"]
    of: Pair
    over: Pair | None = None
    year: Year
    horizon: Literal[1, 3, 5, 10] = 5
    is_: Literal["above", "below"] = Field(alias="is")
    value: Number


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
ColumnCheck = FigureCheck | TrendCheck | BreakCheck | OrderCheck | RankCheck
COLUMN_CHECKS = (FigureCheck, TrendCheck, BreakCheck, OrderCheck, RankCheck)


def years_of(check: Check) -> tuple[int, ...]:
    """Return the first and the last year that a check names; none for one of other claims."""
    if isinstance(check, LikeCheck):
        return ()
    if isinstance(check, TrendCheck):
        return (check.from_, check.to)
    if isinstance(check, BreakCheck):
        return (check.at, check.at)
    if isinstance(check, FigureCheck) and check.years is not None:
        return check.years
    year = check.year
    return () if year is None else (year, year)


def groups_of(check: Check) -> tuple[list[str], ...]:
    """Return the states and pairs that a check is of, and that it divides by."""
    if isinstance(check, LikeCheck):
        return ()
    if isinstance(check, OrderCheck):
        return tuple(check.of)
    over = getattr(check, "over", None)
    return (check.of,) if over is None else (check.of, over)


class Claim(_Strict):
    """One claim.

    `check` holds one check or several that must all hold; without any, `why_not` says why data
    cannot speak. `asks` says what the check asks, where that is less than the claim says. `basis`
    says what a figure was counted in where that is not what Rapallo's column counts. `deadline`
    makes a prediction, and `chance` (or `words`, by Kent's scale) its probability. A `lasting`
    claim is to hold now as well as then; by default all but quantities and events are.
    """

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")]
    claim: Annotated[str, Field(min_length=5)]
    place: str = ""
    kind: Kind
    states: list[Name] = []
    year: Year | None = None
    check: list[Check] = []
    why_not: str = ""
    asks: str = ""
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
        if self.asks and not self.check:
            raise ValueError("asks says what the check asks, and there is no check")
        if self.words and self.words not in KENT:
            raise ValueError(f"words must be one of {', '.join(KENT)}")
        if self.words and self.chance is not None:
            raise ValueError("give either chance or words")
        if self.probability is not None and self.deadline is None:
            raise ValueError("a probability needs a deadline, by which it can be scored")
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
