"""Claim files: what is refused, and that the message says where and what would be right."""

from __future__ import annotations

import pytest
import yaml

from rapallo.claims.load import SHIPPED, ClaimFileError, load, parse
from rapallo.claims.schema import COLUMN_CHECKS
from rapallo.claims.template import TEMPLATE

GOOD = {
    "title": "A text",
    "written": 2018,
    "claims": [
        {
            "id": "C1",
            "claim": "Russia is smaller than America.",
            "kind": "quantity",
            "check": [
                {"kind": "figure", "column": "gdp", "of": ["RUS"], "year": 2017, "is": "below",
                 "value": 2e12}
            ],
        }
    ],
}  # fmt: skip


def changed(**change):
    """The good file with its one claim changed, or its check where a key has two underscores."""
    file = yaml.safe_load(yaml.safe_dump(GOOD))
    for key, value in change.items():
        target = file["claims"][0]
        if key.startswith("check__"):
            target, key = target["check"][0], key.removeprefix("check__")
        target[key] = value
    return yaml.safe_dump(file)


def test_a_good_file_is_read():
    assert parse(changed(), "good.yaml").claims[0].check[0].column == "gdp"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [", ["line 1", "not YAML"]),
        ("- a list", ["mapping"]),
        (changed(kimd="x"), ["C1", "kimd", "kind"]),
        (changed(check__yaer=2016), ["C1", "yaer", "year"]),
        (changed(check__column="gdpp"), ["C1", "gdpp", "gdp"]),
        (changed(check__of=["Rusia"]), ["C1", "Rusia", "Russia"]),
        (changed(check__year=1700), ["C1", "year", "1816"]),
        (changed(check__years=[2000, 2001]), ["C1", "year"]),
        (changed(check__is="over"), ["C1", "is", "above"]),
        (changed(words="maybe"), ["C1", "probable"]),
        (changed(why_not="no data"), ["C1", "why_not"]),
        (changed(check=[]), ["C1", "why_not"]),
        (changed(check=[{"kind": "like", "claims": ["C9", "C8"]}]), ["C1", "C9"]),
        (changed(check__kind="figur"), ["C1", "figure"]),
        (changed(check__value=float("nan")), ["C1", "value"]),
        ("title: x\ntitle: y\n", ["line 2", "title", "twice"]),
        ("a: &a [*a]\n", ["a"]),
        (yaml.safe_dump({**GOOD, "claims": GOOD["claims"] * 2}), ["C1", "two"]),
        (yaml.safe_dump({**GOOD, "claims": []}), ["claims"]),
    ],
)
def test_a_fault_is_named_with_its_place(text, said):
    with pytest.raises(ClaimFileError) as error:
        parse(text, "mine.yaml")
    message = str(error.value)
    assert message.startswith("mine.yaml")
    assert "line " in message or "mapping" in message
    assert "\n" not in message
    for word in said:
        assert word in message


def test_a_file_that_is_not_there_is_said_with_what_is(tmp_path):
    with pytest.raises(ClaimFileError, match="essay"):
        load(tmp_path / "none.yaml")


def test_a_state_that_was_none_in_the_checks_year_is_refused():
    with pytest.raises(ClaimFileError, match="Ukraine"):
        parse(changed(check__year=1960, check__of=["UKR"]), "mine.yaml")


def test_the_line_named_is_that_of_the_key_at_fault():
    lines = ["title: t", "written: 2018", "claims:", "  - id: A", "    claim: some claim",
             "    kind: verdict", "    why_not: x", "  - id: B", "    claim: some claim",
             "    kind: verdict", "    check:",
             "      - {kind: rank, column: cinc, of: [RUS], year: 2017, at_most: 3}",
             "      - kind: rank", "        column: cinc", "        of: [Rusia]",
             "        year: 2017", "        at_most: 3"]  # fmt: skip
    with pytest.raises(ClaimFileError) as error:
        parse("\n".join(lines), "mine.yaml")
    at = next(n for n, line in enumerate(lines, 1) if "Rusia" in line)
    assert f"line {at}:" in str(error.value)


def test_a_number_is_a_code_of_the_correlates_of_war():
    by_code, by_name = (parse(changed(check__of=[who]), "x") for who in (365, "Russia"))
    assert by_code.claims[0].check[0].of == ["365"]
    assert by_name.claims[0].check[0].of == ["Russia"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_file_has_checks_of_every_kind_of_question(name):
    essay = load(name)
    checked = [c for c in essay.claims if c.check]
    assert len(essay.claims) >= 100
    assert sum(isinstance(k, COLUMN_CHECKS) for c in checked for k in c.check) >= 45
    assert all(c.why_not for c in essay.claims if not c.check)


def test_the_template_has_a_claim_of_every_kind_of_check():
    essay = parse(TEMPLATE, "template")
    kinds = {check.kind for claim in essay.claims for check in claim.check}
    assert kinds == {
        "figure", "trend", "break", "order", "rank", "tie", "shade", "chance", "like",
    }  # fmt: skip
