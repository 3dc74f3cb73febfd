"""The step that agrees on treatments: what will be done, and the risk that is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pe_tools import methods
from pe_tools.blocks import Block, Callout, Paragraph, Table
from pe_tools.model import Finding, Treatment
from pe_tools.notebook.rating import rounds_of
from pe_tools.notebook.risk import LIKELIHOOD, SEVERITY, Harm, assess
from pe_tools.notebook.steps.base import StepView
from pe_tools.notebook.steps.phrases import level_name, option_word, stop_level


class TreatStep(StepView):
    """Treatments with owner and due date, and the residual level after each."""

    def blocks(self) -> Sequence[Block]:
        """Return the plan, and the treatments that change nothing or lack a yes."""
        if not self.context.tables.treatments:
            return [Paragraph(self.words.say("No treatment was agreed."))]
        return [self._plan(), *self._cautions()]

    def findings(self) -> Iterator[Finding]:
        """Yield the residual level of each treated harm."""
        for treatment in self.context.tables.treatments:
            level = self.residual(treatment)
            if level is not None:
                yield Finding("residual_level", level, self.step.id, treatment.item)

    def in_short(self) -> Iterator[str]:
        """Yield how many treatments were agreed."""
        yield self.words.count(
            "{n} treatment was agreed.",
            "{n} treatments were agreed.",
            len(self.context.tables.treatments),
        )

    def residual(self, treatment: Treatment) -> int | None:
        """Return the level that the group expects after a treatment; None if not rated."""
        severity, likelihood = treatment.residual_severity, treatment.residual_likelihood
        if severity is None or likelihood is None:
            return None
        return methods.risk_level(severity, likelihood, matrix=self.context.limits.matrix)

    def _plan(self) -> Table:
        words, matrix = self.words, self.context.limits.matrix
        before = self._priorities()
        rows = tuple(
            (
                self._text(treatment),
                option_word(words, treatment.option),
                treatment.text,
                treatment.owner,
                treatment.due,
                words.say(
                    "{before} → {after}",
                    before=level_name(words, matrix, before.get(treatment.item)),
                    after=level_name(words, matrix, self.residual(treatment)),
                ),
            )
            for treatment in self.context.tables.treatments
        )
        header = (
            words.say("Harm"),
            words.say("Option"),
            words.say("What will be done"),
            words.say("Owner"),
            words.say("Due"),
            words.say("Level before → after"),
        )
        return Table(words.say("Treatment plan"), header, rows)

    def _cautions(self) -> Iterator[Callout]:
        before, say = self._priorities(), self.words.say
        stop = stop_level(self.context.limits.matrix)
        for treatment in self.context.tables.treatments:
            residual, priority = self.residual(treatment), before.get(treatment.item)
            if residual is not None and residual >= stop:
                text = say("The risk that is left stops the use until it is reviewed.")
                yield Callout("caution", self._text(treatment), (text,))
            if residual is not None and priority is not None and residual >= priority:
                text = say("This treatment leaves the level as high as it was.")
                yield Callout("caution", self._text(treatment), (text,))
            if treatment.option == "retain" and not treatment.is_agreed_by_affected:
                text = say("Retaining a harm needs the yes of the group that bears it.")
                yield Callout("caution", self._text(treatment), (text,))

    def _priorities(self) -> dict[str, int | None]:
        return {harm.item.id: harm.priority for harm in self._harms()}

    def _harms(self) -> list[Harm]:
        tables, limits = self.context.tables, self.context.limits
        for step in tables.kit.steps:
            rounds = rounds_of(tables, step)
            if {SEVERITY, LIKELIHOOD} <= set(step.scales) and rounds:
                return assess(tables, step, max(rounds), limits)
        return []

    def _text(self, treatment: Treatment) -> str:
        texts = {item.id: item.text for item in self.context.tables.kit.items}
        return texts.get(treatment.item, treatment.item)
