"""Coalitions that the powers of three states favour, after Caplow, by capabilities and by GDP."""

from __future__ import annotations

from rapallo.errors import RapalloError
from rapallo.measures.caplow import Coalition, coalition_type
from rapallo.panel.asof import AsOf
from rapallo.panel.figure import Figure
from rapallo.triangle.result import Coalitions

TOLERANCE = 0.05
CAPABILITIES = "cinc"
OUTPUTS = ("gdp", "gdp_estimate")
"""Columns of GDP in order of preference; the first with all three powers known is used."""


def coalitions(
    view: AsOf, who: tuple[int, int, int], tolerance: float = TOLERANCE
) -> tuple[Coalitions, ...]:
    """Return Caplow's reading of three states' powers, by capabilities (CINC) and by GDP.

    Two measures, since the type turns on the measure. GDP is left out where no source knows it
    of all three.

    Parameters
    ----------
    view : AsOf
        Where to read and as of when.
    who : tuple of int
        Correlates of War codes of the three.
    tolerance : float
        Two powers are equal if they differ by no more than this share of the larger, in [0, 1).

    Raises
    ------
    RapalloError
        If the tolerance is out of its range.

    References
    ----------
    Caplow (1956), American Sociological Review 21(4), 489-493; Caplow (1968), Two Against One.
    """
    if not 0 <= tolerance < 1:
        raise RapalloError(f"the tolerance is a share from 0 to below 1, not {tolerance:g}")
    readings = [reading(figures(view, CAPABILITIES, who), tolerance)]
    for column in OUTPUTS:
        powers = figures(view, column, who)
        if all(isinstance(power.value, float) for power in powers):
            readings.append(reading(powers, tolerance))
            break
    return tuple(readings)


def figures(view: AsOf, column: str, who: tuple[int, int, int]) -> tuple[Figure, Figure, Figure]:
    """Return a column's figure of each of three states."""
    a, b, c = (view.figure(column, code) for code in who)
    return a, b, c


def reading(powers: tuple[Figure, Figure, Figure], tolerance: float) -> Coalitions:
    """Return Caplow's type of three powers, or why there is none."""
    codes = tuple(power.states[0] for power in powers)
    values = [p.value if isinstance(p.value, float) else 0.0 for p in powers]
    unknown = [code for code, value in zip(codes, values, strict=True) if not value > 0]
    if unknown:
        return Coalitions(powers, tolerance, None, f"not known of {', '.join(unknown)}", (), ())
    found = coalition_type(values, tolerance=tolerance)

    def named(pairs: tuple[tuple[int, int], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((codes[i], codes[j]) for i, j in pairs)

    return Coalitions(
        powers=powers,
        tolerance=tolerance,
        kind=found.kind,
        pattern=_pattern(found, codes),
        likely=named(found.likely),
        winning=named(found.winning),
    )


PATTERNS = {
    1: "{a} = {b} = {c}",
    2: "{a} > {b} = {c}, {a} < {b} + {c}",
    3: "{a} = {b} > {c}",
    4: "{a} > {b} + {c}, {b} = {c}",
    5: "{a} > {b} > {c}, {a} < {b} + {c}",
    6: "{a} > {b} > {c}, {a} > {b} + {c}",
    7: "{a} > {b} > {c}, {a} = {b} + {c}",
    8: "{a} = {b} + {c}, {b} = {c}",
}


def _pattern(found: Coalition, codes: tuple[str, ...]) -> str:
    a, b, c = (codes[k] for k in found.order)
    return PATTERNS[found.kind].format(a=a, b=b, c=c)
