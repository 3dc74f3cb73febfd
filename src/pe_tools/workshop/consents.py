"""What everybody allows, and what they are told: a part of a workshop's state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from pe_tools.model import Consent, ConsentState, Terms, usual_scope
from pe_tools.record import Event

Body = Mapping[str, Any]

AGREED = ("consent-given", "consent-reaffirmed")
"""The events by which somebody allows something."""

ENDED = ("consent-refused", "consent-withdrawn", "consent-revoked", "consent-invalidated")
"""The events after which somebody allows nothing."""


@dataclass
class Consents:
    """The consents of a workshop, by the pseudonyms of the record.

    ``held`` is what the events said of each participant. ``turns`` counts the changes of the
    notice that matter, ``turn_of`` how many came before each version, and ``tied`` how many
    before the notice that each consent is tied to: a consent with fewer than ``turns`` is stale.
    """

    held: dict[str, Consent] = field(default_factory=dict)
    turns: int = 0
    turn_of: dict[str, int] = field(default_factory=dict)
    tied: dict[str, int] = field(default_factory=dict)

    def of(self, subject: str) -> Consent:
        """Return how a participant's consent stands; that of who was never asked is unknown."""
        consent = self.held.get(subject, Consent())
        return replace(consent, is_stale=self.tied.get(subject, self.turns) < self.turns)

    def take(self, event: Event, body: Body) -> None:
        """Take one event in; those of other kinds change nothing."""
        if apply := _TAKES.get(event.kind):
            apply(self, event, body)


def terms_of(body: Body) -> Terms:
    """Return the terms that an event says; one that names a tier alone means its usual scope."""
    return Terms(
        body["tier"],
        body.get("scope") or usual_scope(body["tier"]),
        frozenset(body.get("modifiers", ())),
        body.get("asking", "broad"),
        frozenset(body.get("uses", ())),
        body.get("days", 0),
    )


def _noticed(consents: Consents, _event: Event, body: Body) -> None:
    consents.turns += bool(body.get("changed"))
    consents.turn_of[body["version"]] = consents.turns


def _given(consents: Consents, event: Event, body: Body) -> None:
    _agreed(consents, event, body, "given", terms_of(body))


def _reaffirmed(consents: Consents, event: Event, body: Body) -> None:
    known = consents.held.get(event.subject, Consent())
    _agreed(consents, event, body, "renewed", known.terms)


def _agreed(
    consents: Consents, event: Event, body: Body, state: ConsentState, terms: Terms | None
) -> None:
    version = body.get("notice", {}).get("version", "")
    since = datetime.fromisoformat(event.at)
    consents.held[event.subject] = Consent(state, terms, since, version)
    # A version that nobody set is as old as can be; without any, what held then is meant.
    consents.tied[event.subject] = consents.turn_of.get(version, 0) if version else consents.turns


def _asked(consents: Consents, event: Event, _body: Body) -> None:
    known = consents.held.get(event.subject, Consent())
    consents.held[event.subject] = replace(known, state="requested")


def _deferred(consents: Consents, event: Event, _body: Body) -> None:
    known = consents.held.get(event.subject, Consent())
    consents.held[event.subject] = replace(known, state="deferred")


def _ended(state: ConsentState) -> Callable[[Consents, Event, Body], None]:
    """Return what takes in an event after which nothing is left that could be reaffirmed."""

    def end(consents: Consents, event: Event, _body: Body) -> None:
        consents.held[event.subject] = Consent(state)
        consents.tied.pop(event.subject, None)

    return end


_TAKES: dict[str, Callable[[Consents, Event, Body], None]] = {
    "notice-set": _noticed,
    "consent-given": _given,
    "consent-reaffirmed": _reaffirmed,
    "consent-requested": _asked,
    "consent-deferred": _deferred,
    "consent-refused": _ended("refused"),
    "consent-withdrawn": _ended("withdrawn"),
    "consent-revoked": _ended("revoked"),
    "consent-invalidated": _ended("invalidated"),
}
