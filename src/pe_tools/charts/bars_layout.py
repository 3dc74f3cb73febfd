"""Where the bars of role groups lie."""

from __future__ import annotations

from dataclasses import dataclass

from pe_tools.charts.bars_words import Answers
from pe_tools.charts.sheet import WIDTH

_APART = 18.0  # between the bars and those of people without a value
_EDGE = 1.0


@dataclass(frozen=True)
class Layout:
    """Where zero lies and how long a share of 1 is, in points."""

    zero: float
    unit: float
    aside: float  # where the bars of people without a value begin


def layout_of(answers: Answers) -> Layout:
    """Return the layout in which the widest low, high and missing side fill the sheet."""
    rows = range(len(answers.roles))
    low = max(before_zero(answers, row) for row in rows)
    high = max(_share(answers, row, answers.n(row)) - before_zero(answers, row) for row in rows)
    none = max(_share(answers, row, answers.unrated[row]) for row in rows)
    room = WIDTH - 2 * _EDGE - (_APART if none else 0.0)
    unit = room / (low + high + none)
    zero = _EDGE + low * unit
    return Layout(zero, unit, zero + high * unit + (_APART if low + high else 0.0))


def before_zero(answers: Answers, row: int) -> float:
    """Return which share of a role lies before zero, half of its neutral answers with it."""
    if not answers.has_sides:
        return 0.0
    given = answers.given[row]
    low = sum(n for value, n in given.items() if value < 0) + given.get(0, 0) / 2
    return _share(answers, row, low)


def _share(answers: Answers, row: int, part: float) -> float:
    return part / (answers.asked(row) or 1)
