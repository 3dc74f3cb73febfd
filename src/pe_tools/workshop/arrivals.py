"""Who may come in and who did, and what they wrote: a part of a workshop's state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pe_tools.record import Event
from pe_tools.workshop.arriving import Mode, Settled
from pe_tools.workshop.notice import Notice, Texts


@dataclass(frozen=True)
class Joining:
    """That people can join now: the id of the event, which the code is made of, and how."""

    event: str
    mode: Mode


@dataclass(frozen=True)
class Proposal:
    """An item that a participant proposed, in their own words."""

    id: str
    subject: str
    step: str
    text: str


@dataclass(frozen=True)
class Settlement:
    """What became of a proposal, why, and into which item it went ("" for none)."""

    verdict: Settled
    reason: str
    item: str


@dataclass(frozen=True)
class Writing:
    """What a participant wrote in a step of writing."""

    subject: str
    step: str
    text: str


@dataclass
class Arrivals:
    """What happened around joining, by the pseudonyms of the record.

    ``seats`` says whose seat a phone holds, ``numbers`` the number of each participant's seat,
    ``modes`` how those who got one were counted and ``latest_mode`` how people are counted now,
    ``cards`` the printed cards by the id of their event, ``readmissions`` which seats may move to
    another phone by their number, ``versions`` the notice that each consent is tied to.
    """

    notice: Notice | None = None
    joining: Joining | None = None
    cards: dict[str, dict[str, int]] = field(default_factory=dict)
    heads: int = 0
    readmissions: dict[int, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    modes: dict[str, Mode] = field(default_factory=dict)
    latest_mode: Mode = "open"
    versions: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    settled: dict[str, Settlement] = field(default_factory=dict)
    writings: dict[str, Writing] = field(default_factory=dict)

    def take(self, event: Event, body: Mapping[str, Any]) -> None:
        """Take one event in; those of other kinds change nothing."""
        if apply := _TAKES.get(event.kind):
            apply(self, event, body)


Body = Mapping[str, Any]


def _noticed(arrivals: Arrivals, _event: Event, body: Body) -> None:
    arrivals.notice = Notice(
        body["version"],
        _texts(body["texts"]),
        dict(body.get("fields", {})),
        tuple(body.get("changed", ())),
        _texts(body.get("what_changed", {})),
    )


def _texts(listed: Mapping[str, Sequence[str]]) -> Texts:
    return {language: tuple(text) for language, text in listed.items()}


def _opened(arrivals: Arrivals, event: Event, body: Body) -> None:
    arrivals.joining = Joining(event.id, body["mode"])
    arrivals.latest_mode = body["mode"]


def _closed(arrivals: Arrivals, _event: Event, _body: Body) -> None:
    arrivals.joining = None


def _carded(arrivals: Arrivals, event: Event, body: Body) -> None:
    arrivals.cards[event.id] = dict(body["roles"])


def _counted(arrivals: Arrivals, _event: Event, body: Body) -> None:
    arrivals.heads = body["heads"]


def _readmitting(arrivals: Arrivals, event: Event, body: Body) -> None:
    arrivals.readmissions[body["number"]] = event.id


def _joined(arrivals: Arrivals, event: Event, body: Body) -> None:
    if seat := body.get("seat"):
        arrivals.seats[seat] = event.subject
        arrivals.numbers[event.subject] = body["number"]
        arrivals.modes[event.subject] = arrivals.latest_mode


def _readmitted(arrivals: Arrivals, event: Event, body: Body) -> None:
    earlier = [seat for seat, owner in arrivals.seats.items() if owner == event.subject]
    for seat in earlier:
        del arrivals.seats[seat]
    arrivals.seats[body["seat"]] = event.subject
    arrivals.readmissions.pop(arrivals.numbers.get(event.subject, 0), None)


def _consented(arrivals: Arrivals, event: Event, body: Body) -> None:
    arrivals.versions[event.subject] = body.get("notice", {}).get("version", "")


def _proposed(arrivals: Arrivals, event: Event, body: Body) -> None:
    proposal = Proposal(event.id, event.subject, body["step"], body["text"])
    arrivals.proposals[event.id] = proposal


def _settled(arrivals: Arrivals, _event: Event, body: Body) -> None:
    arrivals.settled[body["of"]] = Settlement(body["verdict"], body["reason"], body["item"])


def _wrote(arrivals: Arrivals, event: Event, body: Body) -> None:
    arrivals.writings[event.id] = Writing(event.subject, body["step"], body["text"])


_TAKES: dict[str, Callable[[Arrivals, Event, Body], None]] = {
    "notice-set": _noticed,
    "joining-opened": _opened,
    "joining-closed": _closed,
    "cards-made": _carded,
    "heads-counted": _counted,
    "readmission-opened": _readmitting,
    "joined": _joined,
    "readmitted": _readmitted,
    "consent-given": _consented,
    "consent-reaffirmed": _consented,
    "proposed": _proposed,
    "proposal-settled": _settled,
    "wrote": _wrote,
}
