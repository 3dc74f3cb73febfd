"""Votes on statements: how many agree, what everybody shares, what is a group's own.

Votes are 1 (agree), -1 (disagree) and 0 (pass), nan where a statement was not seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pe_tools.methods.shapes import Floats, as_table

Ints = npt.NDArray[np.int64]

META_PRIORITY = 49.0
"""The priority of a statement about the voters themselves: it is asked early, of everybody."""


@dataclass(frozen=True)
class Tally:
    """Votes by group and statement: who agreed, who disagreed, who saw it. Shape (groups, m)."""

    agree: Ints
    disagree: Ints
    seen: Ints

    @property
    def whole(self) -> Tally:
        """The same votes of all groups together, as one group."""
        parts = (self.agree, self.disagree, self.seen)
        return Tally(*(part.sum(axis=0, keepdims=True) for part in parts))


@dataclass(frozen=True)
class Sides:
    """A number for agreeing and one for disagreeing, each of shape (groups, m)."""

    agree: Floats
    disagree: Floats


def as_votes(votes: npt.ArrayLike) -> Floats:
    """Return votes as floats. Raises ValueError if they are no table of 1, 0, -1 and nan."""
    table = as_table(votes, what="votes")
    if not (np.isin(table, (-1.0, 0.0, 1.0)) | np.isnan(table)).all():
        raise ValueError("votes must be 1, 0, -1, or nan for a statement that was not seen")
    return table


def tally(votes: npt.ArrayLike, groups: npt.ArrayLike | None = None) -> Tally:
    """Return how each group voted on each statement.

    Parameters
    ----------
    votes : array_like, shape (n, m)
        n people, m statements.
    groups : array_like of int, shape (n,), optional
        The group of each person, counted from 0; a negative one counts nowhere. Without it,
        everybody is one group.

    Returns
    -------
    Tally
        Its arrays have the shape (number of groups, m).
    """
    table = as_votes(votes)
    of = np.zeros(len(table), np.int64) if groups is None else np.asarray(groups, np.int64)
    belongs = of[None, :] == np.arange(max(of.max(initial=0), 0) + 1)[:, None]
    parts = (table == 1, table == -1, ~np.isnan(table))
    return Tally(*(belongs.astype(np.int64) @ part.astype(np.int64) for part in parts))


def group_aware_consensus(tallied: Tally) -> Sides:
    """Return how likely somebody of every group agrees, and disagrees, with each statement.

    Returns
    -------
    Sides
        In (0, 1), shape (1, m): the product over the groups of ``(A + 1) / (S + 2)``. A statement
        that one group rejects is low, however large the others are.

    References
    ----------
    .. [1] C. Small et al., "Polis: Scaling deliberation by mapping high dimensional opinion
       spaces", RECERCA 26 (2021), no. 2.
    """
    chance = probability(tallied)
    return Sides(
        chance.agree.prod(axis=0, keepdims=True), chance.disagree.prod(axis=0, keepdims=True)
    )


def probability(tallied: Tally) -> Sides:
    """Return the share who agree, and who disagree, drawn towards one half: (A + 1) / (S + 2)."""
    seen = tallied.seen + 2
    return Sides((tallied.agree + 1) / seen, (tallied.disagree + 1) / seen)


def probability_z(tallied: Tally) -> Sides:
    """Return how far each share lies above one half, in standard errors of a fair coin.

    ``2 sqrt(S + 1) ((A + 1) / (S + 1) - 1/2)``; 1.2816 is the upper tenth of a normal variable.
    """
    root, more = 2 * np.sqrt(tallied.seen + 1), tallied.seen + 1
    return Sides(
        root * ((tallied.agree + 1) / more - 0.5), root * ((tallied.disagree + 1) / more - 0.5)
    )


def ratio(tallied: Tally) -> Sides:
    """Return how many times likelier a group agrees, and disagrees, than all others together."""
    own, other = probability(tallied), probability(_others(tallied))
    return Sides(own.agree / other.agree, own.disagree / other.disagree)


def ratio_z(tallied: Tally) -> Sides:
    """Return how far each group's share lies above that of all others, in standard errors.

    A two-proportion z with one vote added to every count; nan where the pooled share is 0 or 1.
    """
    rest = _others(tallied)
    return Sides(
        _two_shares(tallied.agree, tallied.seen, rest.agree, rest.seen),
        _two_shares(tallied.disagree, tallied.seen, rest.disagree, rest.seen),
    )


def priorities(tallied: Tally, extremity: npt.ArrayLike, is_meta: npt.ArrayLike) -> Floats:
    """Return the weights with which the next statement for a voter is drawn.

    Parameters
    ----------
    tallied : Tally
        Of everybody, or of groups, which are put together.
    extremity : array_like of float, shape (m,)
        How far each statement lies from the middle of the projection.
    is_meta : array_like of bool, shape (m,)
        Statements about the voters themselves.

    Returns
    -------
    ndarray, shape (m,)
        Above 0, without unit. New statements weigh up to nine times as much as old ones, those
        that many pass on little, those that divide more: ``((1 - p) (E + 1) a (1 + 8 x
        2^(-S/5)))^2`` with ``p = (P + 1) / (S + 2)`` and ``a = (A + 1) / (S + 2)``.
    """
    whole = tallied.whole
    agree, seen = whole.agree[0], whole.seen[0]
    passes = (seen - agree - whole.disagree[0] + 1) / (seen + 2)
    is_new = 1 + 8 * 2.0 ** (-seen / 5)
    far = np.asarray(extremity, np.float64) + 1
    weights: Floats = ((1 - passes) * far * (agree + 1) / (seen + 2) * is_new) ** 2
    return np.where(np.asarray(is_meta, bool), META_PRIORITY, weights)


def _others(tallied: Tally) -> Tally:
    whole = tallied.whole
    return Tally(
        whole.agree - tallied.agree, whole.disagree - tallied.disagree, whole.seen - tallied.seen
    )


def _two_shares(own: Ints, own_of: Ints, other: Ints, other_of: Ints) -> Floats:
    own, own_of, other, other_of = own + 1, own_of + 1, other + 1, other_of + 1
    pooled = (own + other) / (own_of + other_of)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(pooled * (1 - pooled) * (1 / own_of + 1 / other_of))
        found: Floats = (own / own_of - other / other_of) / error
    return np.where(np.isfinite(found), found, np.nan)
