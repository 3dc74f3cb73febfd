"""A tablet that goes round: one participant after the other answers alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pe_tools.blocks import Block, Paragraph
from pe_tools.model import Step
from pe_tools.notebook.live.phrases import role_options, tier_options
from pe_tools.notebook.live.questions import pages, response_of
from pe_tools.notebook.steps.base import Context
from pe_tools.widgets import Control, Tablet
from pe_tools.workshop import Conductor
from pe_tools.workshop.rules import scales_of


def draw(context: Context) -> Sequence[Block]:
    """Return what the tablet says while no round is open."""
    if _open(context) is None:
        return [Paragraph(context.words.say("No round is open. Please wait."), "lead")]
    return []


def controls(context: Context) -> Sequence[Control]:
    """Return the questions of the round that is open, one a screen."""
    return tuple(_controls(context))


def act(
    conductor: Conductor, context: Context, _name: str, values: Mapping[str, Any], now: datetime
) -> None:
    """Take what one participant answered."""
    found = _open(context)
    if found is None:
        return
    step, round_ = found
    response = response_of(
        str(values["participant"]), values["role"], step.id, round_, values["answers"]
    )
    conductor.answer(response, values["tier"], now=now)


def _controls(context: Context) -> Iterator[Control]:
    found = _open(context)
    if found is None:
        return
    kit, words = context.tables.kit, context.words
    step, _ = found
    yield Tablet(
        "tablet",
        step.prompt or step.title,
        role_options(kit),
        tier_options(words),
        pages(kit, step, words),
        code_label=words.say("The code on your card"),
    )


def _open(context: Context) -> tuple[Step, int] | None:
    course = context.tables.course
    for step in context.tables.kit.steps:
        for round_ in range(1, step.rounds + 1):
            if scales_of(step) and course.is_open(step.id, round_):
                return step, round_
    return None
