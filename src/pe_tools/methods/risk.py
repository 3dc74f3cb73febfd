"""Risk levels: looked up, never multiplied; role by role, and fragile where one person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pe_tools.methods.matrices import level_names, matrix_rows
from pe_tools.methods.medians import median_high
from pe_tools.methods.shapes import Floats, as_table
from pe_tools.model import Matrix

DEFAULT: Matrix = "dpv-5x5"
_PAIR = 2


def risk_level(severity: float, likelihood: float, *, matrix: Matrix = DEFAULT) -> int:
    """Return the level that a published matrix gives a severity and a likelihood.

    Parameters
    ----------
    severity, likelihood : float
        Whole scale points from 1 (lowest) to k, the matrix's size.
    matrix : {"dpv-3x3", "dpv-5x5", "dpv-7x7", "ico-3x3"}
        Which published table.

    Returns
    -------
    int
        From 1, the matrix's lowest level, to k, its highest; `level_names` has their names.

    Raises
    ------
    ValueError
        If there is no such matrix, or a value is not one of its points.

    Notes
    -----
    A look-up: ordinal numbers have no product. A matrix puts unlike risks into one cell, so it is
    an aid for talking; show severity and likelihood beside it, and rank nothing inside a level.

    References
    ----------
    .. [1] Data Privacy Vocabulary 2.3, risk extension, https://w3id.org/dpv/risk
    .. [2] L. A. Cox, "What's Wrong with Risk Matrices?", Risk Analysis 28 (2008), 497-512.

    Examples
    --------
    >>> risk_level(3, 5), risk_level(5, 3)
    (5, 4)
    """
    rows = matrix_rows(matrix)
    points = range(1, len(rows) + 1)
    if severity not in points or likelihood not in points:
        raise ValueError(f"{matrix} takes whole points from 1 to {len(rows)}")
    return rows[int(severity) - 1][int(likelihood) - 1]


def group_level(ratings: npt.ArrayLike, *, matrix: Matrix = DEFAULT) -> int | None:
    """Return the level of a group's median severity and median likelihood.

    Parameters
    ----------
    ratings : array_like of float, shape (n, 2)
        Severity and likelihood of each participant; nan for no value.
    matrix : {"dpv-3x3", "dpv-5x5", "dpv-7x7", "ico-3x3"}
        Which published table.

    Returns
    -------
    int or None
        From 1, the lowest level, to k, the highest. None if nobody rated the severity, or nobody
        the likelihood.

    Raises
    ------
    ValueError
        If `ratings` is no table of two columns, or a value is not a point of the matrix.

    Notes
    -----
    Both medians are `median_high`, the cautious one for harm. They can meet in a cell that nobody
    chose: show `pair_counts` beside the level.

    References
    ----------
    .. [1] Data Privacy Vocabulary 2.3, risk extension, https://w3id.org/dpv/risk

    Examples
    --------
    >>> group_level([[4, 2], [5, 2], [4, 3]])
    3
    """
    found = _pairs(ratings, matrix)
    severity, likelihood = (median_high(column) for column in found.T)
    if np.isnan(severity) or np.isnan(likelihood):
        return None
    return risk_level(severity, likelihood, matrix=matrix)


def priority(levels_by_role: Mapping[str, int | None]) -> int | None:
    """Return the level of the most concerned role.

    Parameters
    ----------
    levels_by_role : mapping of str to int or None
        The level of each role; None for a role of which nobody answered.

    Returns
    -------
    int or None
        The highest level; None if nobody answered.

    Notes
    -----
    The maximum: a majority cannot outvote those who carry the harm. Show the level of the whole
    group next to it.

    Examples
    --------
    >>> priority({"community": 4, "provider": 2, "watchdog": None})
    4
    """
    return max((level for level in levels_by_role.values() if level is not None), default=None)


@dataclass(frozen=True)
class Fragility:
    """Whether a level depends on one person.

    ``deciders`` counts the persons without whom the level would be another; ``levels`` are the
    levels it would then have, lowest first (None for "no level at all").
    """

    deciders: int
    levels: tuple[int | None, ...]

    @property
    def is_fragile(self) -> bool:
        """Return whether leaving out one single person changes the level."""
        return self.deciders > 0


def fragile(
    ratings: npt.ArrayLike, *, matrix: Matrix = DEFAULT, roles: Sequence[str] | None = None
) -> Fragility:
    """Return whether leaving out any one person changes the level.

    Parameters
    ----------
    ratings : array_like of float, shape (n, 2)
        Severity and likelihood of each participant; nan for no value.
    matrix : {"dpv-3x3", "dpv-5x5", "dpv-7x7", "ico-3x3"}
        Which published table.
    roles : sequence of str, shape (n,), optional
        The role of each participant. With roles it is about the `priority`, else about the level
        of the whole group.

    Returns
    -------
    Fragility
        ``deciders`` in [0, n]: 0 if nobody alone decides the level, n if each person does. 0 if
        nobody answered.

    Raises
    ------
    ValueError
        If `ratings` is no table of two columns, a value is not a point of the matrix, or there is
        not one role for each row.

    Notes
    -----
    Leave one out: the level is found again n times, each time without one participant.

    Examples
    --------
    >>> fragile([[2, 3], [2, 3], [5, 3]])
    Fragility(deciders=2, levels=(4,))
    """
    found = _pairs(ratings, matrix)
    names = np.asarray([""] * len(found) if roles is None else roles, dtype=np.str_)
    if names.shape != (len(found),):
        raise ValueError("there must be one role for each row of ratings")
    level = _priority_of(found, names, matrix)
    without = [
        _priority_of(np.delete(found, i, axis=0), np.delete(names, i), matrix)
        for i in range(len(found))
    ]
    others = [other for other in without if other != level]
    return Fragility(len(others), tuple(sorted(set(others), key=lambda other: other or 0)))


def _priority_of(found: Floats, names: npt.NDArray[np.str_], matrix: Matrix) -> int | None:
    levels = {str(n): group_level(found[names == n], matrix=matrix) for n in np.unique(names)}
    return priority(levels)


def pair_counts(ratings: npt.ArrayLike, *, matrix: Matrix = DEFAULT) -> npt.NDArray[np.int64]:
    """Return how many participants stand in each cell of a matrix.

    Parameters
    ----------
    ratings : array_like of float, shape (n, 2)
        Severity and likelihood of each participant; nan for no value.
    matrix : {"dpv-3x3", "dpv-5x5", "dpv-7x7", "ico-3x3"}
        Which published table: its size k is that of the result.

    Returns
    -------
    ndarray of int, shape (k, k)
        Row = severity, column = likelihood, both lowest first. Each in [0, n]: 0 for a cell that
        nobody chose. Participants who left out one of the two are not counted. All 0 if nobody
        answered both.

    Raises
    ------
    ValueError
        If `ratings` is no table of two columns, or a value is not a point of the matrix.

    Examples
    --------
    >>> pair_counts([[1, 3], [1, 3], [2, 1]], matrix="dpv-3x3").tolist()
    [[0, 0, 2], [1, 0, 0], [0, 0, 0]]
    """
    found = _pairs(ratings, matrix)
    both = found[~np.isnan(found).any(axis=1)].astype(np.int64) - 1
    size = len(level_names(matrix))
    counts = np.zeros((size, size), dtype=np.int64)
    np.add.at(counts, (both[:, 0], both[:, 1]), 1)
    return counts


def _pairs(ratings: npt.ArrayLike, matrix: Matrix) -> Floats:
    size = len(matrix_rows(matrix))
    found = np.asarray(ratings, dtype=np.float64)
    found = as_table(found.reshape(-1, _PAIR) if not found.size else found, what="ratings")
    if found.shape[1] != _PAIR:
        raise ValueError("ratings must have two columns: severity and likelihood")
    if not np.isin(found[~np.isnan(found)], range(1, size + 1)).all():
        raise ValueError(f"{matrix} takes whole points from 1 to {size}")
    return found
