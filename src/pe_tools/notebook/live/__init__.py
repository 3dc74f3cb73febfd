"""The live face of a step: the same drawing on a panel, with what a facilitator can do."""

from __future__ import annotations

from collections.abc import Sequence

from pe_tools.blocks import Block
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
        return blocks

    if not is_led:
        return stage.scene(draw, no_lead, no_act)
    lead, act = lead_of(view.step)
    return stage.scene(
        draw,
        lambda context: (*lead(context), *undo_controls(context)),
        act,
        place=place_of(view.step.id),
    )
