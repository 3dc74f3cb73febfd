"""What an index would be if one person had not been there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from pe_tools.methods.shapes import Floats, as_table


def without_one(index: Callable[[Floats], float], ratings: npt.ArrayLike) -> Floats:
    """Return an index n times, each time without one participant.

    Parameters
    ----------
    index : callable
        Takes a table like `ratings` and returns a number, as `kendall_w` does.
    ratings : array_like of float, shape (n, m)
        One row for each participant.

    Returns
    -------
    ndarray of float, shape (n,)
        In the range of the index; entry i is the index without participant i. Empty if there are
        no participants.

    Raises
    ------
    ValueError
        If `ratings` is not a table.

    Notes
    -----
    The lowest and the highest entry say how far one single person can move the index. They are no
    confidence interval.

    Examples
    --------
    >>> from pe_tools.methods import kendall_w
    >>> without_one(kendall_w, [[1, 2, 3], [1, 2, 3], [3, 2, 1]]).tolist()
    [0.0, 0.0, 1.0]
    """
    found = as_table(ratings, what="ratings")
    return np.array([index(np.delete(found, i, axis=0)) for i in range(len(found))])
