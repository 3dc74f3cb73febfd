"""What a facilitator can do in a step: its controls, and the act behind each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from pe_tools.model import Step
from pe_tools.notebook.live import minutes, moderation, rounds
from pe_tools.notebook.live.phrases import act_word
from pe_tools.notebook.live.stage import Act, Lead
from pe_tools.notebook.steps.base import Context
from pe_tools.widgets import Button, Control, Prompt
from pe_tools.workshop import Conductor

_KINDS = {
    "rate": (rounds.controls, rounds.act),
    "rank": (rounds.controls, rounds.act),
    "choose": (rounds.controls, rounds.act),
    "points": (rounds.controls, rounds.act),
    "discuss": (minutes.note_controls, minutes.note),
    "treat": (minutes.treat_controls, minutes.treat),
    "decide": (minutes.decide_controls, minutes.decide),
    "object": (minutes.object_controls, minutes.object_),
    "propose": (moderation.controls, moderation.act),
    "share": (moderation.controls, moderation.act),
}


def lead_of(step: Step) -> tuple[Lead, Act]:
    """Return the controls of a step, and what does the acts behind them and takes them back."""
    if step.kind not in _KINDS:
        return partial(_prompted, step, no_lead), _with_undo(no_act)
    controls, act = _KINDS[step.kind]
    return partial(_prompted, step, partial(controls, step)), _with_undo(partial(act, step))


def no_lead(_context: Context) -> Sequence[Control]:
    """Return no controls."""
    return ()


def no_act(
    _conductor: Conductor,
    _context: Context,
    _name: str,
    _values: Mapping[str, Any],
    _now: datetime,
) -> None:
    """Do nothing: a panel without controls is never asked to."""


def undo_controls(context: Context) -> Sequence[Control]:
    """Return the button that takes the newest act back, if there is one."""
    last = context.tables.course.last_act
    if last is None:
        return ()
    label = context.words.say("Take back: {act}", act=act_word(context.words, last[1]))
    sure = context.words.say("Take it back? Both stay in the record.")
    return (Button("undo", label, confirm=sure),)


def _prompted(step: Step, lead: Lead, context: Context) -> Sequence[Control]:
    prompt = (Prompt(context.tables.kit.step(step.id).prompt),) if step.prompt else ()
    return (*prompt, *lead(context))


def _with_undo(act: Act) -> Act:
    def act_or_undo(
        conductor: Conductor, context: Context, name: str, values: Mapping[str, Any], now: datetime
    ) -> None:
        if name == "undo":
            conductor.undo(now=now)
        else:
            act(conductor, context, name, values, now)

    return act_or_undo
