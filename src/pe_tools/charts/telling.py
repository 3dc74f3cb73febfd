"""Sentences that several charts say."""

from __future__ import annotations

from collections.abc import Sequence

from pe_tools.language import Words

_ENDS = (".", "?", "!", "؟", "…", "。", "।")


def titled(title: str, *sentences: str) -> str:
    """Return a title and sentences as one text; an empty sentence is left out."""
    opening = title.strip()
    if opening and not opening.endswith(_ENDS):
        opening += "."
    return " ".join(part for part in (opening, *sentences) if part)


def listed(words: Words, names: Sequence[str]) -> str:
    """Return names in quotes, one after the other."""
    quoted = [words.say("“{name}”", name=name) for name in names]
    text = quoted[0]
    for name in quoted[1:]:
        text = words.say("{some}, {more}", some=text, more=name)
    return text


def people(words: Words, n: int) -> str:
    """Return how many people, such as "7 people"."""
    return words.count("{n} person", "{n} people", n)


def nobody(words: Words) -> str:
    """Return the sentence for a chart that has nothing to show yet."""
    return words.say("Nobody has answered yet.")


def share_of(words: Words, part: int, whole: int) -> str:
    """Return a count out of a count, such as "7 of 12"."""
    return words.say("{part} of {whole}", part=words.number(part), whole=words.number(whole))
