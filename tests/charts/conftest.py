"""Every chart, drawn from made-up numbers; the tests look at them from all sides."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from pe_tools import charts
from pe_tools.blocks import Figure
from pe_tools.language import Words
from pe_tools.model import Point, Scale

Draw = Callable[..., Figure]


class RightToLeft(Words):
    """English words set from right to left, so that no catalog is needed."""

    direction = "rtl"


def scale_of(first: int, words: list[str]) -> Scale:
    return Scale("s", "How much?", tuple(Point(first + i, word) for i, word in enumerate(words)))


def heat(words: Words, label: str, n: int = 1) -> Figure:
    counts = pd.DataFrame([[0, 4], [2, 1]], index=[2, 1], columns=[1, 2]) * n
    levels = pd.DataFrame([[2, 3], [1, 2]], index=[2, 1], columns=[1, 2])
    return charts.heat_map(
        counts,
        levels=levels,
        level_names=["low", label, "high"],
        severity=scale_of(1, [label, "major"]),
        likelihood=scale_of(1, ["rare", label]),
        title=label,
        words=words,
    )


def sides(words: Words, label: str, n: int = 1) -> Figure:
    roles = [label, "Stewards"]
    counts = pd.DataFrame([[3, 1, 2], [0, 1, 4]], index=roles, columns=[-1, 0, 1]) * n
    missing = pd.Series([2, 0], index=roles) * n
    scale = scale_of(-1, ["against", label, "for"])
    return charts.diverging_bars(counts, missing, scale=scale, title=label, words=words)


def amounts(words: Words, label: str, n: int = 1) -> Figure:
    roles = [label, "Stewards"]
    counts = pd.DataFrame([[3, 1, 2], [0, 1, 4]], index=roles, columns=[1, 2, 3]) * n
    missing = pd.DataFrame({"don't know": [1, 0], label: [1, 2]}, index=roles) * n
    scale = scale_of(1, ["little", label, "much"])
    return charts.diverging_bars(counts, missing, scale=scale, title=label, words=words)


def moves(words: Words, label: str, n: int = 1) -> Figure:
    items = [label, "Second", "Third", "Fourth"]
    nothing = np.nan if n == 0 else 0
    before = pd.Series([1.0, 2.0, 3.0, np.nan], index=items) + nothing
    after = pd.Series([4.5, 1.0, 3.0, 2.0], index=items) + nothing
    return charts.slopes(before, after, low=1, high=5, title=label, words=words, value_word=label)


def strip(words: Words, label: str, n: int = 1) -> Figure:
    nothing = np.nan if n == 0 else 0
    values = pd.DataFrame(
        {"a": [-0.82, 0.6, 0.59], "iqr": [3.0, 1.0, 1.0]}, index=[label, "Second", "Third"]
    )
    values = (values + nothing).assign(n=np.array([9, 12, 11]) * n)
    return charts.agreement_strip(values, limit=0.6, title=label, words=words)


def grid(words: Words, label: str, n: int = 1) -> Figure:
    nothing = np.nan if n == 0 else 0
    levels = pd.DataFrame(
        [[1.0, 3.0], [2.0, np.nan], [3.0, 3.0]],
        index=[label, "Second", "Third"],
        columns=[label, "Stewards"],
    )
    return charts.role_levels(
        levels + nothing, level_names=["low", label, "high"], title=label, words=words
    )


def pairs(words: Words, label: str, n: int = 1) -> Figure:
    before = pd.DataFrame({"c": [0.5, -0.5, np.nan], "p": [-0.5, 0.5, 0.2]})
    after = pd.DataFrame({"c": [0.5, 0.2, 0.1], "p": [0.5, 0.2, 0.1]})
    index = (0.11, 0.32) if n else (np.nan, np.nan)
    return charts.pair_scatter(
        before[: 3 * n], after[: 3 * n], index=index, title=label, words=words
    )


def lines(label: str) -> pd.MultiIndex:
    return pd.MultiIndex.from_tuples(
        [(label, "Third"), (label, "Stewards"), ("Second", "Third"), ("Second", label)]
    )


def choices(words: Words, label: str, n: int = 1) -> Figure:
    shares = pd.DataFrame({"part": [5, 1, 2, 0], "whole": [7, 3, 7, 4]}, index=lines(label)).mul(n)
    shares = shares.assign(low=[0.36, 0.06, 0.08, 0.0], high=[0.92, 0.79, 0.64, 0.49])
    return charts.choice_spans(shares, title=label, words=words)


def points(words: Words, label: str, n: int = 1) -> Figure:
    given = [[0, 2, 1, 4], [1, 1, 1, 0], [3, 3, 1, 0], [4, 0, 0, 0]]
    counts = pd.DataFrame(given, index=lines(label)).mul(n)
    middles = pd.DataFrame(
        {"low": [1.5, 0.5, 0, 0], "mid": [3, 1, 1, 0], "high": [3, 1.5, 1, 0]}, index=lines(label)
    )
    return charts.point_dots(middles, counts, title=label, words=words)


EVERY = [heat, sides, amounts, moves, strip, grid, pairs, choices, points]


@pytest.fixture(params=EVERY, ids=lambda f: f.__name__)
def draw(request: pytest.FixtureRequest) -> Draw:
    """Return a function that draws one kind of chart with a label of the test's choice."""
    return request.param


@pytest.fixture
def right_to_left() -> Words:
    return RightToLeft("en")
