"""How people came in and how their answers did, beside how many were counted in the room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pe_tools.blocks import Block, Paragraph, Table
from pe_tools.language import Words
from pe_tools.notebook.steps.base import Context


def came_in(context: Context) -> Iterator[Block]:
    """Yield how many people came in by which way, and how many heads were counted."""
    words, people = context.words, context.tables.people
    if people["mode"].any():
        modes = people["mode"].value_counts()
        ways = {name: int(modes.get(mode, 0)) for mode, name in _modes(words).items()}
        yield _table(words, words.say("How people came in"), ways)
    answers = context.tables.answers
    if set(answers["channel"]) - {"import"}:
        used = answers.groupby("channel")["participant"].nunique()
        ways = {name: int(used.get(channel, 0)) for channel, name in _channels(words).items()}
        yield _table(
            words, words.say("How answers came in; one person may use several ways"), ways
        )
    yield from _heads(context)


def _table(words: Words, caption: str, ways: Mapping[str, int]) -> Table:
    rows = tuple((name, words.number(n)) for name, n in ways.items() if n)
    return Table(caption, (words.say("Way"), words.say("People")), rows, numeric=(1,))


def _modes(words: Words) -> dict[str, str]:
    return {
        "open": words.say("With the code of the room"),
        "cards": words.say("With a printed card"),
        "roster": words.say("With the card of a person on a list"),
        "": words.say("Without a phone of their own"),
    }


def _channels(words: Words) -> dict[str, str]:
    return {
        "phone": words.say("By phone"),
        "tablet": words.say("On a tablet"),
        "paper": words.say("On paper"),
        "terminal": words.say("Typed in a terminal"),
        "import": words.say("From a file"),
    }


def _heads(context: Context) -> Iterator[Paragraph]:
    """Yield how many heads were counted, and how many more or fewer the record knows of."""
    words, tables = context.words, context.tables
    if not tables.heads:
        return
    more = len(tables.people) + tables.left_out.total - tables.heads
    yield Paragraph(
        words.count(
            "The facilitator counted {n} person in the room.",
            "The facilitator counted {n} people in the room.",
            tables.heads,
        )
    )
    if more > 0:
        yield Paragraph(
            words.count(
                "{n} person more is in the record.", "{n} people more are in the record.", more
            )
        )
    elif more < 0:
        yield Paragraph(
            words.count(
                "{n} of them is not in the record.", "{n} of them are not in the record.", -more
            )
        )
    else:
        yield Paragraph(words.say("As many are in the record."))
