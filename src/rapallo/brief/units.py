"""How a brief writes numbers: magnitudes, shares, years and ages."""

from __future__ import annotations

import math
import re

from rapallo.brief.words import counted, ordinal
from rapallo.panel.figure import Figure

UNKNOWN = "no data"
_SCALES = {"thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_MONEY = re.compile(r"usd|us\$|\$|dollar", re.I)
_UNSAID = {"share", "fraction", "people", "persons", "text", ""}
_FLAG = {"yes/no", "flag", "bool", "boolean", "0/1", "0 or 1"}


def is_known(value: float | str | None) -> bool:
    """Return whether a value can be shown: neither None nor NaN."""
    return value is not None and not (isinstance(value, float) and math.isnan(value))


def number(value: float | str | None, unit: str, about: str = "") -> str:
    """Write a value without its unit, with a magnitude where it is large.

    Money has ``trn``, ``bn`` or ``m``; people are in millions; a share has four decimals and no
    leading zero (two significant digits where it is below .001); agreement has three decimals.

    Parameters
    ----------
    value : float, str or None
        The value; words stay as they are, None and NaN become ``"no data"``.
    unit : str
        Its unit, as declared with the column.
    about : str
        Name or label of the column; agreement in votes is known by it.

    Examples
    --------
    >>> number(84.07e9, "USD"), number(1.396215e9, "people"), number(.0358, "share")
    ('84.1 bn', '1,396.2 m', '.0358')
    >>> number(.872, "share", "UN agreement"), number(3077, "TIV"), number(None, "USD")
    ('.872', '3,077', 'no data')
    """
    if isinstance(value, str):
        return value
    if value is None or math.isnan(value):
        return UNKNOWN
    unit = unit.strip()
    if _MONEY.search(unit):
        return _money(value * _scale(unit))
    if unit.lower() in {"people", "persons", "inhabitants"}:
        return f"{value / 1e6:,.1f} m" if abs(value) >= 1e6 else f"{value:,.0f}"
    if unit.lower() in _FLAG:
        return "yes" if value else "no"
    if re.search(r"(\b|_)agreement\b", f"{unit} {about}".lower()) and abs(value) <= 1:
        return _bare(value, 3)
    if unit.lower().startswith(("share", "fraction")) and abs(value) <= 1:
        return _bare(value, 4)
    return plain(value)


def quantity(value: float | str | None, unit: str, about: str = "") -> str:
    """Write a value with its unit.

    Examples
    --------
    >>> quantity(12.31e12, "USD, current"), quantity(986, "TIV"), quantity(1.0, "yes/no")
    ('12.3 trn USD, current', '986 TIV', 'yes')
    """
    written = number(value, unit, about)
    if not is_known(value) or isinstance(value, str):
        return written
    if unit.strip() == "%":
        return f"{written}%"
    shown = unit_name(unit)
    return f"{written} {shown}".rstrip()


def unit_name(unit: str) -> str:
    """Return what is to be said of a unit beside a number written by `number`.

    Examples
    --------
    >>> unit_name("million USD, constant 2023"), unit_name("share"), unit_name("TIV")
    ('USD, constant 2023', '', 'TIV')
    """
    unit = unit.strip()
    lowered = unit.lower()
    if lowered in _FLAG | _UNSAID or re.search(r"\d(-|–| to )\d", lowered):
        return ""
    if _MONEY.search(unit):
        return re.sub(r"\b(thousand|million|billion|bn)s?\b(\s+of)?\s*", "", unit).strip()
    return unit


def plain(value: float) -> str:
    """Write a number without unit, to about three significant digits below a thousand.

    Examples
    --------
    >>> [plain(v) for v in (3077, 12.345, 1.2, 0.0456, 0, -2.5)]
    ['3,077', '12.3', '1.2', '0.0456', '0', '−2.5']
    """
    if value < 0:
        return f"−{plain(-value)}"
    if value == round(value) or value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    if value >= 1:
        return f"{value:.2f}".rstrip("0").rstrip(".")
    digits = min(2 - math.floor(math.log10(value)), 12)
    return f"{value:.{digits}f}".rstrip("0")


def percent(share: float | None) -> str:
    """Write a probability or rate (0 to 1) as a percentage, finer the smaller it is.

    Examples
    --------
    >>> [percent(p) for p in (.714, .0234, .0023, .00004, 0, None)]
    ['71%', '2.3%', '0.23%', '0.004%', '0%', 'no data']
    """
    if share is None or math.isnan(share):
        return UNKNOWN
    points = 100 * share
    if points == 0:
        return "0%"
    if points >= 10:
        return f"{points:.0f}%"
    decimals = 1 - min(math.floor(math.log10(points)), 0)
    return f"{points:.{decimals}f}".rstrip("0").rstrip(".") + "%"


def span(low: float | None, high: float | None, write: str = "") -> str:
    """Write an interval, or nothing where an end is missing.

    Examples
    --------
    >>> span(61.2, 80.4), span(.009, .041, "percent"), span(None, 3)
    ('61–80', '0.9%–4.1%', '')
    """
    if low is None or high is None or math.isnan(low) or math.isnan(high):
        return ""
    if write == "percent":
        return f"{percent(low)}–{percent(high)}"
    return f"{score(low)}–{score(high)}"


def score(value: float | None) -> str:
    """Write a score on 0 to 100, as an index or a dimension is."""
    return UNKNOWN if value is None or math.isnan(value) else f"{value:.0f}"


def when(figure: Figure) -> str:
    """Write a figure's year, and its age where it is not of the as-of year.

    Examples
    --------
    >>> when(Figure("trade", "Trade", ("CHN", "RUS"), 1.0, "USD", 2014, 4, "cow"))
    '2014, 4 years old'
    """
    if figure.year is None:
        return ""
    return f"{figure.year}, {counted(figure.age, 'year')} old" if figure.age else str(figure.year)


def reading(figure: Figure) -> str:
    """Write a figure's value with its unit, or why there is none.

    Examples
    --------
    >>> reading(Figure("x", "X", ("CHN",), None, "USD", None, None, "wb", None, "not a member"))
    'no data: not a member'
    """
    if is_known(figure.value):
        return quantity(figure.value, figure.unit, f"{figure.column} {figure.label}")
    why = figure.reason or "no reason recorded"
    return why if why.startswith(UNKNOWN) else f"{UNKNOWN}: {why}"


def place(figure: Figure) -> str:
    """Write a figure's percentile: ``"97th"``, or nothing where it has none.

    Above the 99th it has a decimal, so that nothing short of all is rounded up to all.
    """
    if figure.percentile is None or math.isnan(figure.percentile):
        return ""
    if 99 < figure.percentile < 100:
        return f"{min(figure.percentile, 99.9):.1f}th"
    return ordinal(figure.percentile)


def _money(value: float) -> str:
    for size, name in ((1e12, " trn"), (1e9, " bn"), (1e6, " m")):
        if abs(value) >= size:
            return f"{_three(value / size)}{name}"
    return plain(value)


def _three(value: float) -> str:
    size = abs(value)
    sign = "−" if value < 0 else ""
    return f"{sign}{size:,.{0 if size >= 100 else 1 if size >= 10 else 2}f}"


def _bare(value: float, decimals: int) -> str:
    if value != 0 and abs(value) < 10.0 ** (1 - decimals):
        decimals = 1 - math.floor(math.log10(abs(value)))
    written = f"{abs(value):.{decimals}f}"
    return ("−" if value < 0 else "") + (written[1:] if written.startswith("0") else written)


def _scale(unit: str) -> float:
    found = re.search(r"\b(thousand|million|billion|bn)s?\b", unit, re.I)
    return _SCALES[found.group(1).lower()] if found else 1.0
