"""Host a room: what a facilitator does about people coming in, and about what they propose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from pe_tools.errors import (
    ConditionsMissingError,
    UnknownCareRowError,
    UnknownItemError,
    UnknownProposalError,
    UnknownSeatError,
)
from pe_tools.language import known_languages
from pe_tools.model import CARE, VALID, CareMark, CommunityDecision, Item
from pe_tools.record import Draft, Record
from pe_tools.workshop import arriving
from pe_tools.workshop.arriving import Mode
from pe_tools.workshop.community import care_marked, community_decided
from pe_tools.workshop.following import Card, cards_of, readmission_code
from pe_tools.workshop.notice import Notice, Texts, first_notice, next_notice
from pe_tools.workshop.opening import Workshop, find_workshop, kit_as_asked


@dataclass(frozen=True)
class Host:
    """The facilitator's hand on the door. Each act is one transaction of the record."""

    record: Record
    name: str

    def find(self) -> Workshop:
        """Return the workshop as it stands now."""
        return find_workshop(self.record, self.name)

    def open_joining(self, mode: Mode, *, now: datetime) -> None:
        """Let people join with a new code; they are told the notice that holds by then."""
        opening = arriving.joining_opened(self.name, mode, now=now)
        self.record.append([*self._first_notice(now), opening])

    def close_joining(self, *, now: datetime) -> None:
        """Let nobody join any more; the code is dead."""
        if self.find().state.arrivals.joining is not None:
            self.record.append([arriving.joining_closed(self.name, now=now)])

    def change_notice(
        self,
        *,
        texts: Texts,
        fields: Mapping[str, str],
        what_changed: Texts,
        now: datetime,
    ) -> Notice:
        """Tell participants something else from now on, and return what.

        If a field changes, nobody's answers are used until they said yes to the new notice.

        Raises
        ------
        UnknownNoticeFieldError, NoticeTextMissingError, WhatChangedMissingError
        NoticeUnchangedError
        """
        following = self.draft_notice(texts=texts, fields=fields, what_changed=what_changed)
        first = self._first_notice(now)
        self.record.append([*first, arriving.notice_set(self.name, following, now=now)])
        return following

    def draft_notice(
        self, *, texts: Texts, fields: Mapping[str, str], what_changed: Texts
    ) -> Notice:
        """Return the notice that would follow; nothing is told to anybody yet.

        Raises
        ------
        UnknownNoticeFieldError, NoticeTextMissingError, WhatChangedMissingError
        NoticeUnchangedError
        """
        state = self.find().state
        known = len(state.consents.turn_of) or 1  # the first notice, told or not
        return next_notice(
            self.notice(),
            version=str(known + 1),
            texts=texts,
            fields=fields,
            what_changed=what_changed,
            language=state.language,
        )

    def holding(self, now: datetime) -> int:
        """Return how many consents hold at a moment."""
        state = self.find().state
        return sum(
            state.consents.of(subject).state_at(now) in VALID
            for subject in state.roles
            if subject not in state.erased
        )

    def notice(self) -> Notice:
        """Return what participants are told now, or would be if joining opened."""
        state = self.find().state
        if state.arrivals.notice is not None:
            return state.arrivals.notice
        kits = {language: kit_as_asked(state, language) for language in known_languages()}
        return first_notice(kits, state.partnership, state.language)

    def note_community_decision(self, decision: CommunityDecision, *, now: datetime) -> None:
        """Note what a community decided about its data; the newest decision about a use counts.

        Raises
        ------
        ConditionsMissingError
            If it is on conditions, and they are not said.
        """
        if decision.ruling == "conditions" and not decision.conditions.strip():
            raise ConditionsMissingError()
        self.record.append([community_decided(self.find().name, decision, now=now)])

    def mark_care(self, mark: CareMark, *, now: datetime) -> None:
        """Note how far a row of CARE is met, and what shows it.

        Raises
        ------
        UnknownCareRowError
            If CARE has no such row.
        """
        if mark.code not in CARE:
            raise UnknownCareRowError(row=mark.code, known=", ".join(CARE))
        self.record.append([care_marked(self.find().name, mark, now=now)])

    def make_cards(self, roles: Mapping[str, int], *, now: datetime) -> list[Card]:
        """Return new cards, so many of each role ("" for any): each lets one person in, once."""
        draft = arriving.cards_made(self.name, roles, now=now)
        self.record.append([draft])
        return cards_of(self.record, self.name, draft.id, dict(roles))

    def count_heads(self, heads: int, *, now: datetime) -> None:
        """Note how many people the facilitator counted in the room."""
        self.record.append([arriving.heads_counted(self.name, heads, now=now)])

    def open_readmission(self, number: int, *, now: datetime) -> str:
        """Return a code with which the seat of this number moves to another phone, once.

        Raises
        ------
        UnknownSeatError
            If no participant, or more than one, has a seat of this number.
        """
        numbers = [*self.find().state.arrivals.numbers.values()]
        if numbers.count(number) != 1:
            raise UnknownSeatError(number=number)
        draft = arriving.readmission_opened(self.name, number, now=now)
        self.record.append([draft])
        return readmission_code(self.record, self.name, draft.id)

    def accept(self, proposal: str, kind: str, text: str, *, now: datetime) -> None:
        """Make an item of a proposal, in these words."""
        self._check(proposal)
        item = Item(f"{kind}-{uuid4().hex[:8]}", kind, text, "proposed in the workshop")
        self._settle(
            arriving.proposal_settled(
                self.name, proposal, "accepted", "", item.id, added=item, now=now
            )
        )

    def merge(self, proposal: str, item: str, *, now: datetime) -> None:
        """Settle a proposal that says what an item says already."""
        self._check(proposal)
        if item not in {known.id for known in self.find().kit.items}:
            raise UnknownItemError(item=item)
        self._settle(arriving.proposal_settled(self.name, proposal, "merged", "", item, now=now))

    def refuse(self, proposal: str, reason: str, *, now: datetime) -> None:
        """Settle a proposal that is not asked, with a reason that stays in the record."""
        self._check(proposal)
        self._settle(
            arriving.proposal_settled(self.name, proposal, "refused", reason, "", now=now)
        )

    def _settle(self, draft: Draft) -> None:
        self.record.append([draft])

    def _check(self, proposal: str) -> None:
        arrivals = self.find().state.arrivals
        if proposal not in arrivals.proposals or proposal in arrivals.settled:
            raise UnknownProposalError()

    def _first_notice(self, now: datetime) -> list[Draft]:
        if self.find().state.arrivals.notice is not None:
            return []
        return [arriving.notice_set(self.name, self.notice(), now=now)]
