"""A workshop as a notebook sees it."""

from __future__ import annotations

from dataclasses import asdict

from pe_tools.errors import UnknownStepError
from pe_tools.model import Finding
from pe_tools.notebook.shown import Shown, shown
from pe_tools.notebook.steps import kind_of_view, pages
from pe_tools.notebook.steps.base import Context, StepView
from pe_tools.notebook.steps.ranks import RankStep
from pe_tools.notebook.steps.ratings import RateStep
from pe_tools.notebook.steps.reasons import ReasoningView


class OpenWorkshop:
    """A workshop, opened for a purpose: its steps and the pages around them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._views: dict[str, StepView] = {}

    def step(self, step_id: str) -> StepView:
        """Return one step with its results.

        Raises
        ------
        UnknownStepError
            If the kit has no such step.
        """
        if step_id not in self._views:
            steps = {step.id: step for step in self.context.tables.kit.steps}
            if step_id not in steps:
                raise UnknownStepError(step=step_id, known=", ".join(steps))
            step = steps[step_id]
            self._views[step_id] = kind_of_view(step)(self.context, step)
        return self._views[step_id]

    def reasoning(self, considerations: RateStep, options: RankStep) -> ReasoningView:
        """Return how far reasons and choices fit together, over all pairs of people."""
        return ReasoningView(self.context, considerations.step, options.step)

    @property
    def steps(self) -> tuple[StepView, ...]:
        """Return every step of the kit."""
        return tuple(self.step(step.id) for step in self.context.tables.kit.steps)

    def cover(self) -> Shown:
        """Return the front of the report: title, workshop, kit, record head."""
        return self._shown(pages.cover(self.context))

    def first_page(self) -> Shown:
        """Return the plain-language page."""
        return self._shown(pages.first_page(self.context, self._with_results()))

    def people(self) -> Shown:
        """Return who took part, and who was left out of the numbers and why."""
        return self._shown(pages.people(self.context))

    def method_box(self) -> Shown:
        """Return every threshold and version that the numbers rest on."""
        return self._shown(pages.method_box(self.context))

    def record(self) -> Shown:
        """Return where the record stood."""
        return self._shown(pages.record_page(self.context))

    def findings(self) -> list[Finding]:
        """Return every number of the workshop."""
        return [finding for view in self._with_results() for finding in view.findings()]

    def findings_data(self) -> list[dict[str, object]]:
        """Return every number of the workshop as plain data; a value that is nan becomes None."""
        return [_plain(finding) for finding in self.findings()]

    def _with_results(self) -> list[StepView]:
        views = list(self.steps)
        rated = [view for view in views if isinstance(view, RateStep) and view.is_considered]
        ranked = [view for view in views if isinstance(view, RankStep)]
        if rated and ranked:
            views.append(self.reasoning(rated[0], ranked[0]))
        return views

    def _shown(self, *blocks: object) -> Shown:
        return shown(self.context.words, *blocks)  # type: ignore[arg-type]


def _plain(finding: Finding) -> dict[str, object]:
    data = asdict(finding)
    if data["value"] != data["value"]:
        data["value"] = None
    return data
