"""The step in which people share points out among items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from pe_tools import charts
from pe_tools.blocks import Figure
from pe_tools.model import POINTS, Finding
from pe_tools.notebook.sheets import ItemGiven, quartiles
from pe_tools.notebook.steps.sheets import Line, SheetStep, index_of


class PointsStep(SheetStep):
    """Points shared out: where each person's lie, and the middle half of each group."""

    scale = POINTS

    def findings(self) -> Iterator[Finding]:
        """Yield the quartiles of each item's points, and its share of all, of every round."""
        for items in self.rounds.values():
            total = _total(items)
            for given in items:
                yield from given.point_findings(total)

    def in_short(self) -> Iterator[str]:
        """Yield which item got most of all points."""
        if self.last:
            yield self.words.say(
                "Most points went to {items} ({share} of all).",
                items=self.words.join(self._leading()),
                share=self.words.percent(self._part(self.last[0], self.last)),
            )

    def _sentences(self) -> Iterator[str]:
        words = self.words
        yield words.count(
            "Each person shared out {n} point.",
            "Each person shared out {n} points.",
            self.step.points,
        )
        yield words.say("The mark is the middle answer, and the line holds the middle half.")
        yield words.say("Above each line stand the people, where their points lie.")

    def _figure(self, lines: Sequence[Line]) -> Figure:
        index, most = index_of(lines), self.step.points + 1
        middles = pd.DataFrame(
            [quartiles(values) for _, _, values in lines],
            index=index,
            columns=["low", "mid", "high"],
        )
        counts = pd.DataFrame(
            [np.bincount(values, minlength=most) for _, _, values in lines], index=index
        )
        return charts.point_dots(middles, counts, title=self.step.title, words=self.words)

    def _part(self, given: ItemGiven, among: Sequence[ItemGiven]) -> float:
        return float(given.ratings.values.sum()) / _total(among)

    def _part_words(self) -> tuple[str, str]:
        return (
            self.words.say("Share of all points that each item got, in percent"),
            self.words.say("Share of all points"),
        )


def _total(items: Sequence[ItemGiven]) -> int:
    """Return all points of these items; at least 1, since each sheet adds up."""
    return max(sum(int(given.ratings.values.sum()) for given in items), 1)
