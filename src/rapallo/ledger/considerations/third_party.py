"""Considerations of the third state: whether it is the better friend, and whether it drives."""

from __future__ import annotations

from rapallo.alignment.index import TREND
from rapallo.ledger.case import Case
from rapallo.ledger.consideration import Finding, consideration, silent, tilt
from rapallo.ledger.say import signed
from rapallo.panel.figure import Figure


@consideration(
    "rival_option",
    "The rival is the better friend of one",
    mechanism="A state with a better offer elsewhere does not bind itself.",
    rule=(
        "alignment of the two less the greater of theirs with the rival: 40 points count fully "
        "either way"
    ),
    reference="Crawford (2011), International Security 35(4)",
    claims=("A055", "A075", "A079", "A081", "A087", "A090", "A091", "A092"),
)
def rival_option(case: Case) -> Finding:
    """Compare the alignment of the pair with that of each with the rival."""
    now = [_alignment(case, *pair, case.year) for pair in _dyads(case)]
    values = [f.value for f in now if isinstance(f.value, float)]
    if len(values) < 3:
        return silent("the alignment of one of the three dyads is unknown")
    a, b, r = case.names
    text = (
        f"alignment: {a} and {b} {values[0]:.0f}; {r} with {a} {values[1]:.0f}, "
        f"with {b} {values[2]:.0f}"
    )
    return Finding(tilt(values[0] - max(values[1:]), 40), text, tuple(now))


@consideration(
    "tension_drives",
    "Tension with the rival grows",
    mechanism="As ties with a third state worsen, each looks to the other.",
    rule=(
        "mean change of the alignment with the rival in five years: a fall of 10 points counts "
        "fully"
    ),
    reference="Maoz et al. (2007), Journal of Politics 69(1)",
    claims=("A026", "A027", "A083", "A096"),
)
def tension_drives(case: Case) -> Finding:
    """Compare the rival's alignment with each of the two with that of five years before."""
    pairs = _dyads(case)[1:]
    now = [_alignment(case, *pair, case.year) for pair in pairs]
    then = [_alignment(case, *pair, case.year - TREND) for pair in pairs]
    changes = [
        n.value - t.value
        for n, t in zip(now, then, strict=True)
        if isinstance(n.value, float) and isinstance(t.value, float)
    ]
    if len(changes) < 2:
        return silent("the alignment with the rival five years ago is unknown")
    a, b, r = case.names
    moved = [signed(change) for change in changes]
    text = f"alignment with {r} in five years: {a} {moved[0]}, {b} {moved[1]} points"
    return Finding(tilt(-sum(changes) / 2, 10), text, (*now, *then))


def _dyads(case: Case) -> tuple[tuple[int, int], ...]:
    return case.pair, (case.rival, case.first), (case.rival, case.second)


def _alignment(case: Case, a: int, b: int, year: int) -> Figure:
    value = case.alignment.at(a, b, year).get("alignment")
    return Figure(
        column="alignment",
        label="Alignment index",
        states=case.codes(a, b),
        value=None if value is None else round(value, 1),
        unit="0-100",
        year=None if value is None else year,
        age=None if value is None else case.year - year,
        source="rapallo",
        reason="no dimension known" if value is None else None,
    )
