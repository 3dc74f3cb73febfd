"""What others than the participant do about a consent: ask again, revoke it, or invalidate it."""

from __future__ import annotations

from datetime import datetime

from pe_tools.errors import ConsentStateError, UnknownParticipantError
from pe_tools.model import ConsentState
from pe_tools.record import Record
from pe_tools.workshop import consenting
from pe_tools.workshop.opening import find_workshop

_ASKABLE: tuple[ConsentState, ...] = (
    "unknown",
    "deferred",
    "refused",
    "withdrawn",
    "revoked",
    "expired",
    "invalidated",
)
_ENDABLE: tuple[ConsentState, ...] = ("given", "renewed", "requested", "deferred", "expired")


def ask_again(record: Record, name: str, subject: str, *, by: str, now: datetime) -> None:
    """Note that somebody asked a participant again; they may choose anew, whatever was before.

    Raises
    ------
    UnknownParticipantError
        If the workshop has no such participant.
    ConsentStateError
        If their consent holds, or they are being asked.
    """
    _check(record, name, subject, _ASKABLE, now)
    record.append([consenting.requested(name, subject, by, now=now)])


def revoke(
    record: Record, name: str, subject: str, *, by: str, reason: str, now: datetime
) -> None:
    """End a participant's consent for them, such as by a guardian or a court.

    Raises
    ------
    UnknownParticipantError
        If the workshop has no such participant.
    ConsentStateError
        If there is no consent that could be ended.
    """
    _check(record, name, subject, _ENDABLE, now)
    record.append([consenting.revoked(name, subject, by, reason, now=now)])


def invalidate(
    record: Record, name: str, subject: str, *, by: str, reason: str, now: datetime
) -> None:
    """Note that a consent never held, such as one by somebody who was not told the truth.

    Raises
    ------
    UnknownParticipantError
        If the workshop has no such participant.
    ConsentStateError
        If there is no consent that could be ended.
    """
    _check(record, name, subject, _ENDABLE, now)
    record.append([consenting.invalidated(name, subject, by, reason, now=now)])


def _check(
    record: Record, name: str, subject: str, states: tuple[ConsentState, ...], now: datetime
) -> None:
    state = find_workshop(record, name).state
    if subject not in state.roles or subject in state.erased:
        raise UnknownParticipantError(workshop=name, participant=subject)
    found = state.consents.of(subject).state_at(now)
    if found not in states:
        raise ConsentStateError(state=found)
