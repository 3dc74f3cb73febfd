"""The live face of a step: the same drawing on a panel, with what a facilitator can do."""

from __future__ import annotations

from pe_tools.notebook.live.leads import lead_of, no_act, no_lead
from pe_tools.notebook.live.stage import LiveShown, Stage
from pe_tools.notebook.steps.base import StepView

__all__ = ["LiveShown", "Stage", "play"]


def play(view: StepView, part: str, *, is_led: bool) -> LiveShown:
    """Return a part of a step as a panel; ``is_led`` adds what can be done in the step."""
    stage = view.context.stage
    if stage is None:
        raise ValueError("a step without a stage has no live face")
    lead, act = lead_of(view.step) if is_led else (no_lead, no_act)
    return stage.scene(lambda context: getattr(view.renewed(context), part)(), lead, act)
