"""Published tables that give the risk level of a severity and a likelihood.

Each matrix is printed as its source prints it: severity falls from the top row to the bottom row,
likelihood rises from left to right. Numbers count the matrix's own levels from 1, the lowest.

The DPV tables are those of the Data Privacy Vocabulary, version 2.0 to 2.3, nodes "RM3x3S1L1" to
"RM7x7S7L7" (https://w3id.org/dpv/risk), a report of a W3C Community Group and no W3C Standard. The
ICO table is that of the Information Commissioner's Office (United Kingdom), "How do we do a
DPIA?"; it was written down from knowledge of that page and awaits a check against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pe_tools.model import Matrix

Rows = tuple[tuple[int, ...], ...]

_PRINTED: Mapping[Matrix, str] = MappingProxyType(
    {
        "dpv-3x3": """
            2 3 3
            1 2 3
            1 1 2
        """,
        "dpv-5x5": """
            2 4 4 5 5
            2 3 4 5 5
            1 3 3 4 5
            1 2 3 3 4
            1 1 1 2 2
        """,
        "dpv-7x7": """
            3 4 5 6 7 7 7
            2 4 5 6 6 7 7
            2 3 4 5 6 7 7
            1 3 4 5 5 6 6
            1 2 3 4 5 5 6
            1 1 2 3 3 4 4
            1 1 1 2 2 2 3
        """,
        "ico-3x3": """
            1 3 3
            1 2 3
            1 1 1
        """,
    }
)

_NAMES: Mapping[Matrix, tuple[str, ...]] = MappingProxyType(
    {
        "dpv-3x3": ("low", "moderate", "high"),
        "dpv-5x5": ("very low", "low", "moderate", "high", "very high"),
        "dpv-7x7": (
            "extremely low",
            "very low",
            "low",
            "moderate",
            "high",
            "very high",
            "extremely high",
        ),
        "ico-3x3": ("low", "medium", "high"),
    }
)


def _read(printed: str) -> Rows:
    lines = printed.split("\n")[1:-1]
    return tuple(tuple(int(level) for level in line.split()) for line in reversed(lines))


_ROWS: Mapping[Matrix, Rows] = MappingProxyType(
    {name: _read(printed) for name, printed in _PRINTED.items()}
)


def matrix_rows(matrix: Matrix) -> Rows:
    """Return the levels of a matrix, shape (k, k): row = severity, column = likelihood.

    Parameters
    ----------
    matrix : {"dpv-3x3", "dpv-5x5", "dpv-7x7", "ico-3x3"}
        Which published table.

    Returns
    -------
    tuple of tuple of int
        Levels from 1 (the lowest) to k, lowest severity and lowest likelihood first.

    Raises
    ------
    ValueError
        If there is no such matrix.

    Examples
    --------
    >>> matrix_rows("dpv-3x3")[2]
    (2, 3, 3)
    """
    if matrix not in _ROWS:
        raise ValueError(f"there is no matrix {matrix!r}; known: {', '.join(_ROWS)}")
    return _ROWS[matrix]


def level_names(matrix: Matrix) -> tuple[str, ...]:
    """Return the names of a matrix's levels in its source's own words, level 1 first.

    Parameters
    ----------
    matrix : {"dpv-3x3", "dpv-5x5", "dpv-7x7", "ico-3x3"}
        Which published table.

    Returns
    -------
    tuple of str
        As many names as the matrix has rows.

    Raises
    ------
    ValueError
        If there is no such matrix.

    Examples
    --------
    >>> level_names("dpv-3x3")
    ('low', 'moderate', 'high')
    """
    matrix_rows(matrix)
    return _NAMES[matrix]
