"""The state of a workshop: a fold of its events, the newest of a kind winning by order.

Only ``tables`` and the acts of this floor read it; whatever is shown passes through ``tables``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pe_tools.model import (
    WHOLE,
    Answer,
    Channel,
    Decision,
    Item,
    Note,
    Objection,
    Treatment,
)
from pe_tools.record import Event
from pe_tools.workshop.arrivals import Arrivals
from pe_tools.workshop.community import Community
from pe_tools.workshop.consents import Consents
from pe_tools.workshop.course import Course, undone_ids
from pe_tools.workshop.uses import Uses

AnswerKey = tuple[str, str, int]
"""Who answered what when: subject, step, round."""

Answers = dict[tuple[str, str], Answer]
"""The answers of a participant in a step and round, by item and scale."""

Channels = dict[tuple[str, str], Channel]
"""How the answers of a participant in a step and round came in, by item and scale."""

Body = Mapping[str, Any]


@dataclass
class State:
    """Everything that holds in a workshop now, by the pseudonyms of the record.

    ``channels`` says how each answer came in, also where a later sheet took its place. ``sheets``
    holds the paper sheets that were typed, by number of the entry (1 or 2).
    """

    kit_text: str = ""
    kit_id: str = ""
    is_made_up: bool = False
    language: str = "en"
    partnership: str = ""
    expected: dict[str, int] = field(default_factory=dict)
    min_group: int = 0
    limits: dict[str, str] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    added: dict[str, Item] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    roles: dict[str, str] = field(default_factory=dict)
    answers: dict[AnswerKey, Answers] = field(default_factory=dict)
    channels: dict[AnswerKey, Channels] = field(default_factory=dict)
    sheets: dict[AnswerKey, dict[int, Answers]] = field(default_factory=dict)
    minority_notes: list[tuple[str, Objection]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    treatments: dict[str, Treatment] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    course: Course = field(default_factory=Course)
    arrivals: Arrivals = field(default_factory=Arrivals)
    consents: Consents = field(default_factory=Consents)
    community: Community = field(default_factory=Community)
    uses: Uses = field(default_factory=Uses)

    def take(self, event: Event) -> None:
        """Take one event in, which is not taken back.

        A participant whose key was destroyed leaves nothing but an entry in ``erased``.
        """
        self.course.take(event)
        if event.body is None:
            self.erased.add(event.subject)
            return
        self.arrivals.take(event, event.body)
        self.consents.take(event, event.body)
        self.community.take(event, event.body)
        self.uses.take(event, event.body)
        if apply := _FOLDS.get(event.kind):
            apply(self, event.subject, event.body)


def fold(events: Iterable[Event]) -> State:
    """Return the state after these events, in their order, without those taken back."""
    listed = list(events)
    taken_back = undone_ids(listed)
    state = State()
    for event in listed:
        if event.id not in taken_back:
            state.take(event)
    return state


def latest_answers(earlier: Answers, given: Iterable[Answer]) -> Answers:
    """Return what holds after these answers: each the latest; rankings and the like as a whole."""
    fresh = {(answer.item, answer.scale): answer for answer in given}
    is_whole = any(scale in WHOLE for _, scale in fresh)
    return fresh if is_whole else {**earlier, **fresh}


def _created(state: State, _subject: str, body: Body) -> None:
    state.kit_text, state.kit_id = body["text"], body["kit"]
    state.is_made_up, state.language = body["is_made_up"], body.get("language", "en")
    state.partnership = body.get("partnership", "")


def _set(state: State, _subject: str, body: Body) -> None:
    state.expected, state.min_group = dict(body["expected"]), body["min_group"]
    state.limits = dict(body.get("limits", {}))


def _items(state: State, _subject: str, body: Body) -> None:
    state.items = tuple(Item(**item) for item in body["items"])


def _added(state: State, _subject: str, body: Body) -> None:
    state.added[body["id"]] = Item(**body)


def _settled(state: State, _subject: str, body: Body) -> None:
    if added := body.get("added"):
        _added(state, "", added)


def _dropped(state: State, _subject: str, body: Body) -> None:
    state.dropped.add(body["item"])


def _joined(state: State, subject: str, body: Body) -> None:
    state.roles[subject] = body["role"]


def _answered(state: State, subject: str, body: Body) -> None:
    key = (subject, body["step"], body["round"])
    given = answers_in(body)
    state.answers[key] = latest_answers(state.answers.get(key, {}), given)
    came: Channels = {(one.item, one.scale): body.get("channel", "import") for one in given}
    state.channels[key] = {**state.channels.get(key, {}), **came}


def _typed(state: State, subject: str, body: Body) -> None:
    key = (subject, body["step"], body["round"])
    state.sheets.setdefault(key, {})[body["entry"]] = latest_answers({}, answers_in(body))


def answers_in(body: Body) -> list[Answer]:
    """Return the answers that an event holds."""
    return [Answer(**answer) for answer in body["answers"]]


def _minority(state: State, subject: str, body: Body) -> None:
    state.minority_notes.append((subject, Objection(**body)))


def _noted(state: State, _subject: str, body: Body) -> None:
    state.notes.append(Note(**body))


def _treated(state: State, _subject: str, body: Body) -> None:
    state.treatments[body["item"]] = Treatment(**body)


def _decided(state: State, _subject: str, body: Body) -> None:
    state.decisions.append(Decision(**body))


def _objected(state: State, _subject: str, body: Body) -> None:
    state.objections.append(Objection(**body))


def _erased(state: State, subject: str, _body: Body) -> None:
    state.erased.add(subject)


_FOLDS: dict[str, Callable[[State, str, Body], None]] = {
    "workshop-created": _created,
    "workshop-set": _set,
    "items-set": _items,
    "item-added": _added,
    "item-dropped": _dropped,
    "proposal-settled": _settled,
    "joined": _joined,
    "answered": _answered,
    "sheet-entered": _typed,
    "minority-note": _minority,
    "note-taken": _noted,
    "treatment-set": _treated,
    "decision-taken": _decided,
    "objection-noted": _objected,
    "erased": _erased,
}
