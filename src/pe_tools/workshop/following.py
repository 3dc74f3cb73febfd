"""Follow a workshop while it is held: its state, kept up with the record event by event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pe_tools.errors import UnknownWorkshopError
from pe_tools.model import VALID, Kit, Step, Tier
from pe_tools.record import Event, Record
from pe_tools.workshop.codes import JOIN_LENGTH, OWN_LENGTH, code_of
from pe_tools.workshop.course import undone_ids
from pe_tools.workshop.notice import Notice
from pe_tools.workshop.opening import kit_as_asked
from pe_tools.workshop.rules import scales_of
from pe_tools.workshop.state import AnswerKey, State

WRITTEN = ("write", "propose", "object")
"""The kinds of step in which a participant sends words, while the step is on."""

_NUMBERS = 99  # the highest number of a seat, as long as that leaves nine of ten free


@dataclass(frozen=True)
class Ask:
    """One thing a participant can do now: answer a round of a step, or (round 0) write."""

    step: Step
    round: int
    is_answered: bool


@dataclass(frozen=True)
class Seat:
    """One participant, as their own phone may see them.

    ``tier`` is what they allow that may be used now; None for nothing. ``must_reaffirm`` is the
    notice that they are asked about before anything else: it changed, or their consent ran out.
    """

    subject: str
    role: str
    number: int
    tier: Tier | None
    must_reaffirm: Notice | None = None


class Follower:
    """A workshop that is being held, without what anybody answered.

    `refresh` takes in what the record got since; everything else answers from memory. ``receipts``
    holds the receipt of everything that participants sent, by its id; ``answered`` that of the
    latest of each participant's answers, and (round 0) of their words. Not for several threads at
    once.
    """

    def __init__(self, record: Record, name: str) -> None:
        self.record = record
        self.name = name
        self.state = State()
        self.answered: dict[AnswerKey, str] = {}
        self.receipts: dict[str, str] = {}
        self._seq = 0
        self._numbers: dict[str, int] = {}
        self._kits: dict[str, Kit] = {}
        self._cards: dict[str, str] | None = None

    def refresh(self) -> bool:
        """Take in the new events; return whether there were any."""
        events = self.record.events(self.name, self._seq)
        if not events:
            return False
        self._seq = events[-1].seq
        if any(event.kind == "undone" for event in events):
            events = self._anew()
        for event in events:
            self._take(event)
        return True

    def kit(self, language: str) -> Kit:
        """Return the kit in a language, with the items that are asked now.

        Raises
        ------
        UnknownWorkshopError
            If the record holds no such workshop.
        """
        if not self.state.kit_text:
            raise UnknownWorkshopError(workshop=self.name, known=", ".join(self.record.streams()))
        if language not in self._kits:
            self._kits[language] = kit_as_asked(self.state, language)
        return self._kits[language]

    def join_code(self) -> str:
        """Return the code that one can join with now; "" while nobody can."""
        joining = self.state.arrivals.joining
        return join_code(self.record, self.name, joining.event) if joining else ""

    def readmission_codes(self) -> dict[str, int]:
        """Return the codes that move a seat to another phone, each with the seat's number."""
        return {
            readmission_code(self.record, self.name, event): number
            for number, event in self.state.arrivals.readmissions.items()
        }

    def card_roles(self) -> Mapping[str, str]:
        """Return all printed cards: their codes, each with its role ("" for any)."""
        if self._cards is None:
            self._cards = {
                card.code: card.role
                for event, roles in self.state.arrivals.cards.items()
                for card in cards_of(self.record, self.name, event, roles)
            }
        return self._cards

    def seat(self, code: str, *, now: datetime | None = None) -> Seat | None:
        """Return who holds the seat of an own code; None if nobody does, or was erased.

        ``now`` is the moment at which their consent has to hold; without one, by the clock.
        """
        subject = self.state.arrivals.seats.get(self.record.subject(self.name, code))
        if subject is None or subject in self.state.erased:
            return None
        role, number = self.state.roles[subject], self.state.arrivals.numbers.get(subject, 0)
        return self._seated(Seat(subject, role, number, None), now or datetime.now(UTC))

    def asks(self, seat: Seat, language: str) -> tuple[Ask, ...]:
        """Return what a participant can do now."""
        course, kit = self.state.course, self.kit(language)
        open_rounds = [
            Ask(step, round_, (seat.subject, step.id, round_) in self.answered)
            for step in kit.steps
            if scales_of(step)
            for round_ in range(1, step.rounds + 1)
            if course.is_open(step.id, round_)
        ]
        on = kit.step(course.current.step) if course.current else None
        return (*open_rounds, *((Ask(on, 0, False),) if on and on.kind in WRITTEN else ()))

    def free_number(self, subject: str) -> int:
        """Return the number of a participant's seat: theirs, or one that was never given."""
        known = self._numbers | self.state.arrivals.numbers
        if subject not in known:
            start = int.from_bytes(self.record.secret(self.name, f"number {subject}")[:8], "big")
            known[subject] = self._numbers[subject] = _free(start, {*known.values()})
        return known[subject]

    def _seated(self, seat: Seat, now: datetime) -> Seat:
        consent = self.state.consents.of(seat.subject)
        state, terms = consent.state_at(now), consent.terms
        if terms is None or state == "deferred":
            return seat
        if state in VALID:
            return replace(seat, tier=terms.tier)
        return replace(seat, must_reaffirm=self.state.arrivals.notice)

    def _anew(self) -> list[Event]:
        self.state, self.answered = State(), {}
        events = self.record.events(self.name)
        self._seq = events[-1].seq
        taken_back = undone_ids(events)
        return [event for event in events if event.id not in taken_back]

    def _take(self, event: Event) -> None:
        if event.subject:
            self._note_sent(event)
        if event.kind in ("answered", "sheet-entered") and event.body is not None:
            return
        if not event.subject:
            self._kits, self._cards = {}, None
        self.state.take(event)

    def _note_sent(self, event: Event) -> None:
        receipt = self.receipts[event.id] = receipt_code(event.hash)
        if place := self._place(event):
            self.answered[event.subject, *place] = receipt

    def _place(self, event: Event) -> tuple[str, int] | None:
        """Return the step and the round of what somebody sent; None if it belongs to none."""
        on = self.state.course.current
        match event.kind, event.body:
            case "answered", {"step": step, "round": round_}:
                return str(step), int(str(round_))
            case (("proposed" | "wrote"), {"step": step}):
                return str(step), 0
            case "minority-note", {}:
                return (on.step, 0) if on else None
        return None


def receipt_code(digest: str) -> str:
    """Return what a participant can note of something they sent, by the hash of its event."""
    return code_of(bytes.fromhex(digest), JOIN_LENGTH)


@dataclass(frozen=True)
class Card:
    """One printed card: its code, and the role that it gives ("" for any)."""

    code: str
    role: str


def _free(start: int, taken: set[int]) -> int:
    """Return a number from 1 on that is not taken; where one starts looking is by chance."""
    most = max(_NUMBERS, 10 * len(taken))
    places = (1 + (start + more) % most for more in range(most))
    return next(number for number in places if number not in taken)


def cards_of(record: Record, name: str, event: str, roles: dict[str, int]) -> list[Card]:
    """Return the cards of a batch, role by role."""
    wanted = [role for role, count in sorted(roles.items()) for _ in range(count)]
    return [
        Card(code_of(record.secret(name, f"card {event} {place}"), OWN_LENGTH), role)
        for place, role in enumerate(wanted)
    ]


def join_code(record: Record, name: str, event: str) -> str:
    """Return the code that one can join with, by the event that opened joining."""
    return code_of(record.secret(name, f"join {event}"), JOIN_LENGTH)


def readmission_code(record: Record, name: str, event: str) -> str:
    """Return the code that moves a seat, by the event that allowed it."""
    return code_of(record.secret(name, f"readmit {event}"), JOIN_LENGTH)
