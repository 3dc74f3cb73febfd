"""Clusters of points in a plane: k-means, how well they are told apart, how alike two ways are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pe_tools.methods.shapes import Floats

Labels = npt.NDArray[np.int64]

_STARTS = 4
_STEPS = 50


@dataclass(frozen=True)
class Clustering:
    """A cluster for each point, counted from 0 by size, and how well they are told apart.

    ``silhouette`` is in [-1, 1]: 1 if every point lies on its centre, 0 if it lies between two.
    """

    labels: Labels
    silhouette: float


def clusterings(
    points: Floats, ks: Sequence[int], smallest: int, rng: np.random.Generator
) -> dict[int, Clustering]:
    """Return the k-means clusters for each of several numbers of clusters.

    Parameters
    ----------
    points : ndarray, shape (n, 2)
    ks : sequence of int
        The numbers of clusters, 2 or more each.
    smallest : int
        The fewest points that a cluster may have; a number that gives smaller ones is left out.
    rng : numpy.random.Generator
        For the starting centres.
    """
    found = {}
    for k in ks:
        labels, centers = _k_means(points, k, rng)
        if np.bincount(labels, minlength=k).min() >= smallest:
            told = float(simplified_silhouette(points, labels, centers).mean())
            found[k] = Clustering(_by_size(labels, k), told)
    return found


def simplified_silhouette(points: Floats, labels: Labels, centers: Floats) -> Floats:
    """Return how much nearer each point lies to its own centre than to the next, in [-1, 1].

    ``(b - a) / max(a, b)`` with the distance ``a`` to the own centre and ``b`` to the nearest
    other one; 0 where both are 0.

    References
    ----------
    .. [1] L. Vendramin, R. J. G. B. Campello and E. R. Hruschka, "Relative clustering validity
       criteria: A comparative overview", Statistical Analysis and Data Mining 3 (2010), 209-235.
    """
    far = np.sqrt(_squares(points, centers))
    rows = np.arange(len(points))
    own = far[rows, labels]
    far[rows, labels] = np.inf
    other = far.min(axis=1)
    widest = np.maximum(own, other)
    found: Floats = np.divide(other - own, widest, out=np.zeros_like(own), where=widest > 0)
    return found


def adjusted_rand(one: npt.ArrayLike, two: npt.ArrayLike) -> float:
    """Return how alike two ways to group the same people are.

    Returns
    -------
    float
        1 if they are the same, about 0 if they agree as by chance, below 0 if less; nan if both
        put everybody into one group, or each person into one of their own.

    References
    ----------
    .. [1] L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification 2 (1985),
       193-218.
    """
    _, rows = np.unique(np.asarray(one), return_inverse=True)
    _, columns = np.unique(np.asarray(two), return_inverse=True)
    table = np.zeros((rows.max(initial=-1) + 1, columns.max(initial=-1) + 1))
    np.add.at(table, (rows, columns), 1)
    both, first, second = (_pairs(part) for part in (table, table.sum(axis=1), table.sum(axis=0)))
    chance = first * second / max(_pairs(np.array([len(rows)])), 1)
    most = (first + second) / 2
    return float((both - chance) / (most - chance)) if most != chance else float("nan")


def _pairs(counts: Floats) -> float:
    return float((counts * (counts - 1) / 2).sum())


def _k_means(points: Floats, k: int, rng: np.random.Generator) -> tuple[Labels, Floats]:
    """Return the best of a few runs: labels and centres."""
    runs = [_run(points, _first_centers(points, k, rng)) for _ in range(_STARTS)]
    spreads = [float(_squares(points, centers).min(axis=1).sum()) for _, centers in runs]
    return runs[int(np.argmin(spreads))]


def _run(points: Floats, centers: Floats) -> tuple[Labels, Floats]:
    labels = np.full(len(points), -1)
    for _ in range(_STEPS):
        nearest = _squares(points, centers).argmin(axis=1)
        if (nearest == labels).all():
            break
        labels = nearest
        counts = np.bincount(labels, minlength=len(centers))
        sums = [np.bincount(labels, column, len(centers)) for column in points.T]
        moved = np.stack(sums, axis=1) / np.maximum(counts, 1)[:, None]
        centers = np.where(counts[:, None] > 0, moved, centers)
    return labels, centers


def _first_centers(points: Floats, k: int, rng: np.random.Generator) -> Floats:
    """Return k of the points, far ones likelier (k-means++)."""
    centers = points[[rng.integers(len(points))]]
    for _ in range(k - 1):
        far = _squares(points, centers).min(axis=1)
        total = far.sum()
        chance = far / total if total else None
        centers = np.vstack([centers, points[rng.choice(len(points), p=chance)]])
    return centers


def _squares(points: Floats, centers: Floats) -> Floats:
    across = points[:, :1] - centers[:, 0]
    along = points[:, 1:] - centers[:, 1]
    found: Floats = across * across + along * along
    return found


def _by_size(labels: Labels, k: int) -> Labels:
    """Return the labels renumbered: the largest cluster first, then by their first member."""
    sizes = np.bincount(labels, minlength=k)
    first = [int(np.argmax(labels == place)) for place in range(k)]
    order = sorted(range(k), key=lambda place: (-sizes[place], first[place]))
    renumbered = np.empty(k, np.int64)
    renumbered[order] = np.arange(k)
    return renumbered[labels]
