"""Answers that mean something together, item by item: who was chosen, who got which points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from pe_tools.methods import wilson_interval
from pe_tools.model import Finding, Item, Step
from pe_tools.notebook.groups import Ratings, by_role, ratings_of
from pe_tools.tables import Tables

Values = npt.NDArray[np.int64]

WHOLE_SHEETS = ("phone", "tablet")
"""The channels whose sheets have a mark for every item that was asked."""


@dataclass(frozen=True)
class ItemGiven:
    """What people gave one item in one round: 1 or 0 for a choice, or a number of points."""

    step: str
    round: int
    item: Item
    scale: str
    ratings: Ratings

    @property
    def n(self) -> int:
        """Return how many participants gave a value."""
        return self.ratings.n

    @property
    def mean(self) -> float:
        """Return the mean of all values: of choices, the share of people who chose the item."""
        return float(self.ratings.values.mean())

    @property
    def parts(self) -> dict[str, Values]:
        """Return the values of all together, under "", and of each role that may be shown."""
        return {"": self.ratings.values, **by_role(self.ratings.by_group())}

    def choice_findings(self) -> Iterator[Finding]:
        """Yield the share that chose the item, and the interval of that share."""
        for role, values in self.parts.items():
            chosen, asked = int(values.sum()), len(values)
            low, high = wilson_interval(chosen, asked)
            yield self._finding("chosen_share", chosen / asked, role, asked)
            yield self._finding("chosen_low", low, role, asked)
            yield self._finding("chosen_high", high, role, asked)

    def point_findings(self, total: int) -> Iterator[Finding]:
        """Yield the quartiles of the points, and the item's share of ``total``, all points."""
        for role, values in self.parts.items():
            low, middle, high = quartiles(values)
            yield self._finding("lower_quartile", low, role, len(values))
            yield self._finding("median", middle, role, len(values))
            yield self._finding("upper_quartile", high, role, len(values))
        yield self._finding("points_share", self.ratings.values.sum() / total, "", self.n)

    def _finding(self, name: str, value: float, role: str, n: int) -> Finding:
        place = (self.step, self.item.id, role, self.round, n)
        return Finding(name, float(value), *place, scale=self.scale)


def given_to(
    tables: Tables, step: Step, scale: str, round_: int, *, min_group: int
) -> list[ItemGiven]:
    """Return what people gave each item, the highest mean first, items with too few left out.

    An item without a mark on a sheet that has other marks counts as 0: on paper, what is not
    ticked is not chosen, and points add up without it. A phone and a tablet send a mark for each
    item that was asked, so what they left out was not: such as an item that was added later.
    """
    whole = replace(tables, answers=_without_blanks(tables, step, scale, round_))
    ratings = partial(ratings_of, whole, step=step.id, round_=round_, scale=scale)
    found = [
        ItemGiven(step.id, round_, item, scale, ratings(item=item, min_group=min_group))
        for item in tables.kit.items_of(step)
    ]
    shown = [given for given in found if given.n >= min_group]
    return sorted(shown, key=lambda given: -given.mean)


def declined(tables: Tables, step: Step, scale: str, round_: int) -> int:
    """Return how many participants sent a sheet of reasons only, without any value."""
    mine = _mine(tables, step, scale, round_)
    has_value = mine["value"].notna().groupby(mine["participant"]).any()
    return int((~has_value).sum())


def quartiles(values: npt.ArrayLike) -> tuple[float, float, float]:
    """Return the lower quartile, the median and the upper one, by linear interpolation."""
    low, middle, high = np.percentile(np.asarray(values), [25, 50, 75])
    return float(low), float(middle), float(high)


def _mine(tables: Tables, step: Step, scale: str, round_: int) -> pd.DataFrame:
    answers = tables.answers
    is_mine = (answers["step"] == step.id) & (answers["round"] == round_)
    mine: pd.DataFrame = answers[is_mine & (answers["scale"] == scale)]
    return mine


def _without_blanks(tables: Tables, step: Step, scale: str, round_: int) -> pd.DataFrame:
    mine = _mine(tables, step, scale, round_)
    known = set(zip(mine["participant"], mine["item"], strict=True))
    is_partial = mine["value"].notna() & ~mine["channel"].isin(WHOLE_SHEETS)
    filled = mine[is_partial].drop_duplicates("participant")
    blanks = [
        filled[filled["participant"] == participant].assign(item=item.id, value=0, missing="")
        for participant in filled["participant"]
        for item in tables.kit.items_of(step)
        if (participant, item.id) not in known
    ]
    whole: pd.DataFrame = pd.concat([mine, *blanks], ignore_index=True)
    return whole
