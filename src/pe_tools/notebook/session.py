"""A workshop as a notebook sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from pe_tools.blocks import Block, Paragraph
from pe_tools.errors import UnknownStepError
from pe_tools.model import Finding
from pe_tools.notebook.shown import Shown, shown
from pe_tools.notebook.standing import AGENDA, JOINING
from pe_tools.notebook.steps import kind_of_view, pages
from pe_tools.notebook.steps.base import Context, StepView
from pe_tools.notebook.steps.joined import joined
from pe_tools.notebook.steps.ranks import RankStep
from pe_tools.notebook.steps.ratings import RateStep
from pe_tools.notebook.steps.reasons import ReasoningView

if TYPE_CHECKING:
    from pe_tools.notebook.live.stage import LiveShown

    Face = Shown | LiveShown


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

    def cover(self) -> Face:
        """Return the front of the report; on a live page it leads to the step that is on."""
        if self.context.stage is None:
            return shown(self.context.words, pages.cover(self.context))
        from pe_tools.notebook.live import leads, resuming  # only loaded where it is seen

        return self.context.stage.scene(lambda c: [pages.cover(c)], resuming.go_on, leads.no_act)

    def agenda(self) -> Face:
        """Return the agenda with its minutes; on a live page it starts steps and runs a timer."""
        if self.context.stage is None:
            return shown(self.context.words, pages.agenda(self.context))
        from pe_tools.notebook.live import agenda  # the live face is only loaded where it is seen

        return self.context.stage.scene(lambda _: [], agenda.controls, agenda.act, place=AGENDA)

    def joining(self) -> Face:
        """Return how people were counted; on a live page also how they join with their phones."""
        if self.context.stage is None:
            return shown(self.context.words, joined(self.context))
        from pe_tools.notebook.live.joining import door_of  # only loaded where it is seen

        door = door_of(self.context.stage)
        return self.context.stage.scene(
            door.draw, door.controls, door.act, is_quick=True, place=JOINING
        )

    def entry(self) -> Face:
        """Return the place where paper sheets are typed; there is no static face of it."""
        if self.context.stage is None:
            return self._only_live()
        from pe_tools.notebook.live.entry import EntryDesk

        desk = EntryDesk()
        return self.context.stage.scene(desk.draw, desk.controls, desk.act, is_quick=True)

    def tablet(self) -> Face:
        """Return the screens of a tablet that goes round; there is no static face of it."""
        if self.context.stage is None:
            return self._only_live()
        from pe_tools.notebook.live import tablet

        return self.context.stage.scene(tablet.draw, tablet.controls, tablet.act, is_quick=True)

    def first_page(self) -> Face:
        """Return the plain-language page."""
        return self._page(
            lambda context: pages.first_page(context, OpenWorkshop(context).with_results())
        )

    def people(self) -> Face:
        """Return who took part, and who was left out of the numbers and why."""
        return self._page(pages.people)

    def method_box(self) -> Face:
        """Return every threshold and version that the numbers rest on."""
        return self._page(pages.method_box)

    def record(self) -> Face:
        """Return where the record stood."""
        return self._page(pages.record_page)

    def findings(self) -> list[Finding]:
        """Return every number of the workshop."""
        return [finding for view in self.with_results() for finding in view.findings()]

    def findings_data(self) -> list[dict[str, object]]:
        """Return every number of the workshop as plain data; a value that is nan becomes None."""
        return [_plain(finding) for finding in self.findings()]

    def with_results(self) -> list[StepView]:
        """Return every step, and the reasoning where considerations and options go together."""
        views = list(self.steps)
        rated = [view for view in views if isinstance(view, RateStep) and view.is_considered]
        ranked = [view for view in views if isinstance(view, RankStep)]
        if rated and ranked:
            views.append(self.reasoning(rated[0], ranked[0]))
        return views

    def _only_live(self) -> Shown:
        words = self.context.words
        return shown(words, Paragraph(words.say("This page works in the app only: pe serve.")))

    def _page(self, draw: Callable[[Context], Sequence[Block]]) -> Face:
        if self.context.stage is None:
            return shown(self.context.words, draw(self.context))
        from pe_tools.notebook.live.leads import no_act, no_lead

        return self.context.stage.scene(draw, no_lead, no_act)


def _plain(finding: Finding) -> dict[str, object]:
    data = asdict(finding)
    if data["value"] != data["value"]:
        data["value"] = None
    return data
