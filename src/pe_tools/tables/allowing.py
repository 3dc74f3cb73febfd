"""Whom a use may see, and how many it leaves out for which reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from types import MappingProxyType

from pe_tools.errors import CommunityRefusedError
from pe_tools.model import CommunityDecision, Reason, Use, allows, reason_against, ruling_on
from pe_tools.workshop import State


@dataclass(frozen=True)
class LeftOut:
    """How many participants a use leaves out, by reason.

    Attributes
    ----------
    not_allowed : int
        They allow less, or were never asked, or have not decided.
    withdrawn : int
        They took their consent back.
    erased : int
        Their key was destroyed.
    stale : int
        The notice changed since, and they have not said yes to the new one.
    expired : int
        Their consent ran out.
    refused : int
        They said no.
    revoked : int
        Somebody else ended their consent, or it was found not to hold.
    """

    not_allowed: int
    withdrawn: int
    erased: int
    stale: int = 0
    expired: int = 0
    refused: int = 0
    revoked: int = 0

    @property
    def total(self) -> int:
        """Return how many are left out in all."""
        return sum(astuple(self))


COUNTED_AS = MappingProxyType(
    {
        "tier": "not_allowed",
        "scope": "not_allowed",
        "asking": "not_allowed",
        "modifiers": "not_allowed",
        "unknown": "not_allowed",
        "requested": "not_allowed",
        "deferred": "not_allowed",
        "stale": "stale",
        "expired": "expired",
        "refused": "refused",
        "withdrawn": "withdrawn",
        "revoked": "revoked",
        "invalidated": "revoked",
    }
)
"""Under which field of ``LeftOut`` each reason is counted."""


def reasons_of(state: State, use: Use, now: datetime) -> dict[str, Reason]:
    """Return of everybody who joined and was not erased why a use may not see them, or ""."""
    return {
        subject: reason_against(state.consents.of(subject), use, now=now)
        for subject in state.roles
        if subject not in state.erased
    }


def numbered(reasons: dict[str, Reason]) -> dict[str, str]:
    """Return whom the use may see, with numbers in an order that is not that of arrival."""
    subjects = sorted(subject for subject, reason in reasons.items() if not reason)
    return {subject: str(number) for number, subject in enumerate(subjects, start=1)}


def left_out(reasons: dict[str, Reason], erased: int) -> LeftOut:
    """Return how many the use may not see."""
    counted = Counter(COUNTED_AS[reason] for reason in reasons.values() if reason)
    return LeftOut(
        not_allowed=counted["not_allowed"],
        withdrawn=counted["withdrawn"],
        erased=erased,
        stale=counted["stale"],
        expired=counted["expired"],
        refused=counted["refused"],
        revoked=counted["revoked"],
    )


def quotable(state: State, allowed: Iterable[str], now: datetime) -> frozenset[str]:
    """Return those of whom the use may see whose own words may be shown."""
    if _is_refused(ruling_on(state.community.decisions, Use("quotes"), now=now)):
        return frozenset()
    quotes = Use("quotes")
    return frozenset(
        subject for subject in allowed if allows(state.consents.of(subject), quotes, now=now)
    )


def check_community(state: State, name: str, use: Use, now: datetime) -> None:
    """Refuse a use that the community refused.

    Raises
    ------
    CommunityRefusedError
        If the newest decision about the use is a no.
    """
    ruling = ruling_on(state.community.decisions, use, now=now)
    if ruling is not None and _is_refused(ruling):
        raise CommunityRefusedError(by=ruling.by, workshop=name)


def _is_refused(ruling: CommunityDecision | None) -> bool:
    return ruling is not None and ruling.ruling == "no"
