"""The steps that end a workshop: what was said, decided, and objected to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pe_tools.blocks import Block, Callout, Paragraph, Quote, Table
from pe_tools.model import Objection
from pe_tools.notebook.steps.base import StepView
from pe_tools.notebook.steps.phrases import verdict_word


class DiscussStep(StepView):
    """What was said about the items that were flagged."""

    def blocks(self) -> Sequence[Block]:
        """Return the notes of the discussion."""
        words, notes = self.words, self.context.tables.notes
        if not notes:
            return [Paragraph(words.say("No notes were taken."))]
        rows = tuple((self._about(note.item), note.text) for note in notes)
        header = (words.say("About"), words.say("What was said"))
        return [Table(words.say("Notes of the discussion"), header, rows)]

    def _about(self, item: str) -> str:
        return item_text(self, item)


class DecideStep(StepView):
    """What the group decided."""

    def blocks(self) -> Sequence[Block]:
        """Return the decisions, with owner and due date."""
        words, decisions = self.words, self.context.tables.decisions
        if not decisions:
            return [Paragraph(words.say("Nothing was decided."))]
        rows = tuple(
            (d.text, verdict_word(words, d.verdict), item_text(self, d.item), d.owner, d.due)
            for d in decisions
        )
        header = (
            words.say("Decision"),
            words.say("Verdict"),
            words.say("About"),
            words.say("Owner"),
            words.say("Due"),
        )
        return [Table(words.say("Decisions"), header, rows)]

    def in_short(self) -> Iterator[str]:
        """Yield the decisions."""
        for decision in self.context.tables.decisions:
            yield self.words.say(
                "Decided: {decision} ({verdict})",
                decision=decision.text,
                verdict=verdict_word(self.words, decision.verdict),
            )


class DissentStep(StepView):
    """Objections, and minority notes in people's own words."""

    def blocks(self) -> Sequence[Block]:
        """Return every objection and every note that may be quoted."""
        tables, words = self.context.tables, self.words
        if not (tables.objections or tables.minority_notes or tables.unquoted_notes):
            return [Paragraph(words.say("Nobody objected."))]
        said = [self._objection(objection) for objection in tables.objections]
        quotes = [self._quote(note) for note in tables.minority_notes]
        return [*said, *quotes, *self._unquoted(tables.unquoted_notes)]

    def in_short(self) -> Iterator[str]:
        """Yield how many objections there were."""
        tables = self.context.tables
        yield self.words.count(
            "{n} objection or minority note was recorded.",
            "{n} objections and minority notes were recorded.",
            len(tables.objections) + len(tables.minority_notes) + tables.unquoted_notes,
        )

    def _objection(self, objection: Objection) -> Callout:
        title = self.words.say("Objection: {about}", about=item_text(self, objection.item))
        by = [self.context.tables.kit.role_name(objection.role)] if objection.role else []
        return Callout("dissent", title, (objection.text, *by))

    def _unquoted(self, n: int) -> Iterator[Paragraph]:
        if n:
            yield Paragraph(
                self.words.count(
                    "{n} minority note is not quoted here: its author did not allow it.",
                    "{n} minority notes are not quoted here: their authors did not allow it.",
                    n,
                )
            )

    def _quote(self, note: Objection) -> Quote:
        return Quote(note.text, item_text(self, note.item))


def item_text(view: StepView, item: str) -> str:
    """Return the text of an item; "the whole use" for none."""
    texts = {one.id: one.text for one in view.context.tables.kit.items}
    return texts.get(item, item) or view.words.say("The whole use")
