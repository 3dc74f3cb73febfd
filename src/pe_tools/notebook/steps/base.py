"""What every step has in common: one state, and the faces it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pe_tools.blocks import Block, Paragraph
from pe_tools.language import Words
from pe_tools.model import Finding, Step, Thresholds
from pe_tools.notebook.groups import POOLED
from pe_tools.notebook.shown import Shown, shown
from pe_tools.tables import Tables


@dataclass(frozen=True)
class Context:
    """What a step is seen with: the tables, the words, the thresholds."""

    tables: Tables
    words: Words
    limits: Thresholds

    def group_names(self, groups: Sequence[str]) -> list[str]:
        """Return the names of the groups that are shown side by side."""
        if list(groups) == [POOLED]:
            return [self.words.say("Everyone")]
        pooled = self.words.say("Smaller groups together")
        return [self.tables.kit.role_name(group) if group else pooled for group in groups]


class StepView:
    """One step of a workshop, with its results as the record has them.

    A step has one state, the tables, and shows it: ``show`` is the whole, further methods are
    parts of it.
    """

    def __init__(self, context: Context, step: Step) -> None:
        self.context = context
        self.step = step

    @property
    def words(self) -> Words:
        """Return the words of the chosen language."""
        return self.context.words

    def show(self) -> Shown:
        """Return the result of the step, to stand at the end of a cell."""
        return self._shown(self.blocks())

    def blocks(self) -> Sequence[Block]:
        """Return what ``show`` shows."""
        return [Paragraph(self.step.prompt)] if self.step.prompt else []

    def findings(self) -> Iterator[Finding]:
        """Yield the numbers of the step."""
        yield from ()

    def in_short(self) -> Iterator[str]:
        """Yield the plain sentences that the first page of a report says about the step."""
        yield from ()

    def _shown(self, *blocks: Block | Sequence[Block]) -> Shown:
        return shown(self.words, *blocks)

    def _nothing(self) -> Paragraph:
        return Paragraph(
            self.words.count(
                "Results appear when at least {n} person has answered.",
                "Results appear when at least {n} people have answered.",
                self.context.limits.min_group,
            )
        )
