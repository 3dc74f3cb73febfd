"""What may happen around joining, each act as a draft of one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from pe_tools.model import Item, Tier
from pe_tools.record import Draft, Json
from pe_tools.workshop.notice import Notice

Mode = Literal["open", "cards", "roster"]
"""How people are counted: whoever comes; one printed card a person; one listed person a card."""

Settled = Literal["accepted", "merged", "refused"]
"""What became of an item that a participant proposed."""


@dataclass(frozen=True)
class Consented:
    """What a participant agreed to: a tier, and the notice that they were shown."""

    tier: Tier
    how: str
    version: str
    sha256: str
    language: str


def notice_set(stream: str, notice: Notice, *, now: datetime) -> Draft:
    """Return the event that participants are told this from now on."""
    texts: dict[str, Json] = {language: [*text] for language, text in notice.texts.items()}
    body: dict[str, Json] = {"version": notice.version, "texts": texts}
    return Draft(stream, "notice-set", body, now)


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
