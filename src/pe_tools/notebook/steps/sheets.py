"""What steps share whose sheets mean something as a whole: choices, and points."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property

import pandas as pd

from pe_tools import charts
from pe_tools.blocks import Block, Figure, Paragraph, Table
from pe_tools.notebook.groups import POOLED
from pe_tools.notebook.rating import rounds_of
from pe_tools.notebook.sheets import ItemGiven, Values, declined, given_to
from pe_tools.notebook.steps.base import StepView

MOST_PICTURED = 6
"""How many items the picture holds, those with the most; the table holds all of them."""

Line = tuple[str, str, Values]
"""One line of a picture: an item, a group, and what the group gave the item."""


class SheetStep(StepView):
    """Items that people give something on one sheet, in one round or two."""

    scale: str

    @cached_property
    def rounds(self) -> dict[int, list[ItemGiven]]:
        """Return what each item got in each round that enough people answered, most first."""
        tables, min_group = self.context.tables, self.context.limits.min_group
        found = {
            round_: given_to(tables, self.step, self.scale, round_, min_group=min_group)
            for round_ in rounds_of(tables, self.step)
        }
        return {round_: items for round_, items in found.items() if items}

    @property
    def last(self) -> list[ItemGiven]:
        """Return what each item got in the last round, most first."""
        return self.rounds[max(self.rounds)] if self.rounds else []

    def blocks(self) -> Sequence[Block]:
        """Return what each item got, group by group, and how that changed by talking."""
        if not self.last:
            return [self._nothing()]
        sentences = [*self._sentences(), *self._declined()]
        pictures = [self._figure(self._lines(self.last[:MOST_PICTURED]))]
        rest = [self._table()] if len(self.last) > MOST_PICTURED else []
        change = [self._change()] if len(self.rounds) > 1 else []
        return [*map(Paragraph, sentences), *pictures, *rest, *change]

    @abstractmethod
    def _sentences(self) -> Iterator[str]:
        """Yield how to read the picture."""

    @abstractmethod
    def _figure(self, lines: Sequence[Line]) -> Figure:
        """Return the picture of these lines."""

    @abstractmethod
    def _part(self, given: ItemGiven, among: Sequence[ItemGiven]) -> float:
        """Return which share an item got, in [0, 1]."""

    @abstractmethod
    def _part_words(self) -> tuple[str, str]:
        """Return what that share is, as a title and as a value."""

    def _leading(self) -> list[str]:
        """Return the texts of the items that got most; several where they got the same."""
        return [given.item.text for given in self.last if given.mean == self.last[0].mean]

    def _lines(self, items: Sequence[ItemGiven]) -> list[Line]:
        return [line for given in items for line in self._lines_of(given)]

    def _lines_of(self, given: ItemGiven) -> Iterator[Line]:
        """Yield all together, and each group whose results may be seen."""
        groups, text = given.ratings.by_group(), given.item.text
        yield text, self.words.say("All together"), given.ratings.values
        if set(groups) == {POOLED}:
            return
        revealed = self.context.revealed(self.step.id, given.round)
        names = self.context.group_names(list(groups))
        for (group, values), name in zip(groups.items(), names, strict=True):
            if revealed is None or group in revealed:
                yield text, name, values

    def _declined(self) -> Iterator[str]:
        n = declined(self.context.tables, self.step, self.scale, max(self.rounds))
        if n:
            yield self.words.count(
                "{n} person gave a reason instead of an answer.",
                "{n} people gave a reason instead of an answer.",
                n,
            )

    def _change(self) -> Figure:
        title, value_word = self._part_words()
        texts = [given.item.text for given in self.last]
        before, after = (
            pd.Series(self._percents(items), index=texts, dtype="float64")
            for items in (self.rounds[min(self.rounds)], self.last)
        )
        return charts.slopes(
            before,
            after,
            low=0.0,
            high=100.0,
            title=title,
            words=self.words,
            value_word=value_word,
        )

    def _percents(self, items: Sequence[ItemGiven]) -> list[float]:
        """Return the share of each item of the last round among these, in percent."""
        parts = {given.item.id: 100 * self._part(given, items) for given in items}
        return [parts.get(given.item.id, float("nan")) for given in self.last]

    def _table(self) -> Table:
        words, (title, value_word) = self.words, self._part_words()
        rows = tuple(
            (
                given.item.text,
                words.percent(self._part(given, self.last)),
                words.number(given.n),
            )
            for given in self.last
        )
        header = (words.say("Item"), value_word, words.say("People"))
        return Table(title, header, rows, (1, 2))


def index_of(lines: Sequence[Line]) -> pd.MultiIndex:
    """Return the items and the groups of lines, as a chart takes them."""
    return pd.MultiIndex.from_tuples([(item, group) for item, group, _ in lines])
