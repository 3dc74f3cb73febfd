"""Medians that are points of the scale, and how they differ by role and from round to round."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from pe_tools.methods.shapes import as_values


def median_high(values: npt.ArrayLike) -> float:
    """Return the middle value; of two middle values, the higher. The cautious one for harm.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        One value for each participant; nan for no value, which is left out.

    Returns
    -------
    float
        One of `values`: at least half of them are at most this high. nan if nobody answered.

    Raises
    ------
    ValueError
        If `values` is not one row.

    Notes
    -----
    The value at place ``n // 2`` of the sorted values, counted from 0.

    Examples
    --------
    >>> median_high([1, 2, 4, 5])
    4.0
    """
    found = np.sort(as_values(values))
    return float(found[len(found) // 2]) if len(found) else float("nan")


def median_low(values: npt.ArrayLike) -> float:
    """Return the middle value; of two middle values, the lower. The cautious one for benefit.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        One value for each participant; nan for no value, which is left out.

    Returns
    -------
    float
        One of `values`: at least half of them are at least this high. nan if nobody answered.

    Raises
    ------
    ValueError
        If `values` is not one row.

    Notes
    -----
    The value at place ``(n - 1) // 2`` of the sorted values, counted from 0.

    Examples
    --------
    >>> median_low([1, 2, 4, 5])
    2.0
    """
    found = np.sort(as_values(values))
    return float(found[(len(found) - 1) // 2]) if len(found) else float("nan")


def role_gap(values_by_role: Mapping[str, npt.ArrayLike]) -> float:
    """Return how far the medians of the roles lie apart.

    Parameters
    ----------
    values_by_role : mapping of str to array_like of float, shape (n,)
        The values of each role's participants; nan for no value.

    Returns
    -------
    float
        In scale points, at least 0: 0 if all roles have the same median, the length of the scale
        if one role stands at each end. nan if fewer than two roles answered.

    Raises
    ------
    ValueError
        If the values of a role are not one row.

    Notes
    -----
    The highest minus the lowest median. Of two middle values the median is their mean, so that the
    gap does not depend on which end of the scale is called high.

    Examples
    --------
    >>> role_gap({"community": [4, 5, 5], "provider": [2, 2, 3]})
    3.0
    """
    answered = [found for values in values_by_role.values() if len(found := as_values(values))]
    if len(answered) < 2:  # noqa: PLR2004 (a gap has two sides)
        return float("nan")
    medians = [float(np.median(found)) for found in answered]
    return max(medians) - min(medians)


def stability(first: npt.ArrayLike, second: npt.ArrayLike) -> float:
    """Return the share of participants whose answer moved from one round to the next.

    Parameters
    ----------
    first, second : array_like of float, shape (n,)
        The values of the same participants in the same order; nan for no value.

    Returns
    -------
    float
        In [0, 1], a share of those who answered both: 0 if nobody moved, 1 if all did. nan if
        nobody answered both.

    Raises
    ------
    ValueError
        If the two are not rows of one length.

    Notes
    -----
    Low is stable. Moves in opposite directions both count: medians may stay while people move.

    References
    ----------
    .. [1] M. Scheibe, M. Skutsch and J. Schofer, "Experiments in Delphi Methodology", in H. A.
       Linstone and M. Turoff (eds), "The Delphi Method" (1975).

    Examples
    --------
    >>> stability([1, 2, 3, 4], [1, 2, 3, 5])
    0.25
    """
    before, after = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if before.shape != after.shape:
        raise ValueError("both rounds must have the same participants in the same order")
    moves = as_values(after - before)
    return float((moves != 0).mean()) if len(moves) else float("nan")
