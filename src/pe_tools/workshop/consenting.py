"""What may happen to a consent that was given, each act as a draft of one event."""

from __future__ import annotations

from datetime import datetime

from pe_tools.record import Draft
from pe_tools.workshop.notice import Notice


def reaffirmed(
    stream: str,
    subject: str,
    notice: Notice,
    language: str,
    how: str,
    *,
    id_: str,
    now: datetime,
) -> Draft:
    """Return the event that a participant said yes again, after reading a notice."""
    shown = {
        "version": notice.version,
        "sha256": notice.digest(language),
        "language": language,
    }
    return Draft(stream, "consent-reaffirmed", {"how": how, "notice": shown}, now, subject, id_)


def refused(stream: str, subject: str, how: str, *, id_: str, now: datetime) -> Draft:
    """Return the event that a participant said no to what they were asked."""
    return Draft(stream, "consent-refused", {"how": how}, now, subject, id_)


def deferred(stream: str, subject: str, how: str, *, id_: str, now: datetime) -> Draft:
    """Return the event that a participant wants to decide later."""
    return Draft(stream, "consent-deferred", {"how": how}, now, subject, id_)


def withdrawn(stream: str, subject: str, how: str, *, id_: str, now: datetime) -> Draft:
    """Return the event that a participant took their consent back."""
    return Draft(stream, "consent-withdrawn", {"how": how}, now, subject, id_)


def requested(stream: str, subject: str, by: str, *, now: datetime) -> Draft:
    """Return the event that somebody asked a participant again, and that they may choose anew."""
    return Draft(stream, "consent-requested", {"by": by}, now, subject)


def revoked(stream: str, subject: str, by: str, reason: str, *, now: datetime) -> Draft:
    """Return the event that somebody else ended a participant's consent, and why."""
    return Draft(stream, "consent-revoked", {"by": by, "reason": reason}, now, subject)


def invalidated(stream: str, subject: str, by: str, reason: str, *, now: datetime) -> Draft:
    """Return the event that a consent was found not to hold, such as one that was not informed."""
    return Draft(stream, "consent-invalidated", {"by": by, "reason": reason}, now, subject)
