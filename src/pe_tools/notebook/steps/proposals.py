"""The step in which people propose items: how many came, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pe_tools.blocks import Block, Paragraph, Table
from pe_tools.model import Finding
from pe_tools.notebook.steps.base import StepView
from pe_tools.tables import Proposed


class ProposeStep(StepView):
    """Items that people proposed with their phones, and the log of what was done about them."""

    @property
    def proposals(self) -> list[Proposed]:
        """Return what was proposed in this step."""
        return [one for one in self.context.tables.proposals if one.step == self.step.id]

    def blocks(self) -> Sequence[Block]:
        """Return the log: how many were accepted, merged or refused, and each with its reason."""
        if not self.proposals:
            return [Paragraph(self.words.say("No proposal came by phone."))]
        settled = [one for one in self.proposals if one.verdict]
        log = [self._log(settled)] if settled else []
        return [self._counts(), *log, *self._unquoted(settled)]

    def findings(self) -> Iterator[Finding]:
        """Yield how many proposals came, and how many were accepted, merged or refused."""
        n = self.context.tables.authors.get(self.step.id, 0)
        if n >= self.context.limits.min_group:
            yield Finding("proposals", len(self.proposals), self.step.id, n=n)
            for verdict in ("accepted", "merged", "refused"):
                count = self._count(verdict)
                yield Finding(f"proposals_{verdict}", count, self.step.id, n=n)

    def in_short(self) -> Iterator[str]:
        """Yield how many proposals came, and how many of them became items."""
        if self.proposals:
            yield self.words.count(
                "{n} item was proposed by phone; accepted: {accepted}.",
                "{n} items were proposed by phone; accepted: {accepted}.",
                len(self.proposals),
                accepted=self.words.number(self._count("accepted")),
            )

    def _count(self, verdict: str) -> int:
        return sum(one.verdict == verdict for one in self.proposals)

    def _counts(self) -> Table:
        words = self.words
        rows = tuple(
            (name, words.number(self._count(verdict)))
            for verdict, name in self._verdicts().items()
        )
        all_ = (words.say("All together"), words.number(len(self.proposals)))
        header = (words.say("What became of it"), words.say("Proposals"))
        return Table(words.say("Proposals by phone"), header, (*rows, all_), (1,))

    def _verdicts(self) -> dict[str, str]:
        say = self.words.say
        return {
            "accepted": say("Accepted as an item"),
            "merged": say("Taken together with an item"),
            "refused": say("Refused"),
            "": say("Not settled"),
        }

    def _log(self, settled: Sequence[Proposed]) -> Table:
        words, verdicts = self.words, self._verdicts()
        texts = {item.id: item.text for item in self.context.tables.kit.items}
        rows = tuple(
            (
                self._quoted(one),
                verdicts[one.verdict],
                texts.get(one.item, "–"),
                one.reason or "–",
            )
            for one in settled
        )
        header = (
            words.say("Proposal"),
            words.say("What became of it"),
            words.say("Item"),
            words.say("Reason"),
        )
        return Table(words.say("What was done about the proposals"), header, rows)

    def _quoted(self, proposal: Proposed) -> str:
        """Return the words of a proposal, unless they may not be quoted or were refused.

        A proposal may be refused because it names somebody; a report must not name them either.
        """
        if proposal.verdict == "refused" or not proposal.text:
            return "–"
        return proposal.text

    def _unquoted(self, settled: Sequence[Proposed]) -> Iterator[Paragraph]:
        if any(self._quoted(one) == "–" for one in settled):
            yield Paragraph(self.words.say("A dash stands for words that are not shown."), "small")
