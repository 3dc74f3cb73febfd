"""The step that rates harms: levels by role, where people stood, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pe_tools.blocks import Block, Paragraph
from pe_tools.model import Finding
from pe_tools.notebook.rating import alpha, rounds_of, stability
from pe_tools.notebook.risk import LIKELIHOOD, SEVERITY, Harm, assess
from pe_tools.notebook.shown import Shown
from pe_tools.notebook.steps.base import StepView
from pe_tools.notebook.steps.harm_parts import (
    agreement_figure,
    change_table,
    flag_table,
    heat_map,
    levels_figure,
    register,
    revealed_table,
    severity_bars,
)
from pe_tools.notebook.steps.phrases import high_level
from pe_tools.notebook.steps.rating_parts import change_figure

if TYPE_CHECKING:
    from pe_tools.notebook.live.stage import LiveShown

MOST_PICTURED = 5
"""How many harms get pictures of their own; the tables hold all of them."""


class HarmStep(StepView):
    """Harms rated by severity and likelihood, before and after talking."""

    @cached_property
    def rounds(self) -> dict[int, list[Harm]]:
        """Return the harms of each round that was answered, most urgent first."""
        tables, limits = self.context.tables, self.context.limits
        answered = rounds_of(tables, self.step)
        return {round_: assess(tables, self.step, round_, limits) for round_ in answered}

    @property
    def harms(self) -> list[Harm]:
        """Return the harms of the last round, as far as enough people answered."""
        last = self.rounds[max(self.rounds)] if self.rounds else []
        return [harm for harm in last if harm.priority is not None]

    @property
    def flagged(self) -> list[Harm]:
        """Return the harms to talk about, those with the least agreement first."""
        return sorted((harm for harm in self.harms if harm.flags), key=lambda h: h.agreement)

    def blocks(self) -> Sequence[Block]:
        """Return the levels by role, and the register of harms."""
        if not self.harms:
            return [self._nothing()]
        if not self._has_roles():
            shown = self.context.revealed(self.step.id, self.harms[0].round) or frozenset()
            return [revealed_table(self.context, self.harms, shown)]
        figure = levels_figure(self.context, self.harms)
        return [figure, *self._unsplit(), register(self.context, self.harms)]

    def positions(self) -> Shown | LiveShown:
        """Return where single people stood, for the harms that come first."""
        return self._face("position_blocks")

    def position_blocks(self) -> Sequence[Block]:
        """Return what ``positions`` shows."""
        if not self.harms:
            return [self._nothing()]
        return [heat_map(self.context, h) for h in self.harms[:MOST_PICTURED]]

    def differences(self) -> Shown | LiveShown:
        """Return on which harms people do not agree, and how the roles answered there."""
        return self._face("difference_blocks")

    def difference_blocks(self) -> Sequence[Block]:
        """Return what ``differences`` shows."""
        if not self.harms:
            return [self._nothing()]
        pictured = self.flagged[:MOST_PICTURED] if self._has_roles() else []
        bars = [severity_bars(self.context, harm) for harm in pictured]
        return [
            agreement_figure(self.context, self.harms),
            flag_table(self.context, self.harms),
            *bars,
        ]

    def change(self) -> Shown | LiveShown:
        """Return what moved between the first and the last round."""
        return self._face("change_blocks")

    def change_blocks(self) -> Sequence[Block]:
        """Return what ``change`` shows."""
        if len(self.rounds) == 1:
            return [Paragraph(self.words.say("There was one round only."))]
        if not self.harms:
            return [self._nothing()]
        first = {harm.item.id: harm for harm in self.rounds[min(self.rounds)]}
        pairs = [(first[harm.item.id], harm) for harm in self.harms if harm.item.id in first]
        return [
            change_figure(self.context, pairs),
            change_table(self.context, self.step, pairs),
        ]

    def findings(self) -> Iterator[Finding]:
        """Yield the numbers of every round."""
        for round_, harms in self.rounds.items():
            for harm in harms:
                yield from harm.findings()
            yield from self._alphas(round_)
        if len(self.rounds) > 1:
            yield from self._stabilities()

    def in_short(self) -> Iterator[str]:
        """Yield what the first page says about the harms."""
        if not self.harms:
            return
        say, count, harms = self.words.say, self.words.count, self.harms
        yield count("{n} harm was judged.", "{n} harms were judged.", len(harms))
        yield count(
            "{n} harm is high or very high for at least one group.",
            "{n} harms are high or very high for at least one group.",
            sum(self._is_high(harm) for harm in harms),
        )
        yield say("The most urgent harm: {harm}", harm=harms[0].item.text)
        yield count(
            "On {n} harm people do not agree.",
            "On {n} harms people do not agree.",
            len(self.flagged),
        )
        yield count(
            "{n} priority would change if one person had not answered.",
            "{n} priorities would change if one person had not answered.",
            sum(harm.is_fragile for harm in harms),
        )

    def _has_roles(self) -> bool:
        groups = {group for harm in self.harms for group in harm.levels}
        return self._roles_are_shown(self.harms[0].round, groups)

    def _unsplit(self) -> Iterator[Block]:
        hidden = sum(not harm.is_split for harm in self.harms)
        if hidden:
            yield Paragraph(
                self.words.count(
                    "{n} harm is not split by role, so that nobody's answer is given away.",
                    "{n} harms are not split by role, so that nobody's answer is given away.",
                    hidden,
                )
            )

    def _is_high(self, harm: Harm) -> bool:
        return (harm.priority or 0) >= high_level(self.context.limits.matrix)

    def _alphas(self, round_: int) -> Iterator[Finding]:
        n = max((harm.n for harm in self.rounds[round_]), default=0)
        for scale_id in (SEVERITY, LIKELIHOOD):
            scale = self.context.tables.kit.scale(scale_id)
            value = alpha(self.context.tables, self.step, scale, round_)
            yield Finding(
                "krippendorff_alpha", value, self.step.id, round=round_, n=n, scale=scale_id
            )

    def _stabilities(self) -> Iterator[Finding]:
        tables = self.context.tables
        for harm in self.harms:
            for scale_id in (SEVERITY, LIKELIHOOD):
                moved, n = stability(tables, self.step, harm.item, tables.kit.scale(scale_id))
                if n >= self.context.limits.min_group:
                    yield Finding(
                        "moved_share", moved, self.step.id, harm.item.id, n=n, scale=scale_id
                    )
