"""Rounds of a step: open, watch the heads, close, reveal together and then role by role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pe_tools.methods import pool_small
from pe_tools.model import Step
from pe_tools.notebook.groups import in_order
from pe_tools.notebook.steps.base import Context
from pe_tools.widgets import Button, Control, Heads
from pe_tools.workshop import ALL, Conductor


def controls(step: Step, context: Context) -> Sequence[Control]:
    """Return the controls of the round that is next, open, or last closed."""
    return tuple(_controls(step, context))


def act(
    step: Step,
    conductor: Conductor,
    _context: Context,
    name: str,
    values: Mapping[str, Any],
    now: datetime,
) -> None:
    """Open, close or reveal a round."""
    round_ = int(values["round"])
    match name:
        case "open-round":
            conductor.open_round(step.id, round_, now=now)
        case "close-round":
            conductor.close_round(step.id, round_, now=now)
        case "reveal":
            conductor.reveal(step.id, round_, str(values["group"]), now=now)


def _controls(step: Step, context: Context) -> Iterator[Control]:
    course, say = context.tables.course, context.words.say
    opened = [r for r in range(1, step.rounds + 1) if course.is_live(step.id, r)]
    if opened and course.is_open(step.id, opened[-1]):
        yield from _open_round(step, context, opened[-1])
        return
    if opened:
        yield from _closed_round(step, context, opened[-1])
    following = len(opened) + 1
    if following <= step.rounds:
        label = say("Open round {round}", round=context.words.number(following))
        look = "main" if not opened or _is_told(step, context, opened[-1]) else "plain"
        yield Button("open-round", label, {"round": following}, look=look)  # type: ignore[arg-type]


def _open_round(step: Step, context: Context, round_: int) -> Iterator[Control]:
    say, number = context.words.say, context.words.number(round_)
    heads = _heads(step, context, round_)
    roles = [role.id for role in context.tables.kit.roles if role.id in heads] or list(heads)
    named = tuple((context.tables.kit.role_name(role), heads[role]) for role in roles)
    label = say("Round {round}: who has answered", round=number)
    yield Heads(label, named, sum(context.tables.expected.values()))
    close = say("Close round {round}", round=number)
    yield Button("close-round", close, {"round": round_}, look="main")


def _closed_round(step: Step, context: Context, round_: int) -> Iterator[Control]:
    words = context.words
    revealed = context.tables.course.revealed.get((step.id, round_), set())
    if ALL not in revealed:
        values = {"round": round_, "group": ALL}
        yield Button("reveal", words.say("Reveal: all together"), values, look="main", key="r")
        again = words.say("Open round {round} again", round=words.number(round_))
        yield Button("open-round", again, {"round": round_})
        return
    groups = _groups(step, context, round_)
    for group, name in zip(groups, context.group_names(groups), strict=True):
        if group not in revealed:
            label = words.say("Reveal: {group}", group=name)
            yield Button("reveal", label, {"round": round_, "group": group}, key="r")


def _is_told(step: Step, context: Context, round_: int) -> bool:
    revealed = context.tables.course.revealed.get((step.id, round_), set())
    return {ALL, *_groups(step, context, round_)} <= revealed


def _groups(step: Step, context: Context, round_: int) -> list[str]:
    heads = _heads(step, context, round_)
    shown_as = pool_small(heads, min_group=context.limits.min_group)
    return in_order(set(shown_as.values()), context.tables.kit)


def _heads(step: Step, context: Context, round_: int) -> dict[str, int]:
    if context.heads is None:
        return {}
    mine = context.heads.loc[
        (context.heads.index.get_level_values("step") == step.id)
        & (context.heads.index.get_level_values("round") == round_)
    ]
    return {str(key[2]): int(n) for key, n in mine.items()}  # type: ignore[index]
