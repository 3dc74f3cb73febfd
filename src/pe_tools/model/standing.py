"""How a consent stands: its state at a moment, and what that allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal, get_args

from pe_tools.model.consent import BEYOND, Terms, Use, covers, reaches

ConsentState = Literal[
    "given",
    "renewed",
    "unknown",
    "requested",
    "deferred",
    "refused",
    "withdrawn",
    "revoked",
    "expired",
    "invalidated",
]
"""The states of a consent. The participant withdraws; somebody else revokes."""

STATES: tuple[ConsentState, ...] = get_args(ConsentState)

VALID: tuple[ConsentState, ...] = ("given", "renewed")
"""The states in which answers may be used."""

DPV_TERMS = MappingProxyType(
    {
        "given": "ConsentGiven",
        "renewed": "RenewedConsentGiven",
        "unknown": "ConsentUnknown",
        "requested": "ConsentRequested",
        "deferred": "ConsentRequestDeferred",
        "refused": "ConsentRefused",
        "withdrawn": "ConsentWithdrawn",
        "revoked": "ConsentRevoked",
        "expired": "ConsentExpired",
        "invalidated": "ConsentInvalidated",
    }
)
"""The terms of the Data Privacy Vocabulary 2.3, below https://w3id.org/dpv#."""

Reason = Literal["", "stale", "tier", "scope", "asking", "modifiers"] | ConsentState
"""Why a consent does not allow a use: its state, what its terms lack, or "" if it does."""


@dataclass(frozen=True)
class Consent:
    """A participant's consent, as the events left it.

    Attributes
    ----------
    state : ConsentState
        What the last event said; `state_at` tells how it stands at a moment.
    terms : Terms or None
        What was agreed to last; None where there is nothing that could be reaffirmed.
    since : datetime or None
        When the terms were given or renewed.
    version : str
        The notice that it is tied to; "" where none was named.
    is_stale : bool
        Whether the notice changed since in something that matters.
    """

    state: ConsentState = "unknown"
    terms: Terms | None = None
    since: datetime | None = None
    version: str = ""
    is_stale: bool = False

    def state_at(self, now: datetime) -> ConsentState:
        """Return the state at a moment: what has run out is expired, what is stale requested.

        A consent that was given at t for d days is expired from t + d on, without any event.
        """
        if self.state not in VALID:
            return self.state
        if (end := self.end) and now >= end:
            return "expired"
        return "requested" if self.is_stale else self.state

    @property
    def end(self) -> datetime | None:
        """When the terms run out; None if they do not."""
        if self.terms is None or self.since is None or not self.terms.days:
            return None
        return self.since + timedelta(days=self.terms.days)


def reason_against(consent: Consent, use: Use, *, now: datetime) -> Reason:
    """Return why a consent does not allow a use at a moment; "" if it does."""
    state = consent.state_at(now)
    if state == "requested" and consent.is_stale:
        return "stale"
    if state not in VALID or consent.terms is None:
        return state
    return _lack(consent.terms, use)


def allows(consent: Consent, use: Use, *, now: datetime) -> bool:
    """Return whether a consent allows a use at a moment."""
    return not reason_against(consent, use, now=now)


def _lack(terms: Terms, use: Use) -> Reason:
    """Return what terms lack for a use; only the tier counts up to the report."""
    if not covers(terms.tier, use.purpose):
        return "tier"
    if use.purpose not in BEYOND:
        return ""
    if terms.asking == "never" or (terms.asking == "each" and use.name not in terms.uses):
        return "asking"
    if terms.asking == "broad" and not reaches(terms.scope, use.scope):
        return "scope"
    return "" if terms.modifiers <= use.keeps else "modifiers"
