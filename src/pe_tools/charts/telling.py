"""What several charts say, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import pandas as pd

from pe_tools.language import Words
from pe_tools.model import Scale

_Labelled = TypeVar("_Labelled", pd.DataFrame, pd.Series)
_ENDS = (".", "?", "!", "؟", "…", "。", "।")


def titled(title: str, *sentences: str) -> str:
    """Return a title and sentences as one text; an empty sentence is left out."""
    opening = title.strip()
    if opening and not opening.endswith(_ENDS):
        opening += "."
    return " ".join(part for part in (opening, *sentences) if part)


def listed(words: Words, names: Sequence[str]) -> str:
    """Return names in quotes, one after the other."""
    return words.join(words.say("“{name}”", name=name) for name in names)


def people(words: Words, n: int) -> str:
    """Return how many people, such as "7 people"."""
    return words.count("{n} person", "{n} people", n)


def nobody(words: Words) -> str:
    """Return the sentence for a chart that has nothing to show yet."""
    return words.say("Nobody has answered yet.")


def share_of(words: Words, part: int, whole: int) -> str:
    """Return a count out of a count, such as "7 of 12"."""
    return words.say("{part} of {whole}", part=words.number(part), whole=words.number(whole))


def point_word(words: Words, scale: Scale, value: int) -> str:
    """Return the word of a point of a scale, or its number as the language writes it."""
    word = scale.word(value)
    return words.number(value) if word == str(value) else word


def in_order(labelled: _Labelled, index: pd.Index) -> _Labelled:
    """Return rows in the order of an index; equal labels are taken as they stand."""
    return labelled if labelled.index.equals(index) else labelled.reindex(index)
