"""What a room is shown of a round while people answer it never tells one person's answer."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.kits import load_kit
from pe_tools.model import Answer
from pe_tools.record import Draft, Event
from pe_tools.workshop import ALL, Screen, acts
from pe_tools.workshop.screen import Sheets, next_shown

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
KEY = ("rate", 1)
PEOPLE = [f"p{number}" for number in range(9)]

KIT = """\
id: tiny
version: "1"
title: Tiny
purpose: Agree.
minutes: 10
roles: [{id: all, name: All}]
scales:
  - id: yes
    question: Yes?
    points: [{value: 0, word: "no"}, {value: 1, word: "yes"}, {value: 2, word: very}]
items: [{id: thing, kind: thing, text: A thing., source: written for this test}]
steps: [{id: rate, kind: rate, title: Rate, items: thing, scales: ["yes"]}]
agenda: [{minutes: 10, step: rate, round: 1}]
"""


def sheets(**values: int) -> Sheets:
    return {who: {("thing", "yes"): Answer("thing", "yes", n)} for who, n in values.items()}


def differing(one: Sheets, other: Sheets) -> int:
    """Count people as by hand, apart from the code that is tried."""
    return len([who for who in set(one) | set(other) if one.get(who) != other.get(who)])


FIRST = sheets(a=0, b=0, c=0)


@pytest.mark.parametrize(
    ("shown", "current", "is_closed", "expected"),
    [
        pytest.param([], FIRST, False, FIRST, id="nothing was shown yet"),
        pytest.param([FIRST], sheets(a=1, b=0, c=0), False, FIRST, id="one of two needed"),
        pytest.param(
            [FIRST], sheets(a=1, b=1, c=0), False, sheets(a=1, b=1, c=0), id="two changed"
        ),
        pytest.param(
            [FIRST], sheets(a=0, b=0, c=0, d=1, e=1), False, sheets(a=0, b=0, c=0, d=1, e=1),
            id="two came",
        ),
        pytest.param(
            [FIRST], sheets(a=1, b=0, c=0), True, sheets(a=1, b=0, c=0), id="the round closed"
        ),
        pytest.param(
            [FIRST, sheets(a=1, b=1, c=0)], sheets(a=0, b=0, c=1), False, sheets(a=1, b=1, c=0),
            id="one person away from what was shown first",
        ),
        pytest.param(
            [FIRST, sheets(a=1, b=1, c=0)], FIRST, False, FIRST, id="all as it was at first"
        ),
    ],
)  # fmt: skip
def test_what_is_shown_next(
    shown: list[Sheets], current: Sheets, is_closed: bool, expected: Sheets
) -> None:
    assert next_shown(shown, current, is_closed=is_closed, min_live=2) == expected


answer_or_close = st.one_of(
    st.just("close"), st.tuples(st.sampled_from(PEOPLE), st.integers(0, 2))
)


@given(st.lists(answer_or_close, max_size=80), st.integers(1, 6))
def test_any_two_snapshots_of_an_open_round_differ_in_enough_people(acts_, min_live) -> None:
    current: Sheets = {}
    shown: list[Sheets] = [current]
    while_open = [current]
    for act in acts_:
        if act != "close":
            current = {**current, **sheets(**{act[0]: act[1]})}
        found = next_shown(shown, current, is_closed=act == "close", min_live=min_live)
        shown.append(found)
        while_open = [found] if act == "close" else [*while_open, found]
        for one, other in combinations(while_open, 2):
            assert differing(one, other) == 0 or differing(one, other) >= min_live


@given(st.lists(answer_or_close, max_size=40), st.integers(1, 6))
def test_a_round_that_closed_is_shown_as_it_is(acts_, min_live) -> None:
    current: Sheets = {}
    shown: list[Sheets] = []
    for act in acts_:
        if act != "close":
            current = {**current, **sheets(**{act[0]: act[1]})}
        shown.append(next_shown(shown, current, is_closed=act == "close", min_live=min_live))
        if act == "close":
            assert shown[-1] == current


def event(draft: Draft, seq: int) -> Event:
    return Event("w", seq, draft.id, draft.kind, draft.subject, "", dict(draft.body), "", "")


def answered(who: str, value: int) -> Draft:
    return acts.answered("w", who, *KEY, [Answer("thing", "yes", value)], now=NOW)


def followed(*drafts: Draft, allowed: list[str] = PEOPLE, min_live: int = 2) -> Screen:
    events = [event(draft, seq) for seq, draft in enumerate(drafts, start=1)]
    return Screen(min_live).follow(events, allowed)


def values(screen: Screen) -> dict[str, int | None] | None:
    newest = screen.newest(KEY)
    return newest and {who: answers["thing", "yes"].value for who, answers in newest.items()}


OPENED = acts.round_opened("w", *KEY, now=NOW)
CLOSED = acts.round_closed("w", *KEY, now=NOW)
REVEALED = acts.results_revealed("w", *KEY, ALL, now=NOW)
BEGUN = (OPENED, answered("p0", 0), answered("p1", 0), answered("p2", 0), CLOSED)
SHOWN = {"p0": 0, "p1": 0, "p2": 0}


def test_nothing_is_shown_before_all_together_are_revealed() -> None:
    one_role = acts.results_revealed("w", *KEY, "all-but-one", now=NOW)
    assert followed(*BEGUN, one_role).newest(KEY) is None
    assert values(followed(*BEGUN, REVEALED)) == SHOWN


def test_a_round_that_is_open_again_shows_what_it_showed() -> None:
    screen = followed(*BEGUN, REVEALED, OPENED, answered("p0", 2))
    assert values(screen) == SHOWN
    assert screen.waiting(KEY) == 1
    screen = followed(*BEGUN, REVEALED, OPENED, answered("p0", 2), answered("p3", 2))
    assert values(screen) == {**SHOWN, "p0": 2, "p3": 2}
    assert screen.waiting(KEY) == 0


def test_what_was_answered_twice_is_one_person() -> None:
    screen = followed(*BEGUN, REVEALED, OPENED, answered("p0", 2), answered("p0", 1))
    assert values(screen) == SHOWN


def test_closing_shows_all() -> None:
    screen = followed(*BEGUN, REVEALED, OPENED, answered("p0", 2), CLOSED)
    assert values(screen) == {**SHOWN, "p0": 2}


def test_a_late_sheet_of_paper_waits_for_others() -> None:
    assert values(followed(*BEGUN, REVEALED, answered("p3", 2))) == SHOWN
    late = (answered("p3", 2), answered("p4", 1))
    assert values(followed(*BEGUN, REVEALED, *late)) == {**SHOWN, "p3": 2, "p4": 1}


def test_who_withdraws_leaves_at_once_and_does_not_count() -> None:
    gone = acts.consent_withdrawn("w", "p0", now=NOW)
    back = acts.consent_given("w", "p0", "room", "test", now=NOW)
    changed = (*BEGUN, REVEALED, OPENED, answered("p0", 2), gone)
    assert values(followed(*changed)) == {"p1": 0, "p2": 0}
    assert values(followed(*changed, answered("p1", 2))) == {"p1": 0, "p2": 0}
    assert values(followed(*changed, back, answered("p1", 2))) == {"p0": 2, "p1": 2, "p2": 0}


def test_who_allows_it_again_counts_as_one_who_changed() -> None:
    gone = acts.consent_withdrawn("w", "p0", now=NOW)
    back = acts.consent_given("w", "p0", "room", "test", now=NOW)
    screen = followed(*BEGUN, REVEALED, OPENED, gone, back)
    assert values(screen) == {"p1": 0, "p2": 0}
    screen = followed(*BEGUN, REVEALED, OPENED, gone, back, answered("p1", 2))
    assert values(screen) == {**SHOWN, "p1": 2}


def test_a_second_reveal_shows_no_more_than_the_first() -> None:
    undone = acts.undone("w", REVEALED.id, now=NOW)
    again = acts.results_revealed("w", *KEY, ALL, now=NOW)
    assert values(followed(*BEGUN, REVEALED, undone, answered("p0", 2), again)) == SHOWN


@given(st.lists(answer_or_close, max_size=80), st.integers(1, 6))
def test_the_screen_shows_what_the_rule_says(acts_, min_live) -> None:
    drafts, current = [], {}
    shown: list[Sheets] = [current]
    for act in acts_:
        if act != "close":
            current = {**current, **sheets(**{act[0]: act[1]})}
        drafts.append(CLOSED if act == "close" else answered(*act))
        shown.append(next_shown(shown, current, is_closed=act == "close", min_live=min_live))
    screen = followed(OPENED, CLOSED, REVEALED, OPENED, *drafts, min_live=min_live)
    assert screen.newest(KEY) == shown[-1]


def test_who_was_never_allowed_does_not_count() -> None:
    late = (answered("p3", 2), answered("p4", 1))
    allowed = [who for who in PEOPLE if who != "p4"]
    assert values(followed(*BEGUN, REVEALED, *late, allowed=allowed)) == SHOWN


def test_an_undone_closing_had_been_seen() -> None:
    undone = acts.undone("w", CLOSED.id, now=NOW)
    screen = followed(*BEGUN, REVEALED, OPENED, answered("p0", 2), CLOSED, undone)
    assert values(screen) == {**SHOWN, "p0": 2}


def test_the_limit_is_a_threshold_that_a_kit_may_set() -> None:
    assert load_kit(KIT).thresholds.min_live == 5
    assert load_kit(KIT + "thresholds: {min_live: 7}\n").thresholds.min_live == 7
