"""The measures by name: what `rapallo measure` gives, each declared once."""

from __future__ import annotations

from rapallo.errors import RapalloError, did_you_mean
from rapallo.panel.measures import activity, ideal, power, regime, similarity, threat, trade
from rapallo.panel.measures.declaration import Measure
from rapallo.panel.measures.references import REFERENCES

SUBJECTS = (similarity, ideal, power, trade, threat, activity, regime)
MEASURES: dict[str, Measure] = {m.name: m for subject in SUBJECTS for m in subject.MEASURES}

# Names in use for several measures at once; they must be told apart.
FAMILIES = {
    "kappa": ("kappa_nominal", "kappa_absolute", "kappa_squared"),
    "pi": ("pi_nominal", "pi_absolute", "pi_squared"),
}


class UnknownMeasureError(RapalloError):
    """No measure of that name is declared."""


def measure(name: str) -> Measure:
    """Return the declaration of a measure.

    Raises
    ------
    UnknownMeasureError
        With the nearest names.

    Examples
    --------
    >>> measure("concentration").label
    'Concentration of capabilities (CON)'
    >>> measure("kappa")
    Traceback (most recent call last):
    rapallo.panel.measures.UnknownMeasureError: 'kappa' is several measures, ...
    """
    if name in MEASURES:
        return MEASURES[name]
    if name in FAMILIES:
        raise UnknownMeasureError(
            f"{name!r} is several measures, not on one scale: say {', '.join(FAMILIES[name])}"
        )
    hint = did_you_mean(name, MEASURES) or f"; there are {', '.join(MEASURES)}"
    raise UnknownMeasureError(f"there is no measure {name!r}{hint}")


def bibtex(name: str) -> tuple[str, ...]:
    """Return the BibTeX entries of a measure's literature.

    Raises
    ------
    UnknownMeasureError
        As `measure`.

    Examples
    --------
    >>> bibtex("s")[0].splitlines()[0]
    '@article{signorino_ritter_1999,'
    """
    return tuple(REFERENCES[key] for key in measure(name).references)
