"""The agenda of a workshop that is being held: what is on, what is next, how much time is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from pe_tools.model import AgendaEntry, Step
from pe_tools.notebook.live.leads import lead_of, undo_controls
from pe_tools.notebook.live.setting import set_up, setting
from pe_tools.notebook.standing import JOINING
from pe_tools.notebook.steps.base import Context
from pe_tools.notebook.steps.pages import step_title
from pe_tools.widgets import Agenda, AgendaRow, Button, Control, Link, Timer
from pe_tools.workshop import Conductor

MORE_MINUTES = 5

Place = Literal["done", "now", "next", "later"]
Look = Literal["main", "plain"]


def controls(context: Context) -> Sequence[Control]:
    """Return the timer of the step that is on, what can be done in it, and the agenda."""
    entries, current = context.tables.kit.agenda, _current(context)
    rows = tuple(
        AgendaRow(_title(context, entry), entry.minutes, _place(number, current))
        for number, entry in enumerate(entries)
    )
    lead, _ = lead_of(_step(context))
    return (
        *setting(context),
        *_now(context),
        *lead(context),
        *_next(context, current),
        Agenda(rows),
        Link(context.words.say("Joining with phones"), f"#{JOINING}"),
        *undo_controls(context),
    )


def act(
    conductor: Conductor, context: Context, name: str, values: Mapping[str, Any], now: datetime
) -> None:
    """Start a step, give it more minutes, or do what can be done in the step that is on."""
    if name == "set-up":
        set_up(conductor, context, values, now)
    elif name == "start":
        entry = context.tables.kit.agenda[int(values["entry"])]
        conductor.start(entry.step, entry.round, entry.minutes, now=now)
    elif name == "more":
        _give_more(conductor, context, now)
    else:
        lead_of(_step(context))[1](conductor, context, name, values, now)


def _give_more(conductor: Conductor, context: Context, now: datetime) -> None:
    if started := context.tables.course.current:
        seconds = (now - datetime.fromisoformat(started.at)).total_seconds()
        left = max(round(started.minutes - seconds / 60), 0)
        conductor.start(started.step, started.round, left + MORE_MINUTES, now=now)


def _step(context: Context) -> Step:
    """Return the step that is on; before the first one, the first."""
    kit, started = context.tables.kit, context.tables.course.current
    return kit.step(started.step if started else kit.agenda[0].step)


def _now(context: Context) -> Iterator[Control]:
    started = context.tables.course.current
    if started is None:
        return
    entry = AgendaEntry(started.minutes, started.step, started.round)
    yield Timer(_title(context, entry), started.minutes * 60, started.at)
    yield Button("more", context.words.say("5 more minutes"))


def _next(context: Context, current: int) -> Iterator[Control]:
    entries = context.tables.kit.agenda
    if current + 1 < len(entries):
        title = _title(context, entries[current + 1])
        label = context.words.say("Start: {step}", step=title)
        look: Look = "main" if current < 0 else "plain"
        yield Button("start", label, {"entry": current + 1}, look=look)


def _current(context: Context) -> int:
    """Return the number of the entry that is on; -1 before the first."""
    started = context.tables.course.current
    if started is None:
        return -1
    keys = [(entry.step, entry.round) for entry in context.tables.kit.agenda]
    return keys.index((started.step, started.round))


def _place(number: int, current: int) -> Place:
    if number < current:
        return "done"
    if number == current:
        return "now"
    return "next" if number == current + 1 else "later"


def _title(context: Context, entry: AgendaEntry) -> str:
    return step_title(context.words, context.tables.kit, entry)
