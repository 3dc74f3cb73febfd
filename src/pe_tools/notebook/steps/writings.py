"""The step in which people write something down alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pe_tools.blocks import Block, Paragraph, Quote
from pe_tools.model import Finding
from pe_tools.notebook.steps.base import StepView
from pe_tools.tables import Written


class WriteStep(StepView):
    """What people wrote with their phones, in the words of those who allow quotes."""

    @property
    def writings(self) -> list[Written]:
        """Return what was written in this step."""
        return [one for one in self.context.tables.writings if one.step == self.step.id]

    def blocks(self) -> Sequence[Block]:
        """Return how many texts came, and those that may be quoted.

        While people write, none is shown: who just pressed send would be known.
        """
        if not self.writings:
            return [Paragraph(self.words.say("No text came by phone."))]
        if self._is_on():
            return [self._counted()]
        return [self._counted(), *self._unquoted(), *self._quotes()]

    def findings(self) -> Iterator[Finding]:
        """Yield how many texts came."""
        n = self.context.tables.authors.get(self.step.id, 0)
        if n >= self.context.limits.min_group:
            yield Finding("texts", len(self.writings), self.step.id, n=n)

    def _is_on(self) -> bool:
        started = self.context.tables.course.current
        is_live = self.context.stage is not None
        return is_live and started is not None and started.step == self.step.id

    def _counted(self) -> Paragraph:
        return Paragraph(
            self.words.count(
                "{n} text came by phone.", "{n} texts came by phone.", len(self.writings)
            )
        )

    def _unquoted(self) -> Iterator[Paragraph]:
        if n := sum(not one.text for one in self.writings):
            yield Paragraph(
                self.words.count(
                    "{n} text is not quoted here: its author did not allow it.",
                    "{n} texts are not quoted here: their authors did not allow it.",
                    n,
                )
            )

    def _quotes(self) -> Iterator[Quote]:
        return (Quote(one.text) for one in self.writings if one.text)
