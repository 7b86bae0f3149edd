"""Scenario files: what they may say, and how they are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapallo.errors import RapalloError
from rapallo.panel.columns import COLUMNS
from rapallo.scenarios.kinds import KINDS
from rapallo.scenarios.load import load, parse, ready, template
from rapallo.scenarios.scenario import Scenario, Shock

GOOD = """\
title: A trial
states: [USA, RUS, CHN]
start: 2018
horizon: 10
shocks:
  - kind: gas_deal
    between: [RUS, CHN]
    year: 2019
    size: 10
    duration: 3
    fade: 2
"""


def test_a_shock_lasts_then_fades() -> None:
    shock = parse(GOOD, "here").shocks[0]
    held = [shock.strength(year) for year in range(2018, 2026)]
    assert held[:4] == [0, 1, 1, 1]
    assert 1 > held[4] > held[5] > 0
    assert held[6:] == [0, 0]


def test_a_shock_with_no_duration_lasts() -> None:
    shock = Shock(kind="war", between=("USA", "RUS"), year=2019)
    assert shock.strength(2090) == 1


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("start: 2018", "strat: 2018", "line 3: strat: .*no key 'strat' here; did you mean start"),
        ("    fade: 2", "    fad: 2", "line 11: shocks.0.fad: .*did you mean fade"),
        ("gas_deal", "gas_dael", "line 6: shocks.0: .*'gas_dael'; did you mean gas_deal"),
        ("[USA, RUS, CHN]", "[USA, Rusia, CHN]", "line 2: .*Rusia.*Russia"),
        ("[USA, RUS, CHN]", "[USA, RUS, NO]", "line 2: states.2: .*quotation marks"),
        ("[USA, RUS, CHN]", "[USA]", "line 2: states: .*2 items"),
        ("[USA, RUS, CHN]", "[USA, RUS, '365']", "line 2: states: .*twice"),
        ("start: 2018", "start: 1850", "line 3: start: .*1960 to 2025"),
        ("start: 2018", "start: 2040", "line 3: start: .*1960 to 2025"),
        ("horizon: 10", "horizon: 0", "line 4: horizon: "),
        ("year: 2019", "year: 2050", "line 8: shocks.0.year: .*2019 to 2028"),
        ("year: 2019", "year: 2018", "line 8: shocks.0.year: .*2019 to 2028"),
        ("duration: 3", "duration: -3", "line 6: shocks.0: duration -3 must be 1"),
        ("fade: 2", "fade: -1", "line 6: shocks.0: fade -1 must be 0"),
        ("size: 10", "size: .nan", "line 9: shocks.0.size: "),
        ("    size: 10\n", "", "line 6: shocks.0: gas_deal needs a size, in billion USD"),
        ("between: [RUS, CHN]", "state: RUS", "line 6: shocks.0: gas_deal happens to a pair"),
        ("between: [RUS, CHN]", "between: [RUS, IND]", "line 6: shocks.0: IND is not among"),
        ("horizon: 10\n", "", "horizon: is missing"),
        ("title: A trial", "title: [A", "line 2: not YAML"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_what_is_right(right: str, wrong: str, said: str) -> None:
    text = GOOD.replace(right, wrong)
    assert text != GOOD
    with pytest.raises(RapalloError, match=f"(?s)here.*{said}"):
        parse(text, "here")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "words"])
def test_what_is_no_mapping_is_no_scenario(text: str) -> None:
    with pytest.raises(RapalloError, match="title, states, start"):
        parse(text, "here")


def test_an_unknown_name_gets_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(RapalloError, match="did you mean russia-card"):
        load("rusia-card")
    with pytest.raises(RapalloError, match=r"nowhere.yaml cannot be read"):
        load(str(tmp_path / "nowhere.yaml"))


def test_the_template_is_a_scenario_and_names_every_kind() -> None:
    text = template()
    assert parse(text, "template").shocks
    assert all(f"  {name} " in text for name in KINDS)


def test_the_library_holds_the_essay_s_scenarios() -> None:
    library = ready()
    assert len(library) >= 8
    assert {s.start for n, s in library.items() if n.startswith("ukraine")} == {2013, 2021}
    for scenario in library.values():
        assert isinstance(scenario, Scenario)
        assert scenario.about


def test_every_kind_moves_a_declared_column() -> None:
    for kind in KINDS.values():
        declared = COLUMNS[kind.column]
        assert (declared.level == "state") == (kind.of == "state")
