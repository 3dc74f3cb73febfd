"""The live face of a step: the same drawing on a panel, with what a facilitator can do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pe_tools.blocks import Block, Paragraph
from pe_tools.notebook.live.leads import lead_of, no_act, no_lead, undo_controls
from pe_tools.notebook.live.stage import LiveShown, Stage
from pe_tools.notebook.standing import place_of
from pe_tools.notebook.steps.base import Context, StepView

__all__ = ["LiveShown", "Stage", "play"]


def play(view: StepView, part: str, *, is_led: bool) -> LiveShown:
    """Return a part of a step as a panel; ``is_led`` adds what can be done in the step."""
    stage = view.context.stage
    if stage is None:
        raise ValueError("a step without a stage has no live face")

    def draw(context: Context) -> Sequence[Block]:
        blocks: Sequence[Block] = getattr(view.renewed(context), part)()
        return [*blocks, *_waiting(view, context)]

    if not is_led:
        return stage.scene(draw, no_lead, no_act)
    lead, act = lead_of(view.step)
    return stage.scene(
        draw,
        lambda context: (*lead(context), *undo_controls(context)),
        act,
        place=place_of(view.step.id),
    )


def _waiting(view: StepView, context: Context) -> Iterator[Block]:
    """Yield how many newer answers a part does not show yet, and how many have to come."""
    n = sum(n for (step, _), n in context.waiting.items() if step == view.step.id)
    if n:
        text = context.words.count(
            "{n} newer answer is not shown yet. {most} are shown together.",
            "{n} newer answers are not shown yet. {most} are shown together.",
            n,
            most=context.words.number(context.tables.kit.thresholds.min_live),
        )
        yield Paragraph(text, "small")
