"""How wide the columns of a table on paper are, by the words in them."""

from __future__ import annotations

from math import sqrt

from pe_tools.blocks import Table

_LINE = 96  # letters of a table's size in one line of an A4 page
_GAP = 4  # letters that the space between two columns takes, and a bold header
_SHORT = 14  # letters of a text that is better not broken into lines
_LONG_WORD = 28  # a longer word may be broken


def column_shares(table: Table) -> tuple[float, ...]:
    """Return the share of the page's width that each column of a table gets.

    Returns
    -------
    tuple of float
        They sum to less than 1 if each row fits into one line; else to 1. Then every column has
        room for its longest word, and columns of long texts get most of what is left, but not
        in proportion: a text twice as long would starve the others.
    """
    columns = list(zip(table.header, *table.rows, strict=True))
    whole = [_longest(column) + _GAP for column in columns]
    if sum(whole) <= _LINE:
        return tuple(width / _LINE for width in whole)
    least = [min(_longest(_words(column)), _LONG_WORD) + _GAP for column in columns]
    extra = [
        max(_wish(column[1:]) + _GAP - word, 0.5)
        for column, word in zip(columns, least, strict=True)
    ]
    left = max(_LINE - sum(least), 0)
    widths = [word + left * wish / sum(extra) for word, wish in zip(least, extra, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def _wish(texts: tuple[str, ...]) -> float:
    """Return the letters a line of these texts is wished to hold."""
    longest = _longest(texts)
    return min(longest, _SHORT) + 3 * sqrt(max(longest - _SHORT, 0))


def _words(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for text in texts for word in text.split())


def _longest(texts: tuple[str, ...]) -> int:
    return max(map(len, texts), default=0)
