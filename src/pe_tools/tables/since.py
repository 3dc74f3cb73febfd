"""What changed for a use since an earlier event: how many people, never whose answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pe_tools.model import Reason, Tier, usual_use
from pe_tools.record import Event, Record
from pe_tools.record.events import ERASED
from pe_tools.tables.allowing import COUNTED_AS, reasons_of
from pe_tools.workshop import State, Workshop, find_workshop, fold

Place = tuple[str, int, str]
"""Where an answer stands: step, round, item; round 0 is any round, item "" any item."""


@dataclass(frozen=True)
class Since:
    """How many people changed what a use sees, and how many of them at which place.

    Attributes
    ----------
    left : mapping of str to int
        People that it saw and does not see now, by the fields of ``LeftOut``.
    came : int
        People that it sees now and did not see then.
    answered : int
        People that it saw then and sees now, whose answers are not the same.
    touched : mapping of Place to int
        People of all these whose answers at a place came, went or changed. Who was erased is not
        among them: nobody can know any more what they had answered.
    """

    left: Mapping[str, int]
    came: int
    answered: int
    touched: Mapping[Place, int]


def open_since(record: Record, name: str, *, purpose: Tier, seq: int, then: datetime) -> Since:
    """Return what changed in a workshop since an event, of which ``then`` is the moment.

    Raises
    ------
    UnknownWorkshopError
        If the record holds no such workshop.
    """
    return since(find_workshop(record, name), purpose, seq, then=then, now=datetime.now(UTC))


def since(workshop: Workshop, purpose: Tier, seq: int, *, then: datetime, now: datetime) -> Since:
    """Return what changed for a use between an event and now."""
    use, state = usual_use(purpose), workshop.state
    past = fold(event for event in workshop.events if event.seq <= seq)
    before, after = reasons_of(past, use, then), reasons_of(state, use, now)
    was, are = _allowed(before), _allowed(after)
    places = {
        who: set(_places(past, state, who, is_all=who not in was & are)) for who in was | are
    }
    left = Counter(COUNTED_AS[after[who]] for who in was - are if who in after)
    left["erased"] = _erased(workshop.events, seq)
    return Since(
        left=left,
        came=len(are - was),
        answered=sum(bool(places[who]) for who in was & are),
        touched=Counter(place for found in places.values() for place in _around(found)),
    )


def _allowed(reasons: Mapping[str, Reason]) -> set[str]:
    return {who for who, reason in reasons.items() if not reason}


def _erased(events: Iterable[Event], seq: int) -> int:
    return len({event.subject for event in events if event.kind == ERASED and event.seq > seq})


def _around(places: Iterable[Place]) -> set[Place]:
    """Return places with what they are parts of: all rounds, all items of a step."""
    return {
        (step, round_, item)
        for step, number, name in places
        for round_ in (0, number)
        for item in ("", name)
    }


def _places(past: State, state: State, who: str, *, is_all: bool) -> Iterator[Place]:
    """Yield where a person's answers are not what they were; all of who came or left."""
    for key in past.answers.keys() | state.answers.keys():
        if key[0] != who:
            continue
        old, new = past.answers.get(key, {}), state.answers.get(key, {})
        for item, scale in old.keys() | new.keys():
            if is_all or old.get((item, scale)) != new.get((item, scale)):
                yield key[1], key[2], item
