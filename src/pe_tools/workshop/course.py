"""The course of a workshop: which step runs, which rounds are open, what was revealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pe_tools.record import Event

ALL = "all"
"""The group that is revealed first: all together."""

UNDOABLE = (
    "workshop-set",
    "step-started",
    "round-opened",
    "round-closed",
    "results-revealed",
    "item-added",
    "item-dropped",
    "note-taken",
    "treatment-set",
    "decision-taken",
    "objection-noted",
    "heads-counted",
    "proposal-settled",
)
"""The acts of a facilitator that can be taken back. What participants sent never can."""

RoundKey = tuple[str, int]
"""A step and one of its rounds."""


@dataclass(frozen=True)
class Started:
    """A step that the room began, its round (0 for none), its minutes, and when."""

    step: str
    round: int
    minutes: int
    at: str


@dataclass
class Course:
    """Where a workshop stands.

    ``last_act`` is the newest act that can be taken back: the id and the kind of its event.
    """

    current: Started | None = None
    started: list[RoundKey] = field(default_factory=list)
    opened: set[RoundKey] = field(default_factory=set)
    closed: set[RoundKey] = field(default_factory=set)
    revealed: dict[RoundKey, set[str]] = field(default_factory=dict)
    last_act: tuple[str, str] | None = None

    def is_open(self, step: str, round_: int) -> bool:
        """Return whether a round takes answers now."""
        return (step, round_) in self.opened - self.closed

    def take(self, event: Event) -> None:
        """Take one event in, which is not taken back."""
        if event.kind in UNDOABLE:
            self.last_act = (event.id, event.kind)
        _step(self, event)

    def is_live(self, step: str, round_: int) -> bool:
        """Return whether a round was ever opened here, rather than imported."""
        return (step, round_) in self.opened


def undone_ids(events: Sequence[Event]) -> set[str]:
    """Return the ids of the acts that were taken back, and of the takings back themselves."""
    found: set[str] = set()
    for event in reversed(events):
        if event.kind == "undone" and event.body is not None and event.id not in found:
            found |= {event.id, str(event.body["of"])}
    return found


def _step(course: Course, event: Event) -> None:
    if event.body is None or "round" not in event.body or event.subject:
        return
    step, round_ = str(event.body["step"]), int(str(event.body["round"]))
    key = (step, round_)
    match event.kind:
        case "step-started":
            minutes = int(str(event.body["minutes"]))
            course.current = Started(step, round_, minutes, event.at)
            course.started.append(key)
        case "round-opened":
            course.opened.add(key)
            course.closed.discard(key)
        case "round-closed":
            course.closed.add(key)
        case "results-revealed":
            course.revealed.setdefault(key, set()).add(str(event.body["group"]))
