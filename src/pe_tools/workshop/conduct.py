"""Conduct a workshop: what a facilitator does, checked, and appended to the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from uuid import uuid4

from pe_tools.errors import (
    BrokenRulesError,
    NothingToUndoError,
    RoundClosedError,
    RoundOpenError,
    UnknownItemError,
)
from pe_tools.model import (
    Channel,
    Decision,
    Item,
    Note,
    Objection,
    Response,
    Tier,
    Treatment,
)
from pe_tools.record import Draft, Record
from pe_tools.workshop import acts
from pe_tools.workshop.course import ALL
from pe_tools.workshop.opening import Workshop, find_workshop
from pe_tools.workshop.rules import check_response
from pe_tools.workshop.state import Answers
from pe_tools.workshop.taking import draft_responses


@dataclass(frozen=True)
class Conductor:
    """The facilitator's hand on one workshop. Each act is one transaction of the record."""

    record: Record
    name: str

    def find(self) -> Workshop:
        """Return the workshop as it stands now."""
        return find_workshop(self.record, self.name)

    def set_up(
        self,
        expected: Mapping[str, int],
        min_group: int,
        *,
        limits: Mapping[str, str] = MappingProxyType({}),
        now: datetime,
    ) -> None:
        """Set the heads expected of each role, and the thresholds that are not the kit's."""
        self._append(
            acts.workshop_set(
                self.name, expected=expected, min_group=min_group, limits=limits, now=now
            )
        )

    def start(self, step: str, round_: int, minutes: int, *, now: datetime) -> None:
        """Begin a step, or give the running one a new number of minutes from now."""
        self._append(acts.step_started(self.name, step, round_, minutes, now=now))

    def open_round(self, step: str, round_: int, *, now: datetime) -> None:
        """Let a round take answers; nothing happens if it does already."""
        if not self.find().state.course.is_open(step, round_):
            self._append(acts.round_opened(self.name, step, round_, now=now))

    def close_round(self, step: str, round_: int, *, now: datetime) -> None:
        """Let a round take no more answers; nothing happens if it takes none."""
        if self.find().state.course.is_open(step, round_):
            self._append(acts.round_closed(self.name, step, round_, now=now))

    def reveal(self, step: str, round_: int, group: str = ALL, *, now: datetime) -> None:
        """Let a group's results of a closed round be seen.

        Raises
        ------
        RoundOpenError
            If the round is still open: results would lead those who have not answered yet.
        """
        if self.find().state.course.is_open(step, round_):
            raise RoundOpenError(step=step, round=round_)
        self._append(acts.results_revealed(self.name, step, round_, group, now=now))

    def note(self, note: Note, *, now: datetime) -> None:
        """Note what was said about an item."""
        self._check_item(note.item)
        self._append(acts.note_taken(self.name, note, now=now))

    def treat(self, treatment: Treatment, *, now: datetime) -> None:
        """Set the treatment of a harm, in place of an earlier one."""
        self._check_item(treatment.item)
        self._append(acts.treatment_set(self.name, treatment, now=now))

    def decide(self, decision: Decision, *, now: datetime) -> None:
        """Note a decision of the group."""
        self._check_item(decision.item)
        self._append(acts.decision_taken(self.name, decision, now=now))

    def object(self, objection: Objection, *, now: datetime) -> None:
        """Note a reasoned objection."""
        self._check_item(objection.item)
        self._append(acts.objection_noted(self.name, objection, now=now))

    def add_item(self, kind: str, text: str, *, now: datetime) -> None:
        """Add an item that the group wrote itself."""
        item = Item(f"{kind}-{uuid4().hex[:8]}", kind, text, "written in the workshop")
        self._append(acts.item_added(self.name, item, now=now))

    def drop_item(self, item: str, *, now: datetime) -> None:
        """Drop an item, so that it is not asked."""
        self._check_item(item)
        self._append(acts.item_dropped(self.name, item, now=now))

    def undo(self, *, now: datetime) -> None:
        """Take the newest act of the facilitator back.

        Raises
        ------
        NothingToUndoError
            If there is no act to take back.
        """
        last = self.find().state.course.last_act
        if last is None:
            raise NothingToUndoError()
        self._append(acts.undone(self.name, last[0], now=now))

    def answer(self, response: Response, tier: Tier, *, now: datetime) -> None:
        """Take what one participant answered on a tablet.

        Raises
        ------
        RoundClosedError
            If the round takes no answers.
        BrokenRulesError
            If an answer breaks a rule of the kit.
        """
        if not self.find().state.course.is_open(response.step, response.round):
            raise RoundClosedError(step=response.step, round=response.round)
        self._take(response, tier, "tablet", now=now)

    def enter_sheet(self, response: Response, tier: Tier, *, entry: int, now: datetime) -> bool:
        """Take a paper sheet that was typed for the first or the second time.

        Returns
        -------
        bool
            Whether the two entries agree; the answers count once they do. After a first entry
            alone: False.
        """
        self._check(response)
        subject = self.record.subject(self.name, response.participant)
        sheet = acts.sheet_entered(
            self.name,
            subject,
            response.step,
            response.round,
            response.answers,
            entry=entry,
            now=now,
        )
        nothing_yet = replace(response, answers=())
        people = self._drafts(nothing_yet, tier, "paper", now=now)
        self.record.append([*people, sheet])
        first, second = self.entries(response)
        if not (first and first == second):
            return False
        self._take(response, tier, "paper", now=now)
        return True

    def count_single(self, step: str, round_: int, *, now: datetime) -> int:
        """Let the sheets count that were typed only once; return how many they are."""
        state = self.find().state
        waiting = {
            key: typed[1]
            for key, typed in state.sheets.items()
            if key[1:] == (step, round_) and set(typed) == {1} and key not in state.answers
        }
        self.record.append(
            acts.answered(
                self.name, key[0], step, round_, [*answers.values()], channel="paper", now=now
            )
            for key, answers in waiting.items()
        )
        return len(waiting)

    def settle_sheet(self, response: Response, tier: Tier, *, now: datetime) -> None:
        """Take the answers that were chosen where two entries of a sheet differed."""
        self._take(response, tier, "paper", now=now)

    def entries(self, response: Response) -> tuple[Answers, Answers]:
        """Return the first and the second entry of a sheet; empty where there is none."""
        subject = self.record.subject(self.name, response.participant)
        typed = self.find().state.sheets.get((subject, response.step, response.round), {})
        return typed.get(1, {}), typed.get(2, {})

    def _take(self, response: Response, tier: Tier, channel: Channel, *, now: datetime) -> None:
        self._check(response)
        self.record.append(self._drafts(response, tier, channel, now=now))

    def _drafts(
        self, response: Response, tier: Tier, channel: Channel, *, now: datetime
    ) -> tuple[Draft, ...]:
        taken = draft_responses(
            self.record,
            self.name,
            [response],
            consents={},
            tier=tier,
            how=f"given on {channel}",
            channel=channel,
            now=now,
        )
        return taken.drafts

    def _check(self, response: Response) -> None:
        if faults := check_response(self.find().kit, response):
            raise BrokenRulesError(what=" ".join(str(fault) for fault in faults))

    def _check_item(self, item: str) -> None:
        known = {one.id for one in self.find().kit.items}
        if item and item not in known:
            raise UnknownItemError(item=item)

    def _append(self, draft: Draft) -> None:
        self.record.append([draft])
