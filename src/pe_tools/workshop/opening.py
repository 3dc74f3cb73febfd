"""Create a workshop from a kit, and find it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pe_tools.errors import (
    RecordDamagedError,
    UnknownKitError,
    UnknownWorkshopError,
    WorkshopExistsError,
    WorkshopNameError,
)
from pe_tools.kits import find_kit, load_kit
from pe_tools.model import Item, Kit, Thresholds
from pe_tools.record import Draft, Event, Head, Record
from pe_tools.workshop import acts
from pe_tools.workshop.limits import with_limits
from pe_tools.workshop.state import State, fold

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Workshop:
    """One meeting of a partnership with one kit, as the record has it now.

    The thresholds of ``kit`` are those that the workshop set; ``set_by_kit`` are the kit's own.
    ``events`` are those that the state follows from.
    """

    name: str
    kit: Kit
    state: State
    head: Head
    set_by_kit: Thresholds
    events: Sequence[Event] = field(repr=False)


def find_workshop(record: Record, name: str, *, language: str = "en") -> Workshop:
    """Return a workshop with its kit in a language.

    Raises
    ------
    UnknownWorkshopError
        If the record holds no such workshop.
    """
    events = record.events(name)
    if not events:
        known = ", ".join(record.streams()) or "none"
        raise UnknownWorkshopError(workshop=name, known=known)
    state = fold(events)
    if not state.kit_text:
        raise RecordDamagedError(record=name, what="the workshop has no kit.")
    last = events[-1]
    kit = _kit_of(state, language)
    head = Head(name, last.seq, last.hash)
    return Workshop(name, _as_asked(kit, state), state, head, kit.thresholds, events)


def draft_workshop(
    record: Record,
    name: str,
    *,
    kit: Kit,
    text: str,
    items: Sequence[Item] = (),
    language: str = "en",
    partnership: str = "",
    is_made_up: bool = False,
    now: datetime,
) -> list[Draft]:
    """Return the events still missing so that the workshop exists with these items.

    Parameters
    ----------
    name : str
        Lower-case letters, digits, ``-`` and ``_``.
    kit, text : Kit and str
        The kit and the whole text it was loaded from; the record keeps the text.
    items : sequence of Item, optional
        The workshop's own items, in place of the kit's.

    Raises
    ------
    WorkshopNameError
        If the name cannot be used.
    WorkshopExistsError
        If a workshop of this name has another kit.
    """
    if not _NAME.fullmatch(name):
        raise WorkshopNameError(workshop=name)
    state = fold(record.events(name))
    drafts = []
    if not state.kit_id:
        drafts.append(
            acts.workshop_created(
                name,
                kit=kit.id,
                version=kit.version,
                text=text,
                language=language,
                partnership=partnership,
                is_made_up=is_made_up,
                now=now,
            )
        )
    elif state.kit_id != kit.id:
        raise WorkshopExistsError(workshop=name, kit=state.kit_id)
    if items and tuple(items) != state.items:
        drafts.append(acts.items_set(name, items, now=now))
    return drafts


def with_items(kit: Kit, items: Sequence[Item]) -> Kit:
    """Return the kit with a workshop's own items in place of the kit's of the same kinds."""
    kinds = {item.kind for item in items}
    kept = tuple(item for item in kit.items if item.kind not in kinds)
    return replace(kit, items=(*items, *kept))


def _kit_of(state: State, language: str) -> Kit:
    try:
        folder = find_kit(state.kit_id)
    except UnknownKitError:  # the record keeps the text; only its translations are missing
        folder = None
    kit = load_kit(state.kit_text, name=state.kit_id, folder=folder, language=language)
    return with_items(kit, state.items)


def kit_as_asked(state: State, language: str) -> Kit:
    """Return the kit of a workshop in a language, as it is asked there now."""
    return _as_asked(_kit_of(state, language), state)


def _as_asked(kit: Kit, state: State) -> Kit:
    """Return the kit with the workshop's own items and limits, without what was dropped."""
    items = (*kit.items, *state.added.values())
    kept = tuple(item for item in items if item.id not in state.dropped)
    min_group = state.min_group or kit.thresholds.min_group
    thresholds = with_limits(replace(kit.thresholds, min_group=min_group), state.limits)
    return replace(kit, items=kept, thresholds=thresholds)


def create_workshop(
    record: Record,
    name: str,
    *,
    kit: Kit,
    text: str,
    language: str,
    partnership: str = "",
    now: datetime,
) -> None:
    """Create a workshop that will be held, with its partnership and the language of its pages.

    Raises
    ------
    WorkshopExistsError
        If there is a workshop of this name already, with whatever kit.
    """
    if record.head(name).seq:
        raise WorkshopExistsError(workshop=name, kit=fold(record.events(name)).kit_id)
    opening = draft_workshop(
        record, name, kit=kit, text=text, language=language, partnership=partnership, now=now
    )
    record.append(opening)
