"""What slopes say: their sentences and their table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from pe_tools.blocks import Table
from pe_tools.charts.telling import nobody, titled
from pe_tools.language import Words


@dataclass(frozen=True)
class Moves:
    """The values of items before and after, in one order."""

    before: pd.Series
    after: pd.Series
    value_word: str
    words: Words

    def __len__(self) -> int:
        return len(self.before)

    @property
    def items(self) -> tuple[str, ...]:
        """Return the labels of the items."""
        return tuple(str(item) for item in self.before.index)

    @cached_property
    def change(self) -> pd.Series:
        """Return after minus before; nan where one of them is missing."""
        return self.after - self.before

    @property
    def known(self) -> int:
        """Return how many items have a value, before or after."""
        return int((self.before.notna() | self.after.notna()).sum())

    def number(self, value: float) -> str:
        """Return a value with as many decimals as the values need."""
        both = pd.concat([self.before, self.after]).dropna()
        return self.words.number(value, 0 if (both % 1 == 0).all() else 1)

    def largest(self, most: int) -> tuple[int, ...]:
        """Return the positions of the items that moved most, the largest move first."""
        moved = [i for i in range(len(self)) if abs(self.change.iloc[i]) > 0]
        return tuple(sorted(moved, key=lambda i: -abs(self.change.iloc[i]))[:most])

    def shown(self, most: int) -> tuple[int, ...]:
        """Return the positions of the items worth a label: the moved ones first."""
        ended = [i for i in range(len(self)) if not pd.isna(self.after.iloc[i])]
        moved = [i for i in self.largest(most) if i in ended]
        return (*moved, *(i for i in ended if i not in moved))[:most]


def finding(moves: Moves) -> str:
    """Return which item moved most, as a sentence."""
    words = moves.words
    if moves.change.dropna().empty:
        return nobody(words)
    if not moves.largest(1):
        return words.say("No item moved.")
    item = moves.largest(1)[0]
    return words.say(
        "“{item}” moved most: from {before} to {after}.",
        item=moves.items[item],
        before=moves.number(moves.before.iloc[item]),
        after=moves.number(moves.after.iloc[item]),
    )


def told(moves: Moves) -> tuple[str, ...]:
    """Return the sentences that stand in for the picture."""
    change = moves.change.dropna()
    if change.empty:
        return (nobody(moves.words),)
    compared = moves.words.count("{n} item is compared.", "{n} items are compared.", len(change))
    number = moves.words.number
    directions = moves.words.say(
        "Upwards: {up}; downwards: {down}; unchanged: {still}.",
        up=number(int((change > 0).sum())),
        down=number(int((change < 0).sum())),
        still=number(int((change == 0).sum())),
    )
    return compared, directions, finding(moves)


def table(moves: Moves, title: str) -> Table:
    """Return every value before and after, and the change."""
    words = moves.words
    rows = zip(moves.items, moves.before, moves.after, moves.change, strict=True)
    return Table(
        caption=titled(title, moves.value_word),
        header=(words.say("Item"), words.say("Before"), words.say("After"), words.say("Moved by")),
        rows=tuple((item, *map(moves.number, numbers)) for item, *numbers in rows),
        numeric=(1, 2, 3),
    )
