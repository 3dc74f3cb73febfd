"""The steps of a workshop, each with the faces it shows."""

from __future__ import annotations

from pe_tools.model import Step
from pe_tools.notebook.risk import LIKELIHOOD, SEVERITY
from pe_tools.notebook.steps.acceptance import AcceptStep
from pe_tools.notebook.steps.base import Context, StepView
from pe_tools.notebook.steps.choices import ChooseStep
from pe_tools.notebook.steps.closing import DecideStep, DiscussStep, DissentStep
from pe_tools.notebook.steps.harms import HarmStep
from pe_tools.notebook.steps.points import PointsStep
from pe_tools.notebook.steps.proposals import ProposeStep
from pe_tools.notebook.steps.ranks import RankStep
from pe_tools.notebook.steps.ratings import RateStep
from pe_tools.notebook.steps.treatment import TreatStep
from pe_tools.notebook.steps.writings import WriteStep

_BY_KIND: dict[str, type[StepView]] = {
    "write": WriteStep,
    "propose": ProposeStep,
    "rank": RankStep,
    "choose": ChooseStep,
    "points": PointsStep,
    "discuss": DiscussStep,
    "treat": TreatStep,
    "decide": DecideStep,
    "object": DissentStep,
}


def kind_of_view(step: Step) -> type[StepView]:
    """Return the class that shows a step."""
    if step.kind != "rate":
        return _BY_KIND.get(step.kind, StepView)
    if {SEVERITY, LIKELIHOOD} <= set(step.scales):
        return HarmStep
    return AcceptStep if step.scales == ("acceptability",) else RateStep


__all__ = ["Context", "StepView", "kind_of_view"]
