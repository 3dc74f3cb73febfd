"""What a participant does with their own phone, checked, as drafts for the record.

Each thing that is sent has a ``press``: a text that nobody can guess, made once for each press
of a button. Sent again, the same press gives the same ids, so that it counts once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID, uuid5

from pe_tools.errors import (
    BrokenRulesError,
    CardUsedError,
    NotAllowedError,
    RoundClosedError,
    StepNotOnError,
    WordsLengthError,
    WrongCodeError,
)
from pe_tools.model import Answer, Objection, Response
from pe_tools.record import Draft
from pe_tools.workshop import acts, arriving
from pe_tools.workshop.arriving import Consented
from pe_tools.workshop.codes import OWN_LENGTH, code_of, typed
from pe_tools.workshop.following import Follower, Seat
from pe_tools.workshop.rules import check_response

MOST_WORDS = 500
"""Characters of a text that a participant sends."""

_IDS = UUID("0d0c7b1e-58a5-4f0e-8f0f-6a3a5f0a7c11")
Drafts: TypeAlias = tuple[Draft, ...]


@dataclass(frozen=True)
class Admitted:
    """A seat: the code that the phone keeps, and what is still to be written for it."""

    own_code: str
    drafts: Drafts


def admit(
    follower: Follower, code: str, role: str, consent: Consented, *, press: str, now: datetime
) -> Admitted:
    """Return a seat for whoever has the code of the room, or a card.

    Raises
    ------
    WrongCodeError
        If the code opens nothing now.
    CardUsedError
        If the card was used by another phone.
    BrokenRulesError
        If the kit has no such role.
    """
    own_code, seat = _own(follower, press)
    if seat in follower.state.arrivals.seats:
        return Admitted(own_code, ())
    subject, role = _entry(follower, typed(code), role, seat)
    _check_role(follower, role)
    name, number = follower.name, follower.free_number(subject)
    id_ = _id(subject, "join")
    joined = arriving.seated(name, subject, role, seat, number, id_=id_, now=now)
    # The id is that of the seat, so that a second phone with the same card agrees to nothing.
    agreed = arriving.consented(name, subject, consent, id_=_id(subject, "agree"), now=now)
    return Admitted(own_code, (joined, agreed))


def readmit(follower: Follower, code: str, *, press: str, now: datetime) -> Admitted:
    """Return the seat that the facilitator lets move to another phone.

    Raises
    ------
    WrongCodeError
        If the code moves no seat now.
    """
    own_code, seat = _own(follower, press)
    if seat in follower.state.arrivals.seats:
        return Admitted(own_code, ())
    number = follower.readmission_codes().get(typed(code))
    numbers = follower.state.arrivals.numbers.items()
    subjects = [subject for subject, known in numbers if known == number]
    if not subjects:
        raise WrongCodeError()
    id_ = _id(subjects[0], press)
    moved = arriving.readmitted(follower.name, subjects[0], seat, id_=id_, now=now)
    return Admitted(own_code, (moved,))


def answer(
    follower: Follower,
    seat: Seat,
    step: str,
    round_: int,
    answers: Sequence[Answer],
    *,
    press: str,
    now: datetime,
) -> Drafts:
    """Return what is to be written of somebody's answers; nothing if it is in the record.

    Raises
    ------
    NotAllowedError
        If the participant allows no use.
    RoundClosedError
        If the round takes no answers.
    BrokenRulesError
        If an answer breaks a rule of the kit.
    """
    _check_tier(seat)
    id_ = sent_id(seat, press)
    if not follower.state.course.is_open(step, round_):
        if id_ in follower.receipts:
            return ()
        raise RoundClosedError(step=step, round=round_)
    response = Response("-", step, round_, tuple(answers), seat.role)
    if faults := check_response(follower.kit("en"), response):
        raise BrokenRulesError(what=" ".join(str(fault) for fault in faults))
    draft = acts.answered(
        follower.name, seat.subject, step, round_, answers, channel="phone", id_=id_, now=now
    )
    return (draft,)


def write(
    follower: Follower, seat: Seat, step: str, text: str, *, press: str, item: str, now: datetime
) -> Drafts:
    """Return what is to be written of somebody's words: a proposal, a text, or an objection.

    Raises
    ------
    NotAllowedError
        If the participant allows no use.
    StepNotOnError
        If the room is at another step, or one that takes no words.
    WordsLengthError
        If there are none, or too many.
    """
    _check_tier(seat)
    id_, words = sent_id(seat, press), _cleaned(text)
    if id_ in follower.receipts:
        return ()
    started = follower.state.course.current
    kind = follower.kit("en").step(step).kind if started and started.step == step else ""
    name, subject = follower.name, seat.subject
    match kind:
        case "propose":
            return (arriving.proposed(name, subject, step, words, id_=id_, now=now),)
        case "write":
            return (arriving.wrote(name, subject, step, words, id_=id_, now=now),)
        case "object":
            note = Objection(words, _known_item(follower, item), seat.role)
            return (acts.minority_note(name, subject, note, id_=id_, now=now),)
    raise StepNotOnError()


def own_code(follower: Follower, press: str) -> str:
    """Return the own code that a press gives, or gave."""
    return _own(follower, press)[0]


def sent_id(seat: Seat, press: str) -> str:
    """Return the id of what a participant sent with a press; nobody else's can be the same."""
    return _id(seat.subject, press)


def _own(follower: Follower, press: str) -> tuple[str, str]:
    """Return the own code that a press gives, and the pseudonym of its seat."""
    own_code = code_of(follower.record.secret(follower.name, f"seat {press}"), OWN_LENGTH)
    return own_code, follower.record.subject(follower.name, own_code)


def _entry(follower: Follower, code: str, role: str, seat: str) -> tuple[str, str]:
    """Return who comes in with a code, and with which role."""
    joining = follower.state.arrivals.joining
    if joining is None:
        raise WrongCodeError()
    if joining.mode == "open":
        if code != follower.join_code():
            raise WrongCodeError()
        return seat, role
    cards = follower.card_roles()
    if code not in cards:
        raise WrongCodeError()
    subject = follower.record.subject(follower.name, code)
    if subject in follower.state.roles or subject in follower.state.erased:
        raise CardUsedError()
    return subject, cards[code] or role


def _check_role(follower: Follower, role: str) -> None:
    kit = follower.kit("en")
    if role not in {known.id for known in kit.roles}:
        raise BrokenRulesError(what="Choose one of the roles that are shown.")


def _check_tier(seat: Seat) -> None:
    if seat.tier is None:
        raise NotAllowedError()


def _cleaned(text: str) -> str:
    kept = "".join(sign if sign.isprintable() else " " for sign in text)
    words = " ".join(kept.split())
    if not 1 <= len(words) <= MOST_WORDS:
        raise WordsLengthError(most=MOST_WORDS)
    return words


def _known_item(follower: Follower, item: str) -> str:
    return item if item in {known.id for known in follower.kit("en").items} else ""


def _id(subject: str, press: str) -> str:
    return str(uuid5(_IDS, f"{subject} {press}"))
