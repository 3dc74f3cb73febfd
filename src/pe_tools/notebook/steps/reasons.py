"""Whether reasons and choices fit together: the Deliberative Reasoning Index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import pandas as pd

from pe_tools import charts
from pe_tools.blocks import Block, Paragraph, Table
from pe_tools.model import Finding, Step
from pe_tools.notebook.rating import rounds_of
from pe_tools.notebook.reasoning import Reasoning, reasoning, turns_around
from pe_tools.notebook.steps.base import Context, StepView

STILL = 0.005
"""A change of the index below half a hundredth is not called a change."""


class ReasoningView(StepView):
    """The Deliberative Reasoning Index over the considerations and the ranking of options."""

    def __init__(self, context: Context, considered: Step, ranked: Step) -> None:
        super().__init__(context, considered)
        self.ranked = ranked

    def renewed(self, context: Context) -> ReasoningView:
        """Return the same index, seen with other tables."""
        return ReasoningView(context, self.step, self.ranked)

    @cached_property
    def rounds(self) -> dict[int, Reasoning]:
        """Return the index of each round that enough people answered."""
        tables = self.context.tables
        found = {
            round_: reasoning(tables, self.step, self.ranked, round_)
            for round_ in rounds_of(tables, self.ranked)
        }
        return {round_: r for round_, r in found.items() if r.n >= self.context.limits.min_group}

    def blocks(self) -> Sequence[Block]:
        """Return the index in words, its picture, and its numbers."""
        if not self.rounds:
            return [self._nothing()]
        return [*map(Paragraph, self._sentences()), self._figure(), self._table()]

    def findings(self) -> Iterator[Finding]:
        """Yield the adjusted and the unadjusted index of every round."""
        for found in self.rounds.values():
            yield from found.findings()

    def in_short(self) -> Iterator[str]:
        """Yield whether reasons and choices came to fit better."""
        if len(self.rounds) > 1:
            yield self._change_sentence()
            yield self._turn_sentence()

    def _sentences(self) -> Iterator[str]:
        words = self.words
        if len(self.rounds) > 1:
            yield self._change_sentence()
            yield self._turn_sentence()
        yield words.say("1 means that people who think alike also rank alike.")
        last = self.rounds[max(self.rounds)]
        yield words.say(
            "Without any one person it would lie between {low} and {high}.",
            low=words.number(float(last.result.without_one.min()), 2),
            high=words.number(float(last.result.without_one.max()), 2),
        )
        yield words.say("It does not say that the reasons are right, or that people agree.")

    def _change_sentence(self) -> str:
        first, last = self.rounds[min(self.rounds)], self.rounds[max(self.rounds)]
        before, after = first.result.adjusted, last.result.adjusted
        shown = {"before": self.words.number(before, 2), "after": self.words.number(after, 2)}
        if abs(after - before) < STILL:
            return self.words.say("Reasons and choices fit as well as before: {after}.", **shown)
        if after > before:
            return self.words.say(
                "After talking, reasons and choices fit better: from {before} to {after}.", **shown
            )
        return self.words.say(
            "After talking, reasons and choices fit less well: it fell from {before} to {after}.",
            **shown,
        )

    def _turn_sentence(self) -> str:
        turning = turns_around(self.rounds[min(self.rounds)], self.rounds[max(self.rounds)])
        if not turning:
            return self.words.say("This direction does not hang on any one person.")
        return self.words.count(
            "Without {n} person the direction would be the other one.",
            "Without any one of {n} people the direction would be the other one.",
            turning,
        )

    def _figure(self) -> Block:
        first, last = self.rounds.get(1), self.rounds.get(2)
        return charts.pair_scatter(
            _pairs(first),
            _pairs(last),
            index=(_index(first), _index(last)),
            title=self.words.say("Every pair of people: how alike their reasons and choices are"),
            words=self.words,
        )

    def _round_name(self, round_: int) -> str:
        if len(self.rounds) == 1:
            return self.words.say("The only round")
        is_first = round_ == min(self.rounds)
        return self.words.say("Before talking") if is_first else self.words.say("After talking")

    def _table(self) -> Table:
        words = self.words
        rows = tuple(
            (
                self._round_name(round_),
                words.number(found.result.adjusted, 4),
                words.number(found.result.unadjusted, 4),
                words.number(found.n),
            )
            for round_, found in self.rounds.items()
        )
        header = (
            words.say("Round"),
            words.say("Index, adjusted"),
            words.say("Index, unadjusted"),
            words.say("People"),
        )
        return Table(words.say("Deliberative Reasoning Index"), header, rows, (1, 2, 3))


def _pairs(found: Reasoning | None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "c": [] if found is None else found.result.considerations,
            "p": [] if found is None else found.result.preferences,
        },
        dtype="float64",
    )


def _index(found: Reasoning | None) -> float:
    return float("nan") if found is None else found.result.adjusted
