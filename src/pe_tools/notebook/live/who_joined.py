"""Who joined with a phone, role by role, beside those who were expected or counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pe_tools.blocks import Block, Callout, Paragraph, Table
from pe_tools.language import Words
from pe_tools.notebook.steps.base import Context
from pe_tools.workshop import State


def who_joined(context: Context, state: State, *, has_room: bool) -> Sequence[Block]:
    """Return who joined, and what is in the way of more."""
    warnings = _warnings(context.words, state, has_room=has_room)
    return [*warnings, *_roles(context, state), *_difference(context.words, state)]


def counted(context: Context, state: State) -> str:
    """Return how many phones joined, and how many people are expected where that is known."""
    words, expected = context.words, sum(context.tables.expected.values())
    phones = words.count("{n} phone joined", "{n} phones joined", _joined(state).total())
    if not expected:
        return phones
    return words.join([phones, words.say("{n} expected", n=words.number(expected))])


def _joined(state: State) -> Counter[str]:
    there = {*state.arrivals.seats.values()} - state.erased
    return Counter(state.roles[subject] for subject in there)


def _warnings(words: Words, state: State, *, has_room: bool) -> Iterator[Block]:
    if not has_room:
        what = words.say("Start pe serve in a terminal. Then press Look again.")
        yield Callout("caution", words.say("Phones cannot reach this workshop"), (what,))
    if state.arrivals.joining is None and state.arrivals.numbers:
        yield Paragraph(words.say("Joining is closed. Who joined keeps their seat."))


def _roles(context: Context, state: State) -> Iterator[Block]:
    words, joined, expected = context.words, _joined(state), context.tables.expected
    if not joined:
        return
    rows = tuple(
        (role.name, words.number(joined[role.id]), words.number(expected.get(role.id, 0)))
        for role in context.tables.kit.roles
        if joined[role.id] or expected.get(role.id)
    )
    header = (words.say("Role"), words.say("Joined"), words.say("Expected"))
    yield Table(words.say("Who joined with a phone"), header, rows, numeric=(1, 2))


def _difference(words: Words, state: State) -> Iterator[Block]:
    arrivals = state.arrivals
    if not arrivals.heads or arrivals.latest_mode != "open":
        return
    more = _joined(state).total() - arrivals.heads
    if more > 0:
        text = words.count("{n} more phone than people.", "{n} more phones than people.", more)
    elif more < 0:
        text = words.count("{n} person without a phone.", "{n} people without a phone.", -more)
    else:
        text = words.say("As many phones as people.")
    yield Paragraph(text, "lead")
