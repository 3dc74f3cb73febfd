"""The step that judges whether the risk that is left is acceptable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pe_tools import methods
from pe_tools.blocks import Block, Callout, Table
from pe_tools.model import Finding
from pe_tools.notebook.groups import POOLED_ROLE
from pe_tools.notebook.rating import ItemRating
from pe_tools.notebook.steps.rating_parts import rating_table
from pe_tools.notebook.steps.ratings import RateStep


class AcceptStep(RateStep):
    """Residual risks rated from 1, not acceptable at all, to 9, fully acceptable."""

    def blocks(self) -> Sequence[Block]:
        """Return the judgement on each residual risk, and what the stop rule says."""
        if not self.ratings:
            return [self._nothing()]
        if not self._has_roles():
            return [rating_table(self.context, self.ratings)]
        return [self._table(), self._stop_callout()]

    def findings(self) -> Iterator[Finding]:
        """Yield the lowest median of the groups, for each residual risk."""
        yield from super().findings()
        for rating in self.ratings:
            lowest = self._lowest(rating)
            yield Finding(
                "lowest_acceptability",
                lowest[1],
                self.step.id,
                rating.item.id,
                lowest[0] or (POOLED_ROLE if len(rating.ratings.names) > 1 else ""),
                rating.round,
                rating.n,
            )

    def in_short(self) -> Iterator[str]:
        """Yield whether the stop rule applies."""
        if self.ratings:
            stopped = len(self._stopped())
            yield self.words.count(
                "{n} harm stays below the acceptability that allows the use.",
                "{n} harms stay below the acceptability that allows the use.",
                stopped,
            )

    def _lowest(self, rating: ItemRating) -> tuple[str, float]:
        medians = {
            group: methods.median_low(values)
            for group, values in rating.ratings.by_group().items()
        }
        group = min(medians, key=lambda name: (medians[name], name))
        return group, medians[group]

    def _name(self, rating: ItemRating, group: str) -> str:
        groups = list(rating.ratings.by_group())
        return self.context.group_names(groups)[groups.index(group)]

    def _stopped(self) -> list[ItemRating]:
        limit = self.context.limits.stop_acceptability
        return [rating for rating in self.ratings if self._lowest(rating)[1] < limit]

    def _table(self) -> Table:
        words = self.words
        rows = []
        for rating in sorted(self.ratings, key=lambda r: self._lowest(r)[1]):
            group, lowest = self._lowest(rating)
            rows.append(
                (
                    rating.item.text,
                    words.number(lowest),
                    self._name(rating, group),
                    words.number(methods.median_low(rating.ratings.values)),
                    self._ram_words(rating),
                    words.number(rating.n),
                )
            )
        header = (
            words.say("Harm"),
            words.say("Lowest median of a group"),
            words.say("Which group"),
            words.say("Median of all"),
            words.say("Judgement of all"),
            words.say("People"),
        )
        caption = words.say("How acceptable the risk is that is left (1 to 9)")
        return Table(caption, header, tuple(rows), (1, 3, 5))

    def _ram_words(self, rating: ItemRating) -> str:
        if methods.ipras(rating.ratings.values).has_disagreement:
            return self.words.say("People disagree")
        return {
            "low": self.words.say("Not acceptable"),
            "uncertain": self.words.say("Uncertain"),
            "high": self.words.say("Acceptable"),
        }[methods.ram_class(rating.ratings.values)]

    def _stop_callout(self) -> Callout:
        words, stopped = self.words, self._stopped()
        title = words.say("Stop rule")
        if not stopped:
            return Callout("note", title, (words.say("No group's median is below the limit."),))
        rule = words.say("For these harms the data should not be used until they are reviewed:")
        return Callout("caution", title, (rule, *(rating.item.text for rating in stopped)))
