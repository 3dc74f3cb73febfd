"""What was made of a workshop's answers and went out: a part of a workshop's state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from pe_tools.model import Tier
from pe_tools.record import Draft, Event, Head

UseKind = Literal["report-made", "exported", "rerun"]
"""The events by which answers were used outside of the room."""

USE_KINDS: tuple[UseKind, ...] = get_args(UseKind)


@dataclass(frozen=True)
class MadeUse:
    """One use that was made of the answers.

    Attributes
    ----------
    kind : UseKind
        What was made.
    purpose : Tier
        What for; whoever did not allow it was left out.
    at : datetime
        When.
    seq : int
        The number of its event: whatever comes later was not known to it.
    people : int
        How many people stood behind it.
    files : mapping of str to str
        The SHA-256 of each file that was written, by its name.
    """

    kind: UseKind
    purpose: Tier
    at: datetime
    seq: int
    people: int
    files: Mapping[str, str]


@dataclass
class Uses:
    """The uses that were made, oldest first."""

    made: list[MadeUse] = field(default_factory=list)

    def take(self, event: Event, body: Mapping[str, Any]) -> None:
        """Take one event in; those of other kinds change nothing."""
        if event.kind in USE_KINDS:
            self.made.append(
                MadeUse(
                    event.kind,
                    body["purpose"],
                    datetime.fromisoformat(event.at),
                    event.seq,
                    body.get("people", 0),
                    dict(body.get("files", {})),
                )
            )

    def last(self, kind: UseKind) -> MadeUse | None:
        """Return the newest use of a kind; None if there is none."""
        return next((made for made in reversed(self.made) if made.kind == kind), None)


def use_made(
    stream: str,
    kind: UseKind,
    *,
    purpose: Tier,
    people: int,
    files: Mapping[str, str],
    head: Head,
    now: datetime,
) -> Draft:
    """Return the event that answers were used, as the record stood at a head; it names nobody."""
    body = {"purpose": purpose, "people": people, "files": dict(files), "head": head.text}
    return Draft(stream, kind, body, now)
