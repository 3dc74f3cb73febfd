"""Where people stand by their votes: the two directions in which they differ most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pe_tools.methods.shapes import Floats
from pe_tools.methods.votes import as_votes

_DIRECTIONS = 2


@dataclass(frozen=True)
class Projection:
    """People and statements in two directions.

    Attributes
    ----------
    points : ndarray, shape (n, 2)
        Where each person stands. The signs of the directions mean nothing; each is turned so that
        the statement that counts most in it counts positively.
    center : ndarray, shape (m,)
        The mean vote on each statement, of those who saw it.
    directions : ndarray, shape (2, m)
        Of length 1 each, or 0 where the votes differ in fewer than two.
    extremity : ndarray, shape (m,)
        How far from the middle somebody stands who agrees with this statement alone.
    explained : ndarray, shape (2,)
        The share of all variance in each direction, in [0, 1]; 0 if nobody differs.
    """

    points: Floats
    center: Floats
    directions: Floats
    extremity: Floats
    explained: Floats


def project(votes: npt.ArrayLike) -> Projection:
    """Return where people stand by a principal component analysis of their votes.

    Parameters
    ----------
    votes : array_like, shape (n, m), n and m >= 1
        1, -1, 0, and nan for a statement that was not seen, which then counts as the mean vote.
        A statement that nobody saw counts as a pass of everybody.

    Returns
    -------
    Projection
        Whoever saw fewer statements is moved outwards by ``sqrt(m / seen)``, since unseen ones
        pull to the middle; whoever saw none stands in the middle.

    References
    ----------
    .. [1] C. Small et al., "Polis: Scaling deliberation by mapping high dimensional opinion
       spaces", RECERCA 26 (2021), no. 2.
    """
    table = as_votes(votes)
    seen = ~np.isnan(table)
    counts = seen.sum(axis=0)
    filled = np.where(seen, table, 0.0)
    center: Floats = filled.sum(axis=0) / np.maximum(counts, 1)
    apart = np.where(seen, table - center, 0.0)
    directions, explained = main_directions(apart)
    wide = np.sqrt(table.shape[1] / np.maximum(seen.sum(axis=1), 1))
    points = (apart @ directions.T) * wide[:, None]
    alone = (1 - center) * directions * np.sqrt(table.shape[1])
    return Projection(points, center, directions, np.hypot(*alone), explained)


def main_directions(apart: Floats) -> tuple[Floats, Floats]:
    """Return the two directions in which centred rows differ most, and their shares of variance.

    Parameters
    ----------
    apart : ndarray, shape (n, m)
        Rows whose columns have the mean 0.
    """
    people, statements = apart.shape
    is_tall = people >= statements
    square = apart.T @ apart if is_tall else apart @ apart.T
    values, vectors = np.linalg.eigh(square)
    values, vectors = np.maximum(values[::-1][:_DIRECTIONS], 0), vectors[:, ::-1][:, :_DIRECTIONS]
    found = np.zeros((_DIRECTIONS, statements))
    rows = vectors.T if is_tall else vectors.T @ apart
    lengths = np.linalg.norm(rows, axis=1)
    is_there = values > np.trace(square) * np.finfo(float).eps * max(apart.shape)
    for place in np.flatnonzero(is_there & (lengths > 0)):
        row = rows[place] / lengths[place]
        found[place] = row * np.sign(row[np.argmax(np.abs(row))])
    total = float(np.trace(square))
    explained = np.zeros(_DIRECTIONS)
    explained[: len(values)] = values / total if total else 0.0
    return found, explained
