"""What a facilitator should look at twice in a proposal, before it is read out to all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from pe_tools.language import Words
from pe_tools.model import Item

MOST_SIGNS = 120
"""Characters of an item; what is longer cannot be judged at once."""

_ALIKE = 0.75  # of 1 for the same letters in the same order
_MARKS = ("?", "\u061f")
_ADDRESS = re.compile(r"@\w|\w@")
_NUMBER = re.compile(r"\d(?:[\s()/.-]?\d){6,}")
_PAIR = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ][\w'’-]+")
_TITLES = r"Mr|Mrs|Ms|Dr|Mme|Mlle|Madame|Monsieur|السيد|السيدة|الدكتور|الدكتورة|الأستاذ|الأستاذة"
_TITLED = re.compile(rf"\b(?:{_TITLES})\.? \w")


def troubles(words: Words, text: str, items: Sequence[Item]) -> Iterator[str]:
    """Yield what looks like trouble in a text, in sentences; it may look so and be none."""
    say = words.say
    if len(text) > MOST_SIGNS:
        yield say("It is longer than {n} characters.", n=words.number(MOST_SIGNS))
    if any(mark in text for mark in _MARKS):
        yield say("It asks a question.")
    if twin := twin_of(text, items):
        yield say("It is nearly the same as: {item}", item=twin.text)
    if names_somebody(text):
        yield say("It may name somebody.")


def twin_of(text: str, items: Sequence[Item]) -> Item | None:
    """Return the item that says nearly the same in nearly the same words; None if none does."""
    likeness = {item.id: _likeness(_plain(text), _plain(item.text)) for item in items}
    nearest = max(items, key=lambda item: likeness[item.id], default=None)
    return nearest if nearest and likeness[nearest.id] >= _ALIKE else None


def names_somebody(text: str) -> bool:
    """Return whether a text holds what looks like a name, a telephone number or an address.

    Examples
    --------
    >>> names_somebody("Ask Dr Sarr, she knows.")
    True
    >>> names_somebody("The list is sold.")
    False
    """
    return any(look.search(text) for look in (_ADDRESS, _NUMBER, _PAIR, _TITLED))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@lru_cache(maxsize=4096)
def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
