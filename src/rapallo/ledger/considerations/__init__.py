"""The considerations, one file a subject."""

from rapallo.ledger.consideration import Consideration
from rapallo.ledger.considerations import (
    diplomacy,
    economy,
    history,
    power,
    regime,
    security,
    third_party,
    threat,
)

SUBJECTS = (threat, power, regime, diplomacy, security, economy, history, third_party)
CONSIDERATIONS: tuple[Consideration, ...] = tuple(
    declared
    for subject in SUBJECTS
    for declared in vars(subject).values()
    if isinstance(declared, Consideration)
)
