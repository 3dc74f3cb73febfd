"""The figures and tables that ratings on one scale are shown with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pe_tools import charts
from pe_tools.blocks import Figure, Table
from pe_tools.notebook.rating import ItemRating
from pe_tools.notebook.risk import Harm
from pe_tools.notebook.steps.base import Context
from pe_tools.notebook.steps.phrases import flag_words

Agreed = ItemRating | Harm
"""What has an item and an agreement on it."""


def bars(context: Context, rating: ItemRating, title: str) -> Figure:
    """Return how each group answered one item on one scale, and who gave no value."""
    values, scale = rating.ratings.by_group(), rating.scale
    names = context.group_names(list(values))
    counts = pd.DataFrame(
        [[int((given == point).sum()) for point in scale.values] for given in values.values()],
        index=names,
        columns=list(scale.values),
    )
    unanswered = pd.Series(
        [rating.ratings.unanswered.get(group, 0) for group in values], index=names, dtype="int64"
    )
    return charts.diverging_bars(counts, unanswered, scale=scale, title=title, words=context.words)


def agreement_figure(context: Context, ratings: Sequence[ItemRating], title: str) -> Figure:
    """Return the agreement on each item."""
    values = pd.DataFrame(
        {
            "a": [rating.agreement for rating in ratings],
            "iqr": [rating.spread for rating in ratings],
            "n": [rating.n for rating in ratings],
        },
        index=[rating.item.text for rating in ratings],
    )
    return charts.agreement_strip(
        values,
        limit=context.limits.agreement_limit,
        title=title,
        words=context.words,
    )


def rating_table(context: Context, ratings: Sequence[ItemRating]) -> Table:
    """Return every item with its median, its agreement and its spread."""
    words = context.words
    rows = tuple(
        (
            rating.item.text,
            words.number(float(np.median(rating.ratings.values)), 1),
            words.number(rating.agreement, 2),
            words.number(rating.spread, 1),
            words.number(rating.n),
            flag_words(words, rating.flags),
        )
        for rating in ratings
    )
    header = (
        words.say("Item"),
        words.say("Median"),
        words.say("Agreement"),
        words.say("Spread"),
        words.say("People"),
        words.say("Worth talking about"),
    )
    return Table(words.say("Every item, least agreement first"), header, rows, (1, 2, 3, 4))


def change_figure(context: Context, pairs: Sequence[tuple[Agreed, Agreed]]) -> Figure:
    """Return how the agreement on each item moved."""
    names = [last.item.text for _, last in pairs]
    return charts.slopes(
        pd.Series([first.agreement for first, _ in pairs], index=names),
        pd.Series([last.agreement for _, last in pairs], index=names),
        low=-1.0,
        high=1.0,
        title=context.words.say("Agreement before and after talking"),
        words=context.words,
        value_word=context.words.say("agreement"),
    )
