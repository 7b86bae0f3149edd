"""The sample briefs, and one whose every text tries to be markup."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

from rapallo.brief.assessment import Assessment

_SPEC = importlib.util.spec_from_file_location(
    "brief_sample", Path(__file__).with_name("sample.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
sample = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(sample)


@pytest.fixture(scope="session")
def rich() -> Assessment:
    return sample.china_russia()


@pytest.fixture(scope="session")
def sparse() -> Assessment:
    return sample.nineteenth_century()


@pytest.fixture(scope="session")
def hostile(rich: Assessment) -> Assessment:
    """Return a brief whose names and texts hold markup, a bar, a line break and a bad address."""
    evil = "A & B <script>alert('x')</script> | \n ** \u001b[31m</svg>"
    entry = replace(rich.ledger[0], title=evil, text=evil, mechanism=evil, reference=evil)
    source = replace(rich.sources[0], title=evil, url="javascript:alert(1)")
    return replace(
        rich,
        names={code: f"{name} {evil}" for code, name in rich.names.items()},
        verdict=replace(rich.verdict, text=evil, rule=evil, flips=(evil,)),
        ledger=(entry, *rich.ledger[1:]),
        sources=(source, *rich.sources[1:]),
        warnings=(evil,),
        wedge=tuple(
            replace(w, steps=tuple(replace(s, label=evil) for s in w.steps)) for w in rich.wedge
        ),
    )


@pytest.fixture(params=["rich", "sparse", "hostile"])
def any_brief(request: pytest.FixtureRequest) -> Assessment:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Assessment)
    return found
