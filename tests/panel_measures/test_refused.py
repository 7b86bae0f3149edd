"""What cannot be asked, and what the message offers instead."""

from __future__ import annotations

import pytest

from rapallo.errors import RapalloError
from rapallo.panel.measures import MEASURES
from rapallo.panel.measures.compute import measured
from rapallo.warehouse.store import WarehouseError

REFUSED = [
    (("kapa_nominal",), {}, "kappa_nominal"),
    (("kappa", "CHN", "RUS"), {}, "kappa_squared"),
    (("pi",), {}, "pi_nominal"),
    (("s", "CHN", "Rusia"), {}, "Russia"),
    (("s", "CHN", "CHN"), {}, "China"),
    (("s", "CHN", "RUS", "USA"), {}, "two states"),
    (("concentration", "USA"), {}, "among"),
    (("s",), {"first": 2024, "last": 2024}, "1816-2018"),
    (("s",), {"first": 1700}, "1816"),
    (("s",), {"first": 1990, "last": 1980}, "1990"),
    (("s",), {"on": "vote"}, "votes"),
    (("agreement",), {"on": "alliances"}, "votes"),
    (("cinc",), {"on": "votes"}, "cinc"),
    (("cinc",), {"issue": "hr"}, "issue"),
    (("s",), {"issue": "hr"}, "on votes"),
    (("agreement",), {"issue": "xx"}, "hr"),
    (("s",), {"weights": "gdp"}, "cinc"),
    (("s",), {"weights": "cinc", "on": "votes"}, "weigh"),
    (("tau_b",), {"weights": "cinc"}, "weights"),
    (("s",), {"rival": "USA"}, "rival"),
    (("capability_share",), {"among": "NATOO"}, "NATO"),
    (("capability_share",), {"among": "USA, USA"}, "two states"),
    (("cinc", "CSK"), {"first": 2000}, "Czechoslovakia"),
    (("common_threat", "CHN", "RUS"), {"rival": "SSD", "first": 1990, "last": 1991}, "1990"),
]


@pytest.mark.parametrize(("asked", "options", "says"), REFUSED)
def test_refused_with_what_would_be_right(asked, options, says, shipped):
    with pytest.raises(RapalloError, match=says):
        measured(*asked, **options, warehouse=shipped)


@pytest.mark.parametrize(
    ("name", "on"),
    [(n, on) for n, declared in MEASURES.items() for on, d in declared.data.items() if d.tables],
)
def test_what_the_snapshot_lacks_says_how_to_build(name, on, shipped):
    with pytest.raises(WarehouseError, match="rapallo data build"):
        measured(name, on=on or None, warehouse=shipped)
