"""What participants wrote in their own words, as far as a purpose may see it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from pe_tools.model import Objection, Tier
from pe_tools.workshop import State
from pe_tools.workshop.arrivals import Proposal, Writing
from pe_tools.workshop.arriving import Settled


@dataclass(frozen=True)
class Proposed:
    """An item that somebody proposed, and what became of it.

    ``id`` names it to the record and says nothing of who proposed it or when. ``text`` is "" where
    it may not be quoted, ``verdict`` "" while the proposal waits. ``item`` is the id of the item
    that it became, or that says the same.
    """

    id: str
    step: str
    text: str
    verdict: Settled | Literal[""]
    reason: str
    item: str


@dataclass(frozen=True)
class Written:
    """What somebody wrote in a step of writing; ``text`` is "" where it may not be quoted."""

    step: str
    text: str


def proposals_of(
    state: State, allowed: Collection[str], quoted: Collection[str], purpose: Tier
) -> tuple[Proposed, ...]:
    """Return what was proposed, by id and so in no order of arrival.

    ``allowed`` are those whom the purpose may see, ``quoted`` those of them whose words may be
    shown. In the room the words are shown of everybody who allows the room: the group decides
    about them. Any other use needs the tier for quotes.
    """
    return tuple(
        _proposed(state, proposal, is_shown=purpose == "room" or subject in quoted)
        for _, proposal in sorted(state.arrivals.proposals.items())
        if (subject := proposal.subject) in allowed
    )


def writings_of(
    state: State, allowed: Collection[str], quoted: Collection[str]
) -> tuple[Written, ...]:
    """Return what was written, by its words; those need the tier for quotes in the room too."""
    found = (
        Written(writing.step, writing.text if writing.subject in quoted else "")
        for writing in state.arrivals.writings.values()
        if writing.subject in allowed
    )
    return tuple(sorted(found, key=lambda writing: (writing.step, writing.text)))


def authors_of(state: State, allowed: Collection[str]) -> dict[str, int]:
    """Return how many people proposed or wrote something, by step."""
    arrivals = state.arrivals
    sent: list[Proposal | Writing] = [*arrivals.proposals.values(), *arrivals.writings.values()]
    pairs = {(one.step, one.subject) for one in sent if one.subject in allowed}
    steps = [step for step, _ in pairs]
    return {step: steps.count(step) for step in sorted(set(steps))}


def notes_of(
    state: State, allowed: Collection[str], quoted: Collection[str]
) -> tuple[tuple[Objection, ...], int]:
    """Return the minority notes that may be quoted, by their words, and how many may not."""
    usable = [(subject, note) for subject, note in state.minority_notes if subject in allowed]
    shown = [note for subject, note in usable if subject in quoted]
    ordered = sorted(shown, key=lambda note: (note.item, note.text, note.role))
    return tuple(ordered), len(usable) - len(shown)


def _proposed(state: State, proposal: Proposal, *, is_shown: bool) -> Proposed:
    text = proposal.text if is_shown else ""
    settled = state.arrivals.settled.get(proposal.id)
    if settled is None:
        return Proposed(proposal.id, proposal.step, text, "", "", "")
    how = (settled.verdict, settled.reason, settled.item)
    return Proposed(proposal.id, proposal.step, text, *how)
