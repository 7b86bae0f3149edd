"""What the scenario lab is asked: states, years and shocks, as an address and a form hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, zip_longest
from typing import Any

from pydantic import ValidationError

from rapallo.errors import RapalloError
from rapallo.panel.years import LAST
from rapallo.scenarios.kinds import KINDS
from rapallo.scenarios.scenario import FIRST_START, Scenario, Shock
from rapallo.web import asking

MOST = 4
"""Shocks at once."""
LONGEST = 20
"""Years ahead that a page simulates."""
SPANS: dict[str, tuple[float, float]] = {
    "tariffs": (0, 100),
    "gas_deal": (0, 60),
    "arms_sale": (0, 3000),
    "vote_shift": (-20, 20),
    "regime_change": (0, 1),
    "economic_growth": (-5, 5),
    "population_growth": (-2, 2),
}
"""Reach of the slider of kinds whose declared range is far wider than what is ever seen."""


def scenario(
    who: Sequence[str], start: str, horizon: str, shocks: Iterable[str], longest: int
) -> Scenario:
    """Return the scenario that an address holds.

    Parameters
    ----------
    who : sequence of str
        Two or three states, the third maybe empty.
    start, horizon : str
        Year known last, and years simulated.
    shocks : iterable of str
        Each ``kind:USA-RUS:year:size:years``, the last two maybe empty or left out.

    Raises
    ------
    RapalloError
        If a part cannot be read; as the scenario's own rules besides.
    """
    year = asking.whole(start, 2018, FIRST_START, LAST, "year")
    named = [asking.state(text, year, longest) for text in who if text.strip()]
    given = [_shock(text, year, longest) for text in shocks if text.strip()]
    if len(given) > MOST:
        raise RapalloError(f"{MOST} shocks can be set at once; a file can hold more")
    try:
        return Scenario.model_validate(
            {
                "title": "Scenario",
                "states": named,
                "start": year,
                "horizon": asking.whole(horizon, 10, 1, LONGEST, "number of years"),
                "shocks": given,
            }
        )
    except ValidationError as error:
        raise RapalloError(error.errors()[0]["msg"].removeprefix("Value error, ")) from error


def _shock(text: str, start: int, longest: int) -> dict[str, Any]:
    parts = text.split(":")
    if not 3 <= len(parts) <= 5:
        raise RapalloError(
            f"{text[:60]!r} is not a shock; write kind:USA-RUS:{start + 1}:size:years"
        )
    kind, of, when, size, years = (*parts, "", "")[:5]
    known = KINDS.get(kind)
    if known is None:
        asking.one_of(kind or "none", tuple(KINDS), "kind of shock")
        raise RapalloError("a shock needs a kind")
    names = of.split("-") if known.of == "pair" else of.split("-")[:1]
    codes = [asking.state(name, start, longest) for name in names]
    made: dict[str, Any] = {"kind": kind, "year": asking.whole(when, start + 1, 1, 9999, "year")}
    made |= {"between": codes} if known.of == "pair" else {"state": codes[0]}
    if size.strip() and known.unit:
        try:
            made["size"] = float(size)
        except ValueError:
            raise RapalloError(f"{size[:20]!r} is not a number") from None
    elif known.unit and known.size is None:
        low, high = reach(kind)
        made["size"] = low + (high - low) * 3 / 4
    if years.strip():
        made["duration"] = asking.whole(years, 1, 1, LONGEST, "number of years")
    return made


def joined(
    kinds: Sequence[str],
    of: Sequence[str],
    when: Sequence[str],
    size: Sequence[str],
    years: Sequence[str],
) -> list[str]:
    """Return the shocks of a form's rows as an address holds them; rows without a kind are none."""
    rows = zip_longest(kinds, of, when, size, years, fillvalue="")
    return [":".join(row).rstrip(":") for row in rows if row[0].strip()]


def written(shock: Shock) -> str:
    """Return a shock as an address holds it.

    Examples
    --------
    >>> written(Shock(kind="gas_deal", between=("RUS", "CHN"), year=2019, size=10))
    'gas_deal:RUS-CHN:2019:10'
    """
    of = "-".join(shock.between or (shock.state or "",))
    size = f"{shock.amount:g}" if shock.declared.unit else ""
    years = "" if shock.duration is None else str(shock.duration)
    return f"{shock.kind}:{of}:{shock.year}:{size}:{years}".rstrip(":")


def state(asked: Scenario) -> dict[str, Any]:
    """Return what a view's address holds."""
    names = (*asked.states, None)[:3]
    return {
        "first": names[0],
        "second": names[1],
        "third": names[2],
        "start": asked.start,
        "horizon": asked.horizon,
        "shock": [written(one) for one in asked.shocks],
    }


def rows(shocks: Sequence[str]) -> list[dict[str, Any]]:
    """Return what a form's rows of shocks hold, and an empty one where there is room."""
    out = []
    for text in [*shocks, ""][:MOST]:
        kind, of, when, size, years = (*text.split(":"), "", "", "", "", "")[:5]
        low, high = reach(kind) if kind in KINDS else (0.0, 1.0)
        unit = KINDS[kind].unit if kind in KINDS else ""
        out.append(
            {
                "kind": kind, "of": of, "when": when, "size": size, "years": years, "low": low,
                "high": high, "unit": unit, "step": (high - low) / 100,
            }
        )  # fmt: skip
    return out


def reach(kind: str) -> tuple[float, float]:
    """Return the least and the greatest size on a kind's slider.

    Examples
    --------
    >>> reach("gas_deal"), reach("summit_series"), reach("border_clash")
    ((0, 60), (0, 8), (1, 5))
    """
    declared = KINDS[kind]
    if kind in SPANS:
        return SPANS[kind]
    return max(declared.low, 0), min(declared.high, 4 * (declared.size or 1))


def pairs(who: Sequence[str]) -> list[str]:
    """Return the pairs and the states that a shock may happen to."""
    return ["-".join(two) for two in combinations(who, 2)] + list(who)
