"""Answers: what a participant said about an item, or why there is no value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Missing = Literal["", "dont-know", "prefer-not", "unreadable"]
"""Why an answer has no value. Each is an answer: kept apart, counted, never imputed."""

Channel = Literal["phone", "tablet", "paper", "terminal", "import"]
"""How an answer came in. One count holds all of them; reports say whether channels differ."""

RANK = "rank"
"""The scale id of an answer to a step of kind "rank": its value is 1 (best), 2, 3 ..."""

CHOICE = "choice"
"""The scale id of an answer to a step of kind "choose": its value is 1 (chosen) or 0."""

POINTS = "points"
"""The scale id of an answer to a step of kind "points": its value is a share of the points."""

WHOLE = (RANK, CHOICE, POINTS)
"""The scale ids of answers that only mean something together: a later sheet replaces them all."""


@dataclass(frozen=True)
class Answer:
    """One judgement: a value on a scale, or (value None) the reason why there is none."""

    item: str
    scale: str
    value: int | None
    missing: Missing = ""


@dataclass(frozen=True)
class Response:
    """What one participant sent at once: the answers to one step in one round.

    ``participant`` is the label on the sheet; the record keeps only a keyed pseudonym of it.
    """

    participant: str
    step: str
    round: int
    answers: tuple[Answer, ...]
    role: str = ""
