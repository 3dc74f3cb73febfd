"""What a room is shown of a round that was revealed, while people can still answer it.

A picture that changes with each answer tells what the person answered who just pressed send. So
the room keeps seeing the same snapshot until enough people's answers differ from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TypeAlias

from pe_tools.record import Event
from pe_tools.workshop.consents import AGREED, ENDED
from pe_tools.workshop.course import ALL, RoundKey
from pe_tools.workshop.state import Answers, answers_in, latest_answers

Sheets: TypeAlias = dict[str, Answers]
"""What everybody answered in a round, by pseudonym."""


def next_shown(
    shown: Sequence[Sheets], current: Sheets, *, is_closed: bool, min_live: int
) -> Sheets:
    """Return what the room is shown now of a round.

    Parameters
    ----------
    shown : sequence of Sheets
        What it was shown of the round before, the newest last; without those who left.
    current : Sheets
        The answers as they are.
    is_closed : bool
        Whether the round closed since the newest was shown.
    min_live : int
        How many people's answers have to differ between any two things that are shown.

    Returns
    -------
    Sheets
        ``current`` if nothing was shown yet, if the round closed, or if it differs from everything
        that was shown in the answers of nobody or of at least ``min_live`` people; else the newest
        again.

    Notes
    -----
    Comparing with the newest alone is not enough: some may answer as they did before, and then
    the third snapshot may lie one person away from the first.

    Whoever withdraws leaves at once, from what is shown too, because nobody's answers may be used
    against their will. That shows what they had answered to somebody who compares the picture
    before and after, and knows who withdrew. The other choice, to keep on showing them until
    enough others change, would hide that and break a promise; so the promise is kept.
    """
    if is_closed or not shown:
        return current
    counts = (_differing(one, current, most=min_live) for one in reversed(shown))
    return current if all(n in (0, min_live) for n in counts) else shown[-1]


def _differing(one: Sheets, other: Sheets, *, most: int) -> int:
    """Return how many people's answers differ, counted up to ``most``.

    Whoever answered last stands last in ``other`` and is looked at first: they differ most often.
    """
    people = chain(reversed(other), (who for who in one if who not in other))
    changed = (who for who in people if one.get(who) is not other.get(who))
    differing = (who for who in changed if one.get(who) != other.get(who))
    return sum(1 for _ in islice(differing, most))


@dataclass
class Screen:
    """What the room was shown, round by round, as the events of a record went on.

    It follows from the record alone, so every page shows the same, also after a restart. An act
    that was taken back later had been seen when it happened, so it counts here. ``heard`` are
    those who answered since the newest snapshot.
    """

    min_live: int
    sheets: dict[RoundKey, Sheets] = field(default_factory=dict)
    shown: dict[RoundKey, list[Sheets]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    heard: dict[RoundKey, set[str]] = field(default_factory=dict)

    def follow(self, events: Iterable[Event], allowed: Collection[str]) -> Screen:
        """Take events in; people count who are allowed to be shown now, or who left by an act."""
        listed = [event for event in events if event.body is not None]
        known = {event.subject for event in listed if event.kind in ENDED} | {*allowed}
        for event in listed:
            if not event.subject or event.subject in known:
                self._take(event)
        return self

    def newest(self, key: RoundKey) -> Sheets | None:
        """Return what is shown of a round; None if it was never revealed to the room."""
        return self.shown[key][-1] if key in self.shown else None

    def waiting(self, key: RoundKey) -> int:
        """Return how many people's answers are newer than what is shown of a round."""
        shown = self.newest(key)
        current = self._current(key)
        return 0 if shown is None else _differing(shown, current, most=len(current))

    def _take(self, event: Event) -> None:
        if event.kind in ENDED:
            self._leave(event.subject)
        elif event.kind in AGREED:
            self._return(event.subject)
        elif event.kind == "answered":
            self._answer(event)
        elif event.kind == "round-closed":
            self._show(_key(event), is_closed=True)
        elif event.kind == "results-revealed" and (event.body or {}).get("group") == ALL:
            self._reveal(_key(event))

    def _answer(self, event: Event) -> None:
        key, given = _key(event), answers_in(event.body or {})
        sheets = self.sheets.setdefault(key, {})
        sheets[event.subject] = latest_answers(sheets.pop(event.subject, {}), given)
        heard = self.heard.setdefault(key, set())
        heard.add(event.subject)
        if len(heard) >= self.min_live:  # fewer cannot differ in enough people
            self._show(key, is_closed=False)

    def _reveal(self, key: RoundKey) -> None:
        if key not in self.shown:
            self.shown[key] = [self._current(key)]
            self.heard[key] = set()

    def _show(self, key: RoundKey, *, is_closed: bool) -> None:
        if key in self.shown:
            shown, current = self.shown[key], self._current(key)
            found = next_shown(shown, current, is_closed=is_closed, min_live=self.min_live)
            if found is current:
                shown.append(found)
                self.heard[key] = set()

    def _leave(self, subject: str) -> None:
        self.gone.add(subject)
        self.shown = {
            key: [_without(subject, sheets) for sheets in shown]
            for key, shown in self.shown.items()
        }

    def _return(self, subject: str) -> None:
        if subject in self.gone:
            self.gone.remove(subject)
            for heard in self.heard.values():
                heard.add(subject)

    def _current(self, key: RoundKey) -> Sheets:
        sheets = self.sheets.get(key, {})
        return {who: answers for who, answers in sheets.items() if who not in self.gone}


def _without(subject: str, sheets: Sheets) -> Sheets:
    return {who: answers for who, answers in sheets.items() if who != subject}


def _key(event: Event) -> RoundKey:
    body = event.body or {}
    return str(body["step"]), int(str(body["round"]))
