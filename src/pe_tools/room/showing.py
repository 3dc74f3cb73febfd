"""What a participant's pages show, from what is known of their workshop."""

from __future__ import annotations

from hashlib import sha256
from secrets import token_urlsafe

from pe_tools.errors import FormError, NoticeMovedError
from pe_tools.model import TIERS
from pe_tools.room.entries import Entry
from pe_tools.room.phone.views import Offer, View
from pe_tools.room.sent import Fields
from pe_tools.workshop.arriving import Consented
from pe_tools.workshop.following import Follower, Seat

_PRESS_BYTES = 16
_TOKEN_DIGITS = 16

HOW = "given on the phone"
"""How a participant's own phone gives a consent, as the record keeps it."""


def new_press() -> str:
    """Return a text that nobody can guess, for one press of one button."""
    return token_urlsafe(_PRESS_BYTES)


def offer_of(entry: Entry, code: str, language: str) -> Offer:
    """Return what somebody is asked who typed a code of the room."""
    follower = entry.follower
    kit, notice = follower.kit(language), follower.state.arrivals.notice
    return Offer(
        code=code,
        press=new_press(),
        title=kit.title,
        roles=tuple((role.id, role.name) for role in kit.roles),
        bound_role=entry.role,
        notice=notice.text(language) if notice else (),
        version=notice.version if notice else "",
    )


def view_of(
    follower: Follower, seat: Seat, own_code: str, language: str, typed: Fields | None = None
) -> View:
    """Return what a participant's own pages show now.

    ``typed`` are the fields of a form that was refused.
    """
    kit, state = follower.kit(language), follower.state
    notice, current = state.arrivals.notice, state.course.current
    return View(
        title=kit.title,
        role=kit.role_name(seat.role),
        number=seat.number,
        own_code=own_code,
        tier=seat.tier,
        kit=kit,
        press=new_press,
        asks=follower.asks(seat, language),
        on=kit.step(current.step) if current else None,
        receipts=_receipts(follower, seat),
        notice=notice.text(language) if notice else (),
        version=notice.version if notice else "",
        agreed=state.arrivals.versions.get(seat.subject, ""),
        token=token_of(follower, seat),
        typed=typed or {},
    )


def token_of(follower: Follower, seat: Seat) -> str:
    """Return a text that stands for all that a participant's page shows now."""
    state = follower.state
    course, arrivals = state.course, state.arrivals
    current = course.current
    shown = (
        seat,
        sorted(course.opened - course.closed),
        (current.step, current.round) if current else None,
        [item.id for item in state.items],
        [*state.added],
        sorted(state.dropped),
        arrivals.notice.version if arrivals.notice else "",
        arrivals.versions.get(seat.subject, ""),
        _receipts(follower, seat),
    )
    return sha256(repr(shown).encode()).hexdigest()[:_TOKEN_DIGITS]


def consented(follower: Follower, tier: str, version: str, language: str) -> Consented:
    """Return what a participant chose, tied to the notice that they were shown.

    Raises
    ------
    FormError
        If there is no such choice.
    NoticeMovedError
        If they were shown another notice than the one that holds now.
    """
    notice = follower.state.arrivals.notice
    if tier not in TIERS:
        raise FormError()
    if version != (notice.version if notice else ""):
        raise NoticeMovedError()
    digest = notice.digest(language) if notice else ""
    return Consented(tier, HOW, version, digest, language)


def _receipts(follower: Follower, seat: Seat) -> dict[tuple[str, int], str]:
    """Return the latest receipt of what a participant sent, by step and round (0 for words)."""
    places = ((step.id, n) for step in follower.kit("en").steps for n in range(step.rounds + 1))
    answered = follower.answered
    found = {place: answered.get((seat.subject, *place), "") for place in places}
    return {place: receipt for place, receipt in found.items() if receipt}
