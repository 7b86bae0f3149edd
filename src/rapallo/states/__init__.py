"""Who is a state, when, and under which code or name."""

from rapallo.states.borders import has_present_borders
from rapallo.states.codes import SCHEMES, Scheme, split_names, to_cow, to_gw
from rapallo.states.groups import (
    Group,
    Member,
    UnknownGroup,
    all_groups,
    china_seat,
    group,
    group_members,
    groups_of,
)
from rapallo.states.names import name
from rapallo.states.resolve import membership, resolve
from rapallo.states.state import (
    FIRST_YEAR,
    LAST_YEAR,
    AmbiguousState,
    NotInSystem,
    State,
    StateError,
    UnknownState,
    all_states,
    get,
    in_year,
    state_years,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "SCHEMES",
    "AmbiguousState",
    "Group",
    "Member",
    "NotInSystem",
    "Scheme",
    "State",
    "StateError",
    "UnknownGroup",
    "UnknownState",
    "all_groups",
    "all_states",
    "china_seat",
    "get",
    "group",
    "group_members",
    "groups_of",
    "has_present_borders",
    "in_year",
    "membership",
    "name",
    "resolve",
    "split_names",
    "state_years",
    "to_cow",
    "to_gw",
]
