"""The track record that the package ships: what the backtest found, to print beside a forecast."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, is_dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapallo.forecast.scored import Bin, Score
from rapallo.forecast.scores import Interval

if TYPE_CHECKING:
    from rapallo.forecast.backtest import Backtest

RECORD = "record.json"


@dataclass(frozen=True)
class Record:
    """How past forecasts of an outcome within a horizon fared.

    `score` are the additive model's scores on the origins with which in view its settings were
    fixed, `chosen` those of settings that earlier origins chose, `held_out` those on the origins
    before. `levels` tell, for levels of predicted risk, how often the outcome came at all origins.
    """

    outcome: str
    horizon: int
    first: int
    last: int
    score: Score
    chosen: Score
    held_out: Score | None
    levels: tuple[Bin, ...]

    def at(self, probability: float) -> Bin:
        """Return the level to which a forecast belongs, the nearest where none holds it."""
        return min(
            self.levels,
            key=lambda b: max(b.least - probability, probability - b.most, 0.0),
        )


def record(outcome: str, horizon: int) -> Record | None:
    """Return the shipped record for an outcome and a horizon; None where none was made."""
    return _records().get((outcome, horizon))


def write_records(made: Iterable[Backtest], folder: Path) -> Path:
    """Write what briefs need of some backtests to the file that the package ships."""
    from rapallo.forecast.backtest import CHOSEN, MODEL  # here, since a brief reads only

    kept = []
    for one in made:
        window, earlier = one.windows
        kept.append(
            {
                **{name: getattr(one, name) for name in ("outcome", "horizon", "first", "last")},
                "score": one.score(MODEL, window),
                "chosen": one.score(CHOSEN, window),
                "held_out": one.score(MODEL, earlier),
                "levels": one.levels,
            }
        )
    target = folder / RECORD
    target.write_text(json.dumps(_rounded(kept), indent=1) + "\n", encoding="utf-8")
    return target


def _rounded(item: Any) -> Any:
    if isinstance(item, float):
        return float(f"{item:.4g}")
    if is_dataclass(item) and not isinstance(item, type):
        return _rounded(asdict(item))
    if isinstance(item, dict):
        return {key: _rounded(value) for key, value in item.items()}
    if isinstance(item, list | tuple):
        return [_rounded(value) for value in item]
    return item


@lru_cache
def _records() -> dict[tuple[str, int], Record]:
    path = Path(str(files("rapallo.forecast") / "fitted" / RECORD))
    if not path.exists():
        return {}
    out = {}
    for one in json.loads(path.read_text(encoding="utf-8")):
        levels = tuple(Bin(**level) for level in one.pop("levels"))
        scores = {name: _score(one.pop(name)) for name in ("score", "chosen", "held_out")}
        out[one["outcome"], one["horizon"]] = Record(**one, **scores, levels=levels)
    return out


def _score(kept: dict[str, Any] | None) -> Any:
    if kept is None:
        return None
    read: dict[str, Any] = {
        name: Interval(**value) if isinstance(value, dict) else value
        for name, value in kept.items()
    }
    return Score(**read)
