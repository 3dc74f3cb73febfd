"""Role groups that may be shown apart, and the values they gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from pe_tools.methods import pool_small
from pe_tools.model import Item, Kit
from pe_tools.tables import Tables

T = TypeVar("T")

POOLED = ""
"""The id of the roles that are too small to show apart, taken together."""


POOLED_ROLE = "pooled"
"""The role that a finding names for the roles that are too small to show apart."""


@dataclass(frozen=True)
class Ratings:
    """The answers to one item on one scale in one round.

    ``values`` and ``groups`` run over the participants who gave a value; ``groups`` holds the
    role that each is shown under, ``names`` the groups in the kit's order. ``unanswered`` counts,
    by the same groups, the answers that are not a value: "don't know", "prefer not to say",
    "unreadable".
    """

    values: npt.NDArray[np.int64]
    groups: npt.NDArray[np.str_]
    names: tuple[str, ...]
    unanswered: dict[str, int]

    @property
    def n(self) -> int:
        """Return how many participants gave a value."""
        return len(self.values)

    def by_group(self) -> dict[str, npt.NDArray[np.int64]]:
        """Return the values of each group, the groups in the kit's order, the pool last."""
        return {group: self.values[self.groups == group] for group in self.names}

    def counts(self, scale_values: tuple[int, ...]) -> list[int]:
        """Return how many chose each point of the scale, in its order."""
        return [int((self.values == value).sum()) for value in scale_values]


def ratings_of(
    tables: Tables, *, step: str, round_: int, item: Item, scale: str, min_group: int
) -> Ratings:
    """Return the ratings of one item on one scale in one round, small roles pooled.

    The roles are not split at all where the item is sensitive and a role is unanimous: the
    answer of the role would be the answer of each of its people.
    """
    answers = tables.answers
    mine = answers[
        (answers["step"] == step)
        & (answers["round"] == round_)
        & (answers["item"] == item.id)
        & (answers["scale"] == scale)
    ]
    given, others = mine[mine["value"].notna()], mine[mine["value"].isna()]
    shown_as = shown_groups(given["role"], min_group=min_group)
    if item.sensitive and is_unanimous(given["value"], given["role"].map(shown_as)):
        shown_as = dict.fromkeys(shown_as, POOLED)
    unanswered = Counter(shown_as.get(role, POOLED) for role in others["role"])
    return Ratings(
        given["value"].to_numpy(dtype=np.int64),
        np.array([shown_as[role] for role in given["role"]], dtype=np.str_),
        tuple(in_order({shown_as[role] for role in given["role"]}, tables.kit)),
        dict(unanswered),
    )


def shown_groups(roles: pd.Series, *, min_group: int) -> dict[str, str]:
    """Return the group that each of the participants' roles is shown under."""
    sizes = {str(role): int(n) for role, n in roles.value_counts().items()}
    return pool_small(sizes, min_group=min_group)


def is_unanimous(values: pd.Series, groups: pd.Series) -> bool:
    """Return whether all people of any group gave the same value."""
    return bool((values.groupby(groups).nunique() == 1).any())


def by_role(groups: Mapping[str, T]) -> dict[str, T]:
    """Return what findings say role by role: the pool as "pooled", nothing if it is all there is.

    In a finding the role "" is the whole, so the pool of small roles needs a name of its own.
    """
    if set(groups) <= {POOLED}:
        return {}
    return {group or POOLED_ROLE: value for group, value in groups.items()}


def in_order(groups: Iterable[str], kit: Kit) -> list[str]:
    """Return groups in the kit's order, those it does not know after it, the pool last."""
    known = [role.id for role in kit.roles]
    place = {role: number for number, role in enumerate([*known, *sorted(set(groups) - {*known})])}
    return sorted(set(groups), key=lambda group: (group == POOLED, place[group]))
