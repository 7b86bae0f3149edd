"""A user's own matrix of propensities, right and wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rapallo import states
from rapallo.errors import RapalloError
from rapallo.system.history import reference
from rapallo.system.matrix import Actors, MatrixError, read_actors
from rapallo.system.settling import actors_of, settling
from rapallo.warehouse.store import Warehouse

POWERS = ("Britain", "France", "USSR", "Germany", "Italy")
SIZES = (7.45, 5.32, 15.01, 11.49, 4.03)
GOOD = "x,A,B,C\nA,,1,-1\nB,1,0,-2\nC,-1,-2,0\n"


def file(folder: Path, text: str, name: str = "m.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def rivals(folder: Path, sizes: bool = True) -> Path:
    head = ["", *POWERS, *(["size"] if sizes else [])]
    lines = [",".join(head)]
    for name, size in zip(POWERS, SIZES, strict=True):
        cells = ["0" if other == name else "-1" for other in POWERS]
        lines.append(",".join([name, *cells, *([str(size)] if sizes else [])]))
    return file(folder, "\n".join(lines))


def test_axelrod_and_bennett_s_powers_from_files_have_their_minima(tmp_path: Path) -> None:
    sizes = file(
        tmp_path, "name,size\n" + "\n".join(f"{n},{s}" for n, s in zip(POWERS, SIZES, strict=True)),
        "s.csv",
    )  # fmt: skip
    for actors in (
        read_actors(rivals(tmp_path)),
        read_actors(rivals(tmp_path, sizes=False), sizes),
    ):
        found = settling(actors)
        energies = [minimum.energy for minimum in found.minima]
        np.testing.assert_allclose(
            energies, [-936.1328, -933.9602, -923.8208, -890.4000], atol=5e-5
        )
        assert [minimum.basin for minimum in found.minima] == [7, 5, 3, 1]
        assert {frozenset(side) for side in found.minima[0].sides} == {
            frozenset({"Britain", "USSR"}),
            frozenset({"France", "Germany", "Italy"}),
        }
        assert found.proven


def test_rows_in_any_order_a_blank_diagonal_and_semicolons(tmp_path: Path) -> None:
    first = read_actors(file(tmp_path, GOOD))
    second = read_actors(file(tmp_path, "\ufeffx;A;B;C\nC;-1;-2;0\nA;;1;-1\nB;1;0;-2\n"))
    assert first.names == second.names == ("A", "B", "C")
    np.testing.assert_array_equal(first.propensity, second.propensity)
    np.testing.assert_array_equal(first.size, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("B,1", "B,2"), "not symmetric: A with B is 1, B with A is 2"),
        (GOOD.replace("C,-1", "C,"), "C and A is blank"),
        (GOOD.replace("C,-1", "C,nan"), "C and A is nan"),
        (GOOD.replace("C,-1", "C,inf"), "C and A is inf"),
        (GOOD.replace("C,-1", "C,much"), "C and A is 'much', not a number"),
        (GOOD.replace("x,A,B,C", "x,A,B,B"), "B is there twice, in columns"),
        (GOOD.replace("\nC,", "\nB,"), "B is there twice, in rows"),
        (GOOD.replace("\nC,", "\nD,"), "D has a row but no column"),
        ("x,A,B,C\nA,0,1,1\nB,1,0,1\n", "C has a column but no row"),
        (GOOD.replace("C,-1,-2,0", "C,-1,-2"), "not square: the row of C has 2 values"),
        (GOOD.replace("A,,1", "A,3,1"), "A has a propensity of 3 with itself"),
        ("x,A,B\nA,0,0\nB,0,0\n", "no ties"),
        ("x,A\nA,0\n", "two actors or more"),
        ("", "no matrix here"),
        ("x,A,,C\nA,0,1,1\n", "column 2 has no name"),
        ("x,A,B,size\nA,0,1,2\nB,1,0,0\n", "size of B is 0"),
        ("x,A,B,size\nA,0,1,2\nB,1,0,\n", "size of B is blank"),
    ],
)
def test_a_matrix_that_will_not_do_is_told_where(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(MatrixError) as error:
        read_actors(file(tmp_path, text))
    assert told in str(error.value)
    assert "m.csv" in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A,1\nB,1\n", "C has no size"),
        ("A,1\nB,1\nC,1\nD,1\n", "D is not in the matrix"),
        ("A,1\nB,1\nC,-1\n", "size of C is -1"),
        ("A,1\nA,1\nC,1\n", "A is there twice"),
        ("A,1,2\nB,1\n", "the row of A has 3 cells"),
    ],
)
def test_sizes_that_will_not_do_are_told_where(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(MatrixError, match=told):
        read_actors(file(tmp_path, GOOD), file(tmp_path, text, "s.csv"))


def test_a_file_that_is_not_there_or_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(MatrixError, match="cannot be read"):
        read_actors(tmp_path / "none.csv")
    (tmp_path / "raw.csv").write_bytes(b"\xff\xfe\x00\x80")
    with pytest.raises(MatrixError, match="cannot be read"):
        read_actors(tmp_path / "raw.csv")


def test_an_actor_without_propensities_is_left_out() -> None:
    propensity = np.zeros((4, 4))
    propensity[:3, :3] = 1 - 2 * np.eye(3)[::-1]
    propensity = np.triu(propensity, 1) + np.triu(propensity, 1).T
    found = settling(Actors(("A", "B", "C", "D"), np.ones(4), propensity))
    assert found.indifferent == ("D",)
    assert found.configurations == 4
    assert sum(minimum.basin or 0 for minimum in found.minima) == 4


def test_more_than_25_actors_have_camps_with_a_bound() -> None:
    side = np.arange(30) % 2
    propensity = np.where(side[:, None] == side[None, :], 1.0, -1.0) - np.eye(30)
    found = settling(Actors(tuple(f"a{i}" for i in range(30)), np.ones(30), propensity))
    assert found.configurations is None
    assert found.proven
    assert found.bound == pytest.approx(found.minima[0].energy) == pytest.approx(-2 * 15 * 15)


def test_europe_of_1938_settles_in_one_place_near_what_happened(shipped: Warehouse) -> None:
    """Axelrod and Bennett's seventeen states, from the project's own ties and not their table."""
    names = [
        *("GBR", "FRA", "CSK", "DNK", "RUS", "YUG", "GRC", "DEU", "ITA"),
        *("POL", "ROU", "HUN", "PRT", "FIN", "LVA", "LTU", "EST"),
    ]
    found = settling(actors_of(shipped, names, 1938))
    assert len(found.minima) == 1
    against, with_germany = reference("Axelrod and Bennett").sides(shipped)
    first, second = found.minima[0].sides
    if "Germany" in first:
        first, second = second, first
    right = {states.name(code, 1938) for code in against} & set(first)
    right |= {states.name(code, 1938) for code in with_germany} & set(second)
    assert len(right) >= 13


def test_states_come_with_their_own_ties_and_sizes(shipped: Warehouse) -> None:
    actors = actors_of(shipped, ["GBR", "FRA", "Soviet Union", "255"], 1938)
    assert actors.names == ("United Kingdom", "France", "Soviet Union", "Germany")
    assert 30 < actors.size.sum() < 100
    # What draws two of them together does not hang on who else is asked about.
    fewer = actors_of(shipped, ["FRA", "GBR", "DEU"], 1938)
    assert fewer.propensity[0, 1] == pytest.approx(actors.propensity[0, 1])
    allies = settling(actors_of(shipped, ["USA", "GBR", "FRA", "DEU", "CAN", "RUS"], 2018))
    assert ("Russia",) in allies.minima[0].sides
    for names in (["GBR", "Britain", "FRA"], ["GBR", "FRA"], ["GBR", "FRA", "Ruritania"]):
        with pytest.raises(RapalloError):
            actors_of(shipped, names, 1938)
