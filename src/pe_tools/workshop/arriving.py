"""What may happen around joining, each act as a draft of one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from pe_tools.model import Asking, Item, Modifier, Scope, Tier, usual_scope
from pe_tools.record import Draft, Json
from pe_tools.workshop.notice import Notice, Texts

Mode = Literal["open", "cards", "roster"]
"""How people are counted: whoever comes; one printed card a person; one listed person a card."""

Settled = Literal["accepted", "merged", "refused"]
"""What became of an item that a participant proposed."""


@dataclass(frozen=True)
class Consented:
    """What a participant agreed to: a tier, and the notice that they were shown.

    Without a ``scope`` it is the usual one of the tier. ``days`` is how long it holds; 0 is until
    the partnership ends.
    """

    tier: Tier
    how: str
    version: str
    sha256: str
    language: str
    scope: Scope | None = None
    modifiers: frozenset[Modifier] = frozenset()
    asking: Asking = "broad"
    uses: frozenset[str] = frozenset()
    days: int = 0


def notice_set(stream: str, notice: Notice, *, now: datetime) -> Draft:
    """Return the event that participants are told this from now on."""
    body: dict[str, Json] = {
        "version": notice.version,
        "texts": _listed(notice.texts),
        "fields": dict(notice.fields),
        "changed": [*notice.changed],
        "what_changed": _listed(notice.what_changed),
    }
    return Draft(stream, "notice-set", body, now)


def _listed(texts: Texts) -> dict[str, Json]:
    return {language: [*text] for language, text in texts.items()}


def joining_opened(stream: str, mode: Mode, *, now: datetime) -> Draft:
    """Return the event that people can join with a code, which is made of this event's id."""
    return Draft(stream, "joining-opened", {"mode": mode}, now)


def joining_closed(stream: str, *, now: datetime) -> Draft:
    """Return the event that nobody can join any more, and that the code is dead."""
    return Draft(stream, "joining-closed", {}, now)


def cards_made(stream: str, roles: Mapping[str, int], *, now: datetime) -> Draft:
    """Return the event that cards were printed: how many of each role ("" for any role)."""
    return Draft(stream, "cards-made", {"roles": dict(roles)}, now)


def heads_counted(stream: str, heads: int, *, now: datetime) -> Draft:
    """Return the event that the facilitator counted the people in the room."""
    return Draft(stream, "heads-counted", {"heads": heads}, now)


def readmission_opened(stream: str, number: int, *, now: datetime) -> Draft:
    """Return the event that the seat with this number may move to another phone."""
    return Draft(stream, "readmission-opened", {"number": number}, now)


def seated(
    stream: str, subject: str, role: str, seat: str, number: int, *, id_: str, now: datetime
) -> Draft:
    """Return the event that a participant joined, and holds a seat with a number.

    ``seat`` is the pseudonym of the code that the phone holds; ``id_`` makes a second use of one
    card a conflict.
    """
    body: dict[str, Json] = {"role": role, "seat": seat, "number": number}
    return Draft(stream, "joined", body, now, subject, id_)


def readmitted(stream: str, subject: str, seat: str, *, id_: str, now: datetime) -> Draft:
    """Return the event that a seat moved to another phone; the earlier one holds none now."""
    return Draft(stream, "readmitted", {"seat": seat}, now, subject, id_)


def consented(stream: str, subject: str, consent: Consented, *, id_: str, now: datetime) -> Draft:
    """Return the event that a participant agreed to a tier after reading a notice."""
    body: dict[str, Json] = {
        "tier": consent.tier,
        "scope": consent.scope or usual_scope(consent.tier),
        "modifiers": [*sorted(consent.modifiers)],
        "asking": consent.asking,
        "uses": [*sorted(consent.uses)],
        "days": consent.days,
        "how": consent.how,
        "notice": {
            "version": consent.version,
            "sha256": consent.sha256,
            "language": consent.language,
        },
    }
    return Draft(stream, "consent-given", body, now, subject, id_)


def proposed(stream: str, subject: str, step: str, text: str, *, id_: str, now: datetime) -> Draft:
    """Return the event that a participant proposed an item in their own words."""
    return Draft(stream, "proposed", {"step": step, "text": text}, now, subject, id_)


def proposal_settled(
    stream: str,
    of: str,
    verdict: Settled,
    reason: str,
    item: str,
    *,
    added: Item | None = None,
    now: datetime,
) -> Draft:
    """Return the event that a proposal was settled: with which reason, and into which item.

    ``added`` is the item that was made of it; one event holds both, so that both are taken back
    together.
    """
    body: dict[str, Json] = {"of": of, "verdict": verdict, "reason": reason, "item": item}
    if added is not None:
        body["added"] = asdict(added)
    return Draft(stream, "proposal-settled", body, now)


def wrote(stream: str, subject: str, step: str, text: str, *, id_: str, now: datetime) -> Draft:
    """Return the event that a participant wrote something in a step of writing."""
    return Draft(stream, "wrote", {"step": step, "text": text}, now, subject, id_)
