"""The workshops of a record as the first page lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pe_tools.language import Words
from pe_tools.notebook.standing import is_over, place_of, standing
from pe_tools.record import Record
from pe_tools.workshop import find_workshop


@dataclass(frozen=True)
class Listed:
    """What is known of one workshop.

    ``day`` is when it was held, "" if that is not known; ``place`` is where its page goes on,
    "" for the top.
    """

    name: str
    partnership: str
    kit: str
    kit_id: str
    language: str
    day: str
    stands: str
    place: str


def listed(record: Record, words: Words, *, now: datetime) -> list[Listed]:
    """Return every workshop, by partnership; those without one come last."""
    every = [_listed(record, name, words, now) for name in record.streams()]
    return sorted(every, key=lambda one: (not one.partnership, one.partnership, one.name))


def _listed(record: Record, name: str, words: Words, now: datetime) -> Listed:
    workshop = find_workshop(record, name, language=words.language)
    state, kit = workshop.state, workshop.kit
    started = state.course.current
    goes_on = started is not None and not is_over(kit, state.course, now)
    return Listed(
        name=name,
        partnership=state.partnership,
        kit=kit.title,
        kit_id=state.kit_id,
        language=state.language,
        day=words.day(datetime.fromisoformat(started.at).astimezone()) if started else "",
        stands=standing(words, kit, state.course, is_held=bool(state.answers), now=now),
        place=place_of(started.step) if started and goes_on else "",
    )
