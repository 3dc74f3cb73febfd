"""What a page may show while the workshop is held: nothing before its time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from pe_tools.model import usual_use
from pe_tools.record import Record
from pe_tools.tables.allowing import numbered, reasons_of
from pe_tools.tables.door import Tables, tables_of
from pe_tools.workshop import ALL, Screen, State, find_workshop
from pe_tools.workshop.course import RoundKey
from pe_tools.workshop.state import AnswerKey, Answers

_HEADS = ["step", "round", "role"]


@dataclass(frozen=True)
class Live:
    """What a live page may show, and what it may count.

    Attributes
    ----------
    tables : Tables
        For the room. Of a round that was opened here there are no answers until all together are
        revealed, and then those of the snapshot that the room is shown.
    heads : Series of int
        How many people answered, by ``step``, ``round`` and ``role``; heads are no answers.
    waiting : dict of round to int
        How many people's answers are newer than the snapshot; rounds without any are missing.
    """

    tables: Tables
    heads: pd.Series
    waiting: dict[RoundKey, int]


def open_live(record: Record, name: str, *, language: str, now: datetime) -> Live:
    """Return what a live page may show and count of a workshop.

    Raises
    ------
    UnknownWorkshopError
        If the record holds no such workshop.
    CommunityRefusedError
        If the community decided against showing anything in the room.
    """
    workshop = find_workshop(record, name, language=language)
    state, use = workshop.state, usual_use("room")
    allowed = numbered(reasons_of(state, use, now))
    screen = Screen(workshop.kit.thresholds.min_live).follow(workshop.events, allowed)
    visible = replace(state, answers=dict(_visible(state, screen)))
    return Live(
        tables_of(replace(workshop, state=visible), use, now),
        _heads(state, allowed),
        {key: n for key in state.course.revealed if (n := screen.waiting(key))},
    )


def _visible(state: State, screen: Screen) -> Iterator[tuple[AnswerKey, Answers]]:
    course = state.course
    for place, given in state.answers.items():
        subject, step, round_ = place
        if not course.is_live(step, round_):
            yield place, given
        elif ALL in course.revealed.get((step, round_), ()):
            shown = screen.newest((step, round_)) or {}
            if subject in shown:
                yield place, shown[subject]


def _heads(state: State, allowed: Collection[str]) -> pd.Series:
    rows = [
        (step, round_, state.roles[subject])
        for subject, step, round_ in state.answers
        if subject in allowed
    ]
    return pd.DataFrame(rows, columns=_HEADS).groupby(_HEADS).size()
