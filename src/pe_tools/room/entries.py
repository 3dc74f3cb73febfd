"""What a code that somebody typed opens: the room, a card of it, or a seat that may move."""

from __future__ import annotations

from dataclasses import dataclass

from pe_tools.workshop.following import Follower


@dataclass(frozen=True)
class Entry:
    """A workshop that a code opens.

    ``is_card`` says that it is one of a card, ``is_used`` that this let somebody in already;
    ``role`` is the one that a card gives ("" where people choose); ``number`` is the seat that
    may move to another phone (0 for none).
    """

    follower: Follower
    is_card: bool = False
    is_used: bool = False
    role: str = ""
    number: int = 0


def entry_of(follower: Follower, code: str) -> Entry | None:
    """Return what a code opens in a workshop now; None if it opens nothing."""
    if not code:
        return None
    if number := follower.readmission_codes().get(code):
        return Entry(follower, number=number)
    joining = follower.state.arrivals.joining
    if joining is None:
        return None
    if joining.mode == "open":
        return Entry(follower) if code == follower.join_code() else None
    role = follower.card_roles().get(code)
    if role is None:
        return None
    subject = follower.record.subject(follower.name, code)
    return Entry(follower, is_card=True, is_used=subject in follower.state.roles, role=role)
