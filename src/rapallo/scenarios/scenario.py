"""A scenario: two or three states, a start, a horizon, and shocks."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from rapallo import states
from rapallo.errors import did_you_mean
from rapallo.panel.years import LAST
from rapallo.scenarios.kinds import KINDS, Kind

FIRST_START = 1960
"""First start: votes and economies are then known for long enough to learn from."""
LONGEST = 75
"""Longest horizon in years."""


def _text(value: object) -> object:
    if isinstance(value, bool):
        said = "NO is read as 'no' in YAML" if not value else "a word is read as 'yes' in YAML"
        raise ValueError(f"{said}; put a state in quotation marks, such as 'NOR'")
    return str(value) if isinstance(value, int) else value


Name = Annotated[str, BeforeValidator(_text)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Shock(_Strict):
    """Something that happens to a pair or a state.

    Parameters
    ----------
    kind : str
        A kind of `KINDS`.
    between : list of two states, or None
        The pair, for kinds that happen to one.
    state : str or None
        The state, for kinds that happen to one.
    year : int
        First year of it.
    size : float or None
        How much, in the kind's unit; the kind's default where left out.
    duration : int or None
        For how many years; to the end where left out.
    fade : int
        Over how many years it then dies away.
    """

    kind: str
    between: tuple[Name, Name] | None = None
    state: Name | None = None
    year: int
    size: float | None = Field(None, allow_inf_nan=False)
    duration: int | None = None
    fade: int = 0

    @property
    def declared(self) -> Kind:
        """What its kind says."""
        return KINDS[self.kind]

    @property
    def amount(self) -> float:
        """Its size, the kind's default where left out."""
        chosen = self.declared.size if self.size is None else self.size
        assert chosen is not None
        return float(chosen)

    def strength(self, year: int) -> float:
        """Return how much of it holds in a year: 1 while it lasts, less as it fades, then 0.

        Examples
        --------
        >>> deal = Shock(kind="gas_deal", between=("RUS", "CHN"), year=2019, size=10, duration=2,
        ...              fade=1)
        >>> [deal.strength(year) for year in (2018, 2019, 2020, 2021, 2022)]
        [0.0, 1.0, 1.0, 0.5, 0.0]
        """
        if year < self.year:
            return 0.0
        if self.duration is None or year < self.year + self.duration:
            return 1.0
        after = year - (self.year + self.duration) + 1
        return max(0.0, 1 - after / (self.fade + 1))

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.kind not in KINDS:
            hint = did_you_mean(self.kind, KINDS) or f"; there are {', '.join(KINDS)}"
            raise ValueError(f"there is no kind of shock {self.kind!r}{hint}")
        kind = self.declared
        wanted, other = ("between", "state") if kind.of == "pair" else ("state", "between")
        if getattr(self, wanted) is None or getattr(self, other) is not None:
            form = "between: [USA, RUS]" if kind.of == "pair" else "state: RUS"
            raise ValueError(f"{self.kind} happens to a {kind.of}: give {form}, and no {other}")
        if self.size is None and kind.size is None:
            raise ValueError(f"{self.kind} needs a size, in {kind.unit}")
        if self.size is not None and not kind.unit:
            raise ValueError(f"{self.kind} takes no size")
        if not kind.low <= self.amount <= kind.high:
            raise ValueError(
                f"size {self.amount:g} is outside {kind.low:g} to {kind.high:g} ({kind.unit})"
            )
        if self.duration is not None and self.duration < 1:
            raise ValueError(f"duration {self.duration} must be 1 year or more")
        if self.fade < 0:
            raise ValueError(f"fade {self.fade} must be 0 years or more")
        if self.fade and kind.acts in ("force", "promise"):
            raise ValueError(f"{self.kind} holds or does not: it cannot fade")
        return self


class Scenario(_Strict):
    """A scenario file.

    Parameters
    ----------
    title, about : str
        What it is called, and what it supposes.
    states : list of two or three states
    start : int
        Year as of which everything is known; nothing later is used.
    horizon : int
        Years simulated.
    population : {"auto", "history", "low", "medium", "high", "spread"}
        Paths of the UN's World Population Prospects 2024, or growth as before the start. "auto" is
        "spread" (drawn between low and high) where the start knew them, else "history".
    shocks : list of Shock
    """

    title: str
    about: str = ""
    states: tuple[Name, ...] = Field(min_length=2, max_length=3)
    start: int
    horizon: int = Field(ge=1, le=LONGEST)
    population: Literal["auto", "history", "low", "medium", "high", "spread"] = "auto"
    shocks: tuple[Shock, ...] = ()

    @property
    def end(self) -> int:
        """Last year simulated."""
        return self.start + self.horizon

    @property
    def codes(self) -> tuple[int, ...]:
        """Correlates of War codes of the states."""
        return tuple(self.code(name) for name in self.states)

    def code(self, name: str) -> int:
        """Return the code of a state named in the file, as of the start."""
        return states.resolve(name, self.start).cow

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if not FIRST_START <= self.start <= LAST:
            raise ValueError(f"start {self.start} is outside {FIRST_START} to {LAST}")
        codes = self.codes
        if len(set(codes)) < len(codes):
            raise ValueError(f"states: {', '.join(self.states)} names a state twice")
        for number, shock in enumerate(self.shocks):
            at = f"shocks.{number}"
            for name in (*(shock.between or ()), *((shock.state,) if shock.state else ())):
                if self.code(name) not in codes:
                    raise ValueError(
                        f"{at}: {name} is not among the states {', '.join(self.states)}"
                    )
            if shock.between and self.code(shock.between[0]) == self.code(shock.between[1]):
                raise ValueError(f"{at}.between: names one state twice")
            if not self.start < shock.year <= self.end:
                raise ValueError(
                    f"{at}.year: {shock.year} is outside the years simulated, "
                    f"{self.start + 1} to {self.end}"
                )
        return self
