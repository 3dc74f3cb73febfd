"""Ranks with ties, and Spearman's correlation of every two rows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pe_tools.methods.shapes import Floats, as_table

_FEWEST = 2  # one common item has no order


def average_ranks(values: npt.ArrayLike) -> Floats:
    """Return the ranks of values, the smallest first; equal values share their average rank.

    Parameters
    ----------
    values : array_like of float, shape (m,)
        Finite values.

    Returns
    -------
    ndarray of float, shape (m,)
        Each in [1, m]: 1 for the smallest value alone, m for the largest alone. Empty if there
        are no values.

    Raises
    ------
    ValueError
        If a value is nan.

    References
    ----------
    .. [1] M. G. Kendall, "The Treatment of Ties in Ranking Problems", Biometrika 33 (1945),
       239-251.

    Examples
    --------
    >>> average_ranks([10, 30, 30, 20]).tolist()
    [1.0, 3.5, 3.5, 2.0]
    """
    found = np.asarray(values, dtype=np.float64)
    if np.isnan(found).any():
        raise ValueError("a missing value has no rank")
    _, place, ties = np.unique(found, return_inverse=True, return_counts=True)
    ranks: Floats = (np.cumsum(ties) - (ties - 1) / 2)[place]
    return ranks


def spearman_pairs(rows: npt.ArrayLike) -> Floats:
    """Return Spearman's rank correlation of every two rows.

    Parameters
    ----------
    rows : array_like of float, shape (n, m)
        n participants, m items; nan for no value.

    Returns
    -------
    ndarray of float, shape (n * (n - 1) / 2,)
        In the order (0, 1), (0, 2), ..., (1, 2), ... Each in [-1, 1]: 1 for the same order of the
        items, -1 for the reverse, 0 for no relation. nan where two participants have fewer than
        two items in common, or one of them gave all these items the same value.

    Raises
    ------
    ValueError
        If `rows` is not a table.

    Notes
    -----
    Pearson's correlation of the average ranks, over the items that both answered.

    References
    ----------
    .. [1] C. Spearman, "The Proof and Measurement of Association between Two Things", The
       American Journal of Psychology 15 (1904), 72-101.

    Examples
    --------
    >>> spearman_pairs([[1, 2, 3], [10, 20, 30], [3, 2, 1]]).tolist()
    [1.0, -1.0, -1.0]
    """
    found = as_table(rows, what="rows")
    first, second = np.triu_indices(len(found), 1)
    if np.isnan(found).any():
        return np.array([_spearman(found[[i, j]]) for i, j in zip(first, second, strict=True)])
    return _correlations(found)[first, second]


def _spearman(two: Floats) -> float:
    common = two[:, ~np.isnan(two).any(axis=0)]
    return float(_correlations(common)[0, 1])


def _correlations(complete: Floats) -> Floats:
    n, m = complete.shape
    if m < _FEWEST:
        return np.full((n, n), np.nan)
    ranks = np.array([average_ranks(row) for row in complete]).reshape(n, m)
    centred = ranks - (m + 1) / 2
    product = centred @ centred.T
    squares = np.diag(product)
    with np.errstate(invalid="ignore"):  # 0 / 0 where all values are the same: nan is meant
        found: Floats = np.clip(product / np.sqrt(np.outer(squares, squares)), -1, 1)
    return found
