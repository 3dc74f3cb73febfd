"""How far apart answers on one ordinal scale lie."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pe_tools.methods.shapes import as_counts, as_values

_HALF = 0.5


def interquartile_range(values: npt.ArrayLike) -> float:
    """Return how many points the middle half of the answers spans.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        One value for each participant; nan for no value, which is left out.

    Returns
    -------
    float
        In scale points, at least 0: 0 if the middle half chose one point, the length of the scale
        if a quarter or more chose each end. nan if nobody answered.

    Raises
    ------
    ValueError
        If `values` is not one row.

    Notes
    -----
    The 75th minus the 25th percentile, by linear interpolation between neighbours (type 7 of the
    reference).

    References
    ----------
    .. [1] R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American
       Statistician 50 (1996), 361-365.

    Examples
    --------
    >>> interquartile_range([1, 2, 3, 4, 5])
    2.0
    """
    found = as_values(values)
    if not len(found):
        return float("nan")
    low, high = np.percentile(found, [25, 75])
    return float(high - low)


def leik_d(counts: npt.ArrayLike) -> float:
    """Return Leik's ordinal dispersion D.

    Parameters
    ----------
    counts : array_like of float, shape (k,), k >= 2
        How many participants chose each point, in scale order.

    Returns
    -------
    float
        In [0, 1], without unit: 0 if all chose one point, 1 if half chose each end. nan if nobody
        answered.

    Raises
    ------
    ValueError
        If there are fewer than two points, or a count is negative or not finite.

    Notes
    -----
    ``2 * sum(min(F, 1 - F)) / (k - 1)`` over the cumulative shares F. Answers spread evenly do
    not always give the same D: it depends on the number of points.

    References
    ----------
    .. [1] R. K. Leik, "A Measure of Ordinal Consensus", Pacific Sociological Review 9 (1966),
       85-90.

    Examples
    --------
    >>> leik_d([4, 0, 0, 4])
    1.0
    """
    found = as_counts(counts, points=2)
    if not found.sum():
        return float("nan")
    below = np.cumsum(found)[:-1] / found.sum()
    nearer = np.where(below <= _HALF, below, 1 - below)
    return float(2 * nearer.sum() / (len(found) - 1))


def consensus(counts: npt.ArrayLike) -> float:
    """Return the Tastle-Wierman consensus of answers on one ordinal scale.

    Parameters
    ----------
    counts : array_like of float, shape (k,), k >= 2
        How many participants chose each point, in scale order.

    Returns
    -------
    float
        In [0, 1], without unit: 1 if all chose one point, 0 if half chose each end. nan if nobody
        answered.

    Raises
    ------
    ValueError
        If there are fewer than two points, or a count is negative or not finite.

    Notes
    -----
    ``1 + sum(p * log2(1 - abs(x - mean) / (k - 1)))``. Points are taken as equally spaced. A
    group of one scores 1, so report it beside the group's size.

    References
    ----------
    .. [1] W. J. Tastle and M. J. Wierman, "Consensus and dissention: A measure of ordinal
       dispersion", International Journal of Approximate Reasoning 45 (2007), 531-545.

    Examples
    --------
    >>> consensus([4, 0, 0, 0, 4])
    0.0
    """
    found = as_counts(counts, points=2)
    if not found.sum():
        return float("nan")
    (chosen,) = found.nonzero()
    share = found[chosen] / found.sum()
    distance = np.abs(chosen - share @ chosen) / (len(found) - 1)
    return float(1 + share @ np.log2(1 - distance))
