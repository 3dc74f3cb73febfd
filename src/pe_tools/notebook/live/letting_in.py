"""Letting somebody back in whose phone was lost: a code that moves a seat, once."""

from __future__ import annotations

from collections.abc import Iterator

from pe_tools.errors import ControlError
from pe_tools.language import Words
from pe_tools.widgets import Control, Fold, Form, Spelt, TextField
from pe_tools.workshop import Follower
from pe_tools.workshop.codes import spelt

_MOST_DIGITS = 5


def letting_in(words: Words, follower: Follower) -> Iterator[Control]:
    """Yield the form for the number of a seat, and the codes that move one, out of sight."""
    if not follower.state.arrivals.numbers:
        return
    say = words.say
    number = TextField(
        "number",
        say("Number of the seat"),
        is_required=True,
        max_length=_MOST_DIGITS,
        hint=say("It stood on the phone, at the top of the page."),
    )
    yield Form("readmit", say("Let a person in with another phone"), (number,), say("Make a code"))
    codes = tuple(_spelt(words, code, n) for code, n in follower.readmission_codes().items())
    if codes:
        title = say("Show the code. Only the person of this seat may see it.")
        yield Fold("readmissions", title, codes)


def whole_number(text: str, label: str, words: Words) -> int:
    """Return the number that somebody typed, in whatever digits.

    Raises
    ------
    ControlError
        If it is no whole number.
    """
    if not text.isdecimal():
        raise ControlError(what=words.say("{label}: type a whole number.", label=label))
    return int(text)


def _spelt(words: Words, code: str, number: int) -> Spelt:
    label = words.say("Code for seat {number}", number=words.number(number))
    hint = words.say("Type it on the new phone, in place of the code of the room.")
    return Spelt(label, spelt(code), hint)
