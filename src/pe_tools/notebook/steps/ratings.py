"""A step that rates items on one scale, in one round or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pe_tools.blocks import Block, Paragraph, Table
from pe_tools.model import Finding
from pe_tools.notebook.rating import ItemRating, alpha, rate_all, rounds_of, stability
from pe_tools.notebook.shown import Shown
from pe_tools.notebook.steps.base import StepView
from pe_tools.notebook.steps.rating_parts import (
    agreement_figure,
    bars,
    change_figure,
    rating_table,
)

if TYPE_CHECKING:
    from pe_tools.notebook.live.stage import LiveShown

MOST_PICTURED = 4
"""How many items get pictures of their own; the tables hold all of them."""

MOST_STRIPED = 12
"""How many items the picture of agreement holds, those with the least agreement."""


class RateStep(StepView):
    """Items rated on one scale."""

    @property
    def is_considered(self) -> bool:
        """Return whether the items are considerations for a ranking of options."""
        return self.step.items == "consideration"

    @cached_property
    def rounds(self) -> dict[int, list[ItemRating]]:
        """Return the ratings of each round that was answered, least agreement first."""
        tables, limits = self.context.tables, self.context.limits
        return {
            round_: sorted(rate_all(tables, self.step, round_, limits), key=_disagreement)
            for round_ in rounds_of(tables, self.step)
        }

    @property
    def ratings(self) -> list[ItemRating]:
        """Return the ratings of the last round, as far as enough people answered."""
        last = self.rounds[max(self.rounds)] if self.rounds else []
        return [rating for rating in last if rating.is_shown]

    def blocks(self) -> Sequence[Block]:
        """Return every item's agreement as a picture, and its numbers as a table."""
        if not self.ratings:
            return [self._nothing()]
        if len(self.ratings) <= MOST_PICTURED and self._has_roles():
            return [bars(self.context, r, r.item.text) for r in self.ratings]
        title = self.words.say("How far people agree on each item")
        return [
            agreement_figure(self.context, self.ratings[:MOST_STRIPED], title),
            rating_table(self.context, self.ratings),
        ]

    def differences(self) -> Shown | LiveShown:
        """Return how people answered the items with the least agreement."""
        return self._face("difference_blocks")

    def difference_blocks(self) -> Sequence[Block]:
        """Return what ``differences`` shows."""
        if not self.ratings:
            return [self._nothing()]
        if not self._has_roles():
            return [Paragraph(self.words.say("The roles were not revealed yet."))]
        least = self.ratings[:MOST_PICTURED]
        return [bars(self.context, r, r.item.text) for r in least]

    def change(self) -> Shown | LiveShown:
        """Return what moved between the first and the last round."""
        return self._face("change_blocks")

    def change_blocks(self) -> Sequence[Block]:
        """Return what ``change`` shows."""
        if len(self.rounds) == 1:
            return [Paragraph(self.words.say("There was one round only."))]
        pairs = self._pairs()
        if not pairs:
            return [self._nothing()]
        return [change_figure(self.context, pairs), self._moved_table()]

    def findings(self) -> Iterator[Finding]:
        """Yield the numbers of every round."""
        for round_, ratings in self.rounds.items():
            for rating in ratings:
                yield from rating.findings()
            n = max((rating.n for rating in ratings), default=0)
            for scale_id in self.step.scales:
                scale = self.context.tables.kit.scale(scale_id)
                value = alpha(self.context.tables, self.step, scale, round_)
                yield Finding(
                    "krippendorff_alpha", value, self.step.id, round=round_, n=n, scale=scale_id
                )

    def in_short(self) -> Iterator[str]:
        """Yield what the first page says about the considerations."""
        if not (self.is_considered and self.ratings):
            return
        agreed = sum(not rating.flags for rating in self.ratings)
        yield self.words.say(
            "People agree on {agreed} of {all} considerations.",
            agreed=self.words.number(agreed),
            all=self.words.number(len(self.ratings)),
        )
        least = self.ratings[0].item.text
        yield self.words.say("They agree least on this one: {item}", item=least)

    def _has_roles(self) -> bool:
        groups = {group for rating in self.ratings for group in rating.ratings.names}
        return self._roles_are_shown(self.ratings[0].round, groups)

    def _pairs(self) -> list[tuple[ItemRating, ItemRating]]:
        first = {rating.item.id: rating for rating in self.rounds.get(1, []) if rating.is_shown}
        return [(first[r.item.id], r) for r in self.ratings if r.item.id in first]

    def _moved_table(self) -> Table:
        words, tables = self.words, self.context.tables
        rows = []
        for rating in self.ratings:
            moved, n = stability(tables, self.step, rating.item, rating.scale)
            shown = words.percent(moved) if n >= self.context.limits.min_group else "–"
            rows.append((rating.item.text, shown, words.number(n)))
        header = (
            words.say("Item"),
            words.say("Changed their answer"),
            words.say("Answered twice"),
        )
        return Table(words.say("Who changed their answer"), header, tuple(rows), (1, 2))


def _disagreement(rating: ItemRating) -> tuple[float, str]:
    return (rating.agreement if rating.agreement == rating.agreement else 2.0, rating.item.id)
