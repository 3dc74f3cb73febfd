"""What every step has in common: one state, and the faces it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pe_tools.blocks import Block, Paragraph
from pe_tools.language import Words
from pe_tools.model import Finding, Step, Thresholds
from pe_tools.notebook.groups import POOLED
from pe_tools.notebook.shown import Shown, shown
from pe_tools.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

    from pe_tools.notebook.live.stage import LiveShown, Stage


@dataclass(frozen=True)
class Context:
    """What a step is seen with: the tables, the words, the thresholds.

    On a live page there are also the stage, the heads that answered so far (a Series of numbers by
    step, round and role), and how many people's answers are newer than what is shown of a round.
    """

    tables: Tables
    words: Words
    limits: Thresholds
    stage: Stage | None = None
    heads: pd.Series | None = None
    waiting: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def revealed(self, step: str, round_: int) -> frozenset[str] | None:
        """Return the groups of a round whose results may be seen; None for every group."""
        course = self.tables.course
        if self.stage is None or not course.is_live(step, round_):
            return None
        return frozenset(course.revealed.get((step, round_), ()))

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

    def show(self) -> Shown | LiveShown:
        """Return the result of the step, to stand at the end of a cell.

        On a live page it comes with what the facilitator can do in the step.
        """
        return self._face("blocks", is_led=True)

    def renewed(self, context: Context) -> StepView:
        """Return the same step, seen with other tables."""
        return type(self)(context, self.step)

    def blocks(self) -> Sequence[Block]:
        """Return what ``show`` shows."""
        return [Paragraph(self.step.prompt)] if self.step.prompt else []

    def findings(self) -> Iterator[Finding]:
        """Yield the numbers of the step."""
        yield from ()

    def in_short(self) -> Iterator[str]:
        """Yield the plain sentences that the first page of a report says about the step."""
        yield from ()

    def _face(self, part: str, *, is_led: bool = False) -> Shown | LiveShown:
        """Return a part of the step, live or static; ``part`` names the method that draws it."""
        if self.context.stage is None:
            return shown(self.words, getattr(self, part)())
        from pe_tools.notebook.live import play  # the live face is only loaded where it is seen

        return play(self, part, is_led=is_led)

    def _roles_are_shown(self, round_: int, groups: Iterable[str]) -> bool:
        """Return whether every group of a round was revealed."""
        revealed = self.context.revealed(self.step.id, round_)
        return revealed is None or set(groups) <= revealed

    def _nothing(self) -> Paragraph:
        course = self.context.tables.course
        if self.context.stage is not None and any(key[0] == self.step.id for key in course.opened):
            return Paragraph(self.words.say("Results are hidden until they are revealed."))
        return Paragraph(
            self.words.count(
                "Results appear when at least {n} person has answered.",
                "Results appear when at least {n} people have answered.",
                self.context.limits.min_group,
            )
        )
