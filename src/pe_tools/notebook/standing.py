"""Where a workshop stands: which step is on, and whether it is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from pe_tools.language import Words
from pe_tools.model import AgendaEntry, Kit
from pe_tools.notebook.steps.pages import step_title
from pe_tools.workshop import Course

AGENDA = "agenda"
"""The place of the agenda on a page."""

JOINING = "joining"
"""The place of the door on a page."""


def place_of(step: str) -> str:
    """Return the place of a step on a page, as the fragment of an address names it."""
    return f"step-{step}"


def running(words: Words, kit: Kit, course: Course) -> str:
    """Return the title of the step that is on, with its round; "" before the first."""
    started = course.current
    if started is None:
        return ""
    return step_title(words, kit, AgendaEntry(started.minutes, started.step, started.round))


def is_over(kit: Kit, course: Course, now: datetime) -> bool:
    """Return whether the last step of the agenda was begun and its minutes have passed."""
    started = course.current
    last = kit.agenda[-1]
    if started is None or (started.step, started.round) != (last.step, last.round):
        return False
    begun = datetime.fromisoformat(started.at)
    return now >= begun + timedelta(minutes=started.minutes)


def standing(words: Words, kit: Kit, course: Course, *, is_held: bool, now: datetime) -> str:
    """Return in words where a workshop stands; one ``is_held`` has answers."""
    if step := running(words, kit, course):
        ended = is_over(kit, course, now)
        return words.say("Ended") if ended else words.say("Now: {step}", step=step)
    return words.say("Held on paper") if is_held else words.say("Not begun")
