"""What a community decided about its data: a part of a workshop's state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from pe_tools.model import CareMark, CommunityDecision
from pe_tools.record import Draft, Event

Body = Mapping[str, Any]


def community_decided(stream: str, decision: CommunityDecision, *, now: datetime) -> Draft:
    """Return the event that a community decided about a use of its data."""
    return Draft(stream, "community-decided", asdict(decision), now)


def care_marked(stream: str, mark: CareMark, *, now: datetime) -> Draft:
    """Return the event that a group said how far a row of CARE is met."""
    return Draft(stream, "care-marked", asdict(mark), now)


@dataclass
class Community:
    """What was decided, oldest first, and the newest mark of each row of CARE."""

    decisions: list[CommunityDecision] = field(default_factory=list)
    care: dict[str, CareMark] = field(default_factory=dict)

    def in_force(self, now: datetime) -> tuple[CommunityDecision, ...]:
        """Return the newest decision about each purpose and scope, of those that hold."""
        latest = {(one.purpose, one.scope): one for one in self.decisions if one.holds_at(now)}
        return tuple(latest.values())

    def take(self, event: Event, body: Body) -> None:
        """Take one event in; those of other kinds change nothing."""
        if apply := _TAKES.get(event.kind):
            apply(self, body)


def _decided(community: Community, body: Body) -> None:
    community.decisions.append(CommunityDecision(**body))


def _marked(community: Community, body: Body) -> None:
    community.care[body["code"]] = CareMark(**body)


_TAKES: dict[str, Callable[[Community, Body], None]] = {
    "community-decided": _decided,
    "care-marked": _marked,
}
