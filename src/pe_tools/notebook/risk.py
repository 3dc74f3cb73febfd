"""Harms: levels by role, the priority of the most concerned, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pe_tools import methods
from pe_tools.model import Finding, Item, Kit, Step, Thresholds
from pe_tools.notebook.groups import by_role, in_order, is_unanimous, shown_groups
from pe_tools.notebook.rating import ItemRating, rate
from pe_tools.tables import Tables

SEVERITY, LIKELIHOOD, CONFIDENCE = "severity", "likelihood", "confidence"


@dataclass(frozen=True)
class Harm:
    """What the room answered about one harm in one round.

    Attributes
    ----------
    pairs : DataFrame
        One row a participant who gave both: ``severity``, ``likelihood``, ``group``.
    overall : int or None
        The level of the median severity and the median likelihood of all; None for too few.
    levels : dict of group to int
        The level of each group that may be shown; empty where the roles may not be split.
    is_split : bool
        False for a sensitive harm on which a group is unanimous: only the priority is shown.
    priority : int or None
        The highest level of a group: the most concerned one sets it.
    changed_by : int
        How many single participants would change the priority if they had not answered.
    """

    step: str
    round: int
    item: Item
    severity: ItemRating
    likelihood: ItemRating
    confidence: float
    pairs: pd.DataFrame
    overall: int | None
    levels: dict[str, int]
    is_split: bool
    priority: int | None
    changed_by: int

    @property
    def n(self) -> int:
        """Return how many participants gave both a severity and a likelihood."""
        return len(self.pairs)

    @property
    def is_fragile(self) -> bool:
        """Return whether the priority hangs on one person's answer."""
        return self.changed_by > 0

    @property
    def agreement(self) -> float:
        """Return the lower of the two agreements: of severity and of likelihood."""
        return min(self.severity.agreement, self.likelihood.agreement)

    @property
    def flags(self) -> tuple[str, ...]:
        """Return why this harm is worth talking about."""
        both = (*self.severity.flags, *self.likelihood.flags)
        return tuple(flag for flag in ("camps", "spread", "roles") if flag in both)

    @property
    def most_concerned(self) -> tuple[str, ...]:
        """Return the groups whose level is the priority."""
        return tuple(group for group, level in self.levels.items() if level == self.priority)

    def findings(self) -> Iterator[Finding]:
        """Yield the numbers about this harm, none of them where too few people answered."""
        yield from self.severity.findings()
        yield from self.likelihood.findings()
        if self.priority is None or self.overall is None:
            return
        about = {"step": self.step, "item": self.item.id, "round": self.round}
        yield Finding("priority", self.priority, **about, n=self.n)  # type: ignore[arg-type]
        yield Finding("overall_level", self.overall, **about, n=self.n)  # type: ignore[arg-type]
        yield Finding("is_fragile", self.is_fragile, **about, n=self.n)  # type: ignore[arg-type]
        sizes = self.pairs["group"].value_counts()
        levels = {group: (level, int(sizes[group])) for group, level in self.levels.items()}
        for role, (level, n) in by_role(levels).items():
            yield Finding("level", level, self.step, self.item.id, role, self.round, n)


def assess(tables: Tables, step: Step, round_: int, limits: Thresholds) -> list[Harm]:
    """Return the harms of a round, those that come first for talk and treatment at the front.

    Notes
    -----
    The order is: priority (highest first), overall level, lower agreement, lower confidence.
    """
    harms = [_harm(tables, step, item, round_, limits) for item in tables.kit.items_of(step)]
    return sorted(harms, key=_urgency)


def _urgency(harm: Harm) -> tuple[float, ...]:
    key = (-(harm.priority or 0), -(harm.overall or 0), harm.agreement, harm.confidence)
    return tuple(float("inf") if np.isnan(part) else float(part) for part in key)


def _harm(tables: Tables, step: Step, item: Item, round_: int, limits: Thresholds) -> Harm:
    severity, likelihood = (
        rate(tables, step, item, tables.kit.scale(scale), round_, limits)
        for scale in (SEVERITY, LIKELIHOOD)
    )
    pairs = _pairs(tables, step, item, round_, limits.min_group)
    enough = len(pairs) >= limits.min_group
    levels = _levels(pairs, limits, tables.kit) if enough else {}
    is_split = not (item.sensitive and _is_unanimous(pairs))
    return Harm(
        step=step.id,
        round=round_,
        item=item,
        severity=severity,
        likelihood=likelihood,
        confidence=_confidence(tables, step, item, round_),
        pairs=pairs,
        overall=methods.group_level(pairs[[SEVERITY, LIKELIHOOD]], matrix=limits.matrix)
        if enough
        else None,
        levels=levels if is_split else {},
        is_split=is_split,
        priority=methods.priority(levels),
        changed_by=_deciders(pairs, limits) if enough else 0,
    )


def _pairs(tables: Tables, step: Step, item: Item, round_: int, min_group: int) -> pd.DataFrame:
    mine = tables.answers[
        (tables.answers["step"] == step.id)
        & (tables.answers["round"] == round_)
        & (tables.answers["item"] == item.id)
    ]
    wide = mine.pivot(index=["participant", "role"], columns="scale", values="value")
    wide = wide.reindex(columns=[SEVERITY, LIKELIHOOD]).dropna().astype("int64").reset_index()
    wide["group"] = wide["role"].map(shown_groups(wide["role"], min_group=min_group))
    return wide[[SEVERITY, LIKELIHOOD, "group"]]


def _levels(pairs: pd.DataFrame, limits: Thresholds, kit: Kit) -> dict[str, int]:
    levels = {}
    for group in in_order(set(pairs["group"]), kit):
        mine = pairs[pairs["group"] == group]
        level = methods.group_level(mine[[SEVERITY, LIKELIHOOD]], matrix=limits.matrix)
        if level is not None:
            levels[group] = level
    return levels


def _is_unanimous(pairs: pd.DataFrame) -> bool:
    return any(is_unanimous(pairs[scale], pairs["group"]) for scale in (SEVERITY, LIKELIHOOD))


def _deciders(pairs: pd.DataFrame, limits: Thresholds) -> int:
    found = methods.fragile(
        pairs[[SEVERITY, LIKELIHOOD]], matrix=limits.matrix, roles=list(pairs["group"])
    )
    return found.deciders


def _confidence(tables: Tables, step: Step, item: Item, round_: int) -> float:
    mine = tables.answers[
        (tables.answers["step"] == step.id)
        & (tables.answers["round"] == round_)
        & (tables.answers["item"] == item.id)
        & (tables.answers["scale"] == CONFIDENCE)
    ]
    return methods.median_low(mine["value"].dropna().to_numpy(dtype="float64"))
