"""One item rated on one scale in one round: how far apart, in which shape, between whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pe_tools import methods
from pe_tools.model import Finding, Item, Scale, Step, Thresholds
from pe_tools.notebook.groups import Ratings, by_role, ratings_of
from pe_tools.tables import Tables


@dataclass(frozen=True)
class ItemRating:
    """What a group answered about one item on one scale in one round.

    ``spread`` is the interquartile range, ``role_gap`` the distance between the highest and the
    lowest median of the groups shown; both in scale points, nan where nobody answered.
    """

    step: str
    round: int
    item: Item
    scale: Scale
    ratings: Ratings
    agreement: float
    spread: float
    role_gap: float
    limits: Thresholds

    @property
    def n(self) -> int:
        """Return how many participants gave a value."""
        return self.ratings.n

    @property
    def is_shown(self) -> bool:
        """Return whether enough people answered to show anything."""
        return self.n >= self.limits.min_group

    @property
    def flags(self) -> tuple[str, ...]:
        """Return why this item is worth talking about: "camps", "spread", "roles"."""
        if not self.is_shown:
            return ()
        reasons = {
            "camps": self.agreement < self.limits.agreement_limit,
            "spread": self.spread > self.limits.spread_limit,
            "roles": self.role_gap > self.limits.role_gap_limit,
        }
        return tuple(reason for reason, holds in reasons.items() if holds)

    def findings(self) -> Iterator[Finding]:
        """Yield the numbers about this item, none of them where too few people answered."""
        if not self.is_shown:
            return
        values = {
            "agreement_a": self.agreement,
            "spread_iqr": self.spread,
            "role_gap": self.role_gap,
            "median": float(np.median(self.ratings.values)),
        }
        for name, value in values.items():
            yield self._finding(name, value, "", self.n)
        for role, given in by_role(self.ratings.by_group()).items():
            yield self._finding("median", float(np.median(given)), role, len(given))

    def _finding(self, name: str, value: float, role: str, n: int) -> Finding:
        return Finding(
            name, value, self.step, self.item.id, role, self.round, n, scale=self.scale.id
        )


def rate(
    tables: Tables, step: Step, item: Item, scale: Scale, round_: int, limits: Thresholds
) -> ItemRating:
    """Return what the participants of the tables answered about one item on one scale."""
    ratings = ratings_of(
        tables,
        step=step.id,
        round_=round_,
        item=item,
        scale=scale.id,
        min_group=limits.min_group,
    )
    return ItemRating(
        step=step.id,
        round=round_,
        item=item,
        scale=scale,
        ratings=ratings,
        agreement=_agreement(ratings, scale),
        spread=methods.interquartile_range(ratings.values),
        role_gap=methods.role_gap(ratings.by_group()),
        limits=limits,
    )


def rate_all(tables: Tables, step: Step, round_: int, limits: Thresholds) -> list[ItemRating]:
    """Return the ratings of all items of a step on all its scales in one round."""
    return [
        rate(tables, step, item, tables.kit.scale(scale), round_, limits)
        for item in tables.kit.items_of(step)
        for scale in step.scales
    ]


def rounds_of(tables: Tables, step: Step) -> tuple[int, ...]:
    """Return the rounds of a step that anybody answered."""
    mine = tables.answers[tables.answers["step"] == step.id]
    return tuple(sorted(int(number) for number in mine["round"].unique()))


def alpha(tables: Tables, step: Step, scale: Scale, round_: int) -> float:
    """Return Krippendorff's ordinal alpha over all items of a step on one scale."""
    return methods.krippendorff_alpha(_wide(tables, step, scale, round_).to_numpy())


def stability(tables: Tables, step: Step, item: Item, scale: Scale) -> tuple[float, int]:
    """Return which share of the people who answered twice moved, and how many those are."""
    first, last = (
        _wide(tables, step, scale, round_).reindex(columns=[item.id])[item.id] for round_ in (1, 2)
    )
    both = pd.concat([first, last], axis=1, keys=["first", "last"]).dropna()
    return methods.stability(both["first"], both["last"]), len(both)


def _agreement(ratings: Ratings, scale: Scale) -> float:
    return methods.agreement_a(ratings.counts(scale.values))


def _wide(tables: Tables, step: Step, scale: Scale, round_: int) -> pd.DataFrame:
    """Return participants as rows and items as columns; no value is nan."""
    mine = tables.answers[
        (tables.answers["step"] == step.id)
        & (tables.answers["scale"] == scale.id)
        & (tables.answers["round"] == round_)
    ]
    wide = mine.pivot(index="participant", columns="item", values="value")
    return wide.astype("float64")
