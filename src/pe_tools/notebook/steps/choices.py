"""The step in which people choose some items out of several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from pe_tools import charts
from pe_tools.blocks import Figure
from pe_tools.methods import CONFIDENCE, wilson_interval
from pe_tools.model import CHOICE, Finding
from pe_tools.notebook.sheets import ItemGiven
from pe_tools.notebook.steps.sheets import Line, SheetStep, index_of


class ChooseStep(SheetStep):
    """Items chosen: by which share of each group, and how far that share may lie elsewhere."""

    scale = CHOICE

    def findings(self) -> Iterator[Finding]:
        """Yield the share that chose each item, with its interval, of every round."""
        for items in self.rounds.values():
            for given in items:
                yield from given.choice_findings()

    def in_short(self) -> Iterator[str]:
        """Yield which item most people chose."""
        if self.last:
            first = self.last[0]
            yield self.words.say(
                "Chosen by most people: {items} ({of}).",
                items=self.words.join(self._leading()),
                of=self._of(int(first.ratings.values.sum()), first.n),
            )

    def _of(self, part: int, whole: int) -> str:
        number = self.words.number
        return self.words.say("{part} of {whole}", part=number(part), whole=number(whole))

    def _sentences(self) -> Iterator[str]:
        words = self.words
        yield words.count(
            "Each person could choose {n} item.",
            "Each person could choose up to {n} items.",
            self.step.picks,
        )
        yield words.say("The mark is the share of people who chose it.")
        yield words.say(
            "Among many people like these, the line holds the share in {confidence} of cases.",
            confidence=words.percent(CONFIDENCE),
        )

    def _figure(self, lines: Sequence[Line]) -> Figure:
        rows = [
            (int(values.sum()), len(values), *wilson_interval(int(values.sum()), len(values)))
            for _, _, values in lines
        ]
        shares = pd.DataFrame(
            rows, index=index_of(lines), columns=["part", "whole", "low", "high"]
        )
        return charts.choice_spans(shares, title=self.step.title, words=self.words)

    def _part(self, given: ItemGiven, _among: Sequence[ItemGiven]) -> float:
        return given.mean

    def _part_words(self) -> tuple[str, str]:
        return (
            self.words.say("How many people chose each item, in percent"),
            self.words.say("Share of people"),
        )
