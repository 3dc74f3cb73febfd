"""The step that ranks options from best to worst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from pe_tools import charts
from pe_tools.blocks import Block, Figure, Paragraph, Table
from pe_tools.methods import kendall_w, without_one
from pe_tools.model import Finding
from pe_tools.notebook.ranking import Rankings, rankings
from pe_tools.notebook.rating import rounds_of
from pe_tools.notebook.steps.base import StepView


class RankStep(StepView):
    """Options ranked from best to worst, before and after talking."""

    @cached_property
    def rounds(self) -> dict[int, Rankings]:
        """Return the complete rankings of each round that enough people answered."""
        tables = self.context.tables
        found = {
            round_: rankings(tables, self.step, round_) for round_ in rounds_of(tables, self.step)
        }
        return {round_: r for round_, r in found.items() if r.n >= self.context.limits.min_group}

    def blocks(self) -> Sequence[Block]:
        """Return the mean ranks, how far the rankings agree, and what one person can change."""
        if not self.rounds:
            return [self._nothing()]
        last = self.rounds[max(self.rounds)]
        pictures = [self._slopes()] if len(self.rounds) > 1 else []
        return [*self._sentences(last), *pictures, self._table(last)]

    def findings(self) -> Iterator[Finding]:
        """Yield the numbers of every round."""
        for found in self.rounds.values():
            yield from found.findings()

    def in_short(self) -> Iterator[str]:
        """Yield which option leads, and how far the rankings agree."""
        if not self.rounds:
            return
        last = self.rounds[max(self.rounds)]
        leading = str(last.mean_ranks.idxmin())
        yield self.words.say(
            "The option ranked best on average: {option}", option=self._text(leading)
        )
        yield self._agreement_sentence(last)

    def _agreement_sentence(self, last: Rankings) -> str:
        words, first = self.words, self.rounds[min(self.rounds)]
        after = words.number(last.concordance, 2)
        if first is last:
            return words.say("Agreement on the ranking (Kendall's W): {after}.", after=after)
        return words.say(
            "Agreement on the ranking (Kendall's W) went from {before} to {after}.",
            before=words.number(first.concordance, 2),
            after=after,
        )

    def _sentences(self, last: Rankings) -> Iterator[Block]:
        words = self.words
        yield Paragraph(self._agreement_sentence(last))
        yield Paragraph(
            words.say("1 means that all ranked alike, and 0 that no pattern is shared.")
        )
        drops = without_one(kendall_w, last.ranks.to_numpy())
        yield Paragraph(
            words.say(
                "Without any one person it would lie between {low} and {high}.",
                low=words.number(float(drops.min()), 2),
                high=words.number(float(drops.max()), 2),
            )
        )
        if last.partial:
            yield Paragraph(
                words.count(
                    "{n} person ranked some options only and is left out here.",
                    "{n} people ranked some options only and are left out here.",
                    last.partial,
                )
            )

    def _slopes(self) -> Figure:
        first, last = self.rounds[min(self.rounds)], self.rounds[max(self.rounds)]
        return charts.slopes(
            first.mean_ranks.rename(index=self._text),
            last.mean_ranks.rename(index=self._text),
            low=1.0,
            high=float(len(last.mean_ranks)),
            title=self.words.say("Mean rank before and after talking (1 is best)"),
            words=self.words,
            value_word=self.words.say("mean rank"),
        )

    def _table(self, last: Rankings) -> Table:
        words, means = self.words, last.mean_ranks.sort_values(kind="stable")
        rows = tuple(
            (
                self._text(option),
                words.number(float(mean), 2),
                words.number(int(last.first_places[option])),
                words.number(int((last.ranks[option] == last.ranks.shape[1]).sum())),
            )
            for option, mean in zip(means.index.astype(str), means, strict=True)
        )
        header = (
            words.say("Option"),
            words.say("Mean rank"),
            words.say("Ranked first by"),
            words.say("Ranked last by"),
        )
        return Table(words.say("The options, best mean rank first"), header, rows, (1, 2, 3))

    def _text(self, option: str) -> str:
        return {item.id: item.text for item in self.context.tables.kit.items}[option]
