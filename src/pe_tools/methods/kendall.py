"""How alike several rankings of the same items are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pe_tools.methods.ranks import average_ranks
from pe_tools.methods.shapes import Floats, as_table

_FEWEST = 2  # rankings to compare, and items to order


@dataclass(frozen=True)
class KendallTest:
    """Kendall's W with the statistic of its test: chi-square with `df` degrees of freedom.

    ``raters`` and ``items`` are those that counted.
    """

    w: float
    chi2: float
    df: int
    raters: int
    items: int


def kendall_w(rankings: npt.ArrayLike) -> float:
    """Return Kendall's coefficient of concordance W, corrected for ties.

    Parameters
    ----------
    rankings : array_like of float, shape (r, m), m >= 2
        r raters, m items: ranks or scores, of which only the order counts. nan for no value: a
        rater who did not answer every item is left out.

    Returns
    -------
    float
        In [0, 1], without unit: 1 if all raters order the items alike, 0 if the items' rank sums
        are all the same. nan if fewer than two raters answered every item, or if each rater gave
        all items the same value.

    Raises
    ------
    ValueError
        If `rankings` is not a table, or has fewer than two items.

    Notes
    -----
    ``W = 12 S / (r^2 (m^3 - m) - r T)``: S is the sum of squared deviations of the items' rank
    sums from their mean, T the sum of ``t^3 - t`` over each rater's groups of t tied items.

    References
    ----------
    .. [1] M. G. Kendall and B. Babington Smith, "The Problem of m Rankings", The Annals of
       Mathematical Statistics 10 (1939), 275-287.

    Examples
    --------
    >>> kendall_w([[1, 2, 3], [1, 2, 3]])
    1.0
    >>> kendall_w([[1, 2, 3], [3, 2, 1]])
    0.0
    """
    return kendall_w_test(rankings).w


def kendall_w_test(rankings: npt.ArrayLike) -> KendallTest:
    """Return Kendall's W with the chi-square statistic of "no concordance at all".

    Parameters
    ----------
    rankings : array_like of float, shape (r, m), m >= 2
        As in `kendall_w`.

    Returns
    -------
    KendallTest
        ``chi2`` at least 0: 0 for W = 0; ``df`` is ``m - 1``. W and chi2 are nan where W is not
        defined.

    Raises
    ------
    ValueError
        If `rankings` is not a table, or has fewer than two items.

    Notes
    -----
    ``chi2 = r (m - 1) W``. The approximation is poor for seven items or fewer; a large chi2
    speaks for some concordance, a small one does not speak against it.

    References
    ----------
    .. [1] M. G. Kendall and B. Babington Smith, "The Problem of m Rankings", The Annals of
       Mathematical Statistics 10 (1939), 275-287.

    Examples
    --------
    >>> kendall_w_test([[1, 2, 3], [1, 2, 3]])
    KendallTest(w=1.0, chi2=4.0, df=2, raters=2, items=3)
    """
    found = as_table(rankings, what="rankings")
    if found.shape[1] < _FEWEST:
        raise ValueError("rankings must order at least two items")
    complete = found[~np.isnan(found).any(axis=1)]
    raters, items = complete.shape
    w = _concordance(complete)
    return KendallTest(w, raters * (items - 1) * w, items - 1, raters, items)


def _concordance(complete: Floats) -> float:
    r, m = complete.shape
    if r < _FEWEST:
        return float("nan")
    ranks = np.array([average_ranks(row) for row in complete])
    deviations = ranks.sum(axis=0) - r * (m + 1) / 2
    most = r**2 * (m**3 - m) - r * sum(_ties(row) for row in complete)
    return float(12 * (deviations**2).sum() / most) if most else float("nan")


def _ties(row: Floats) -> int:
    _, tied = np.unique(row, return_counts=True)
    return int((tied**3 - tied).sum())
