"""Take out of a frame what could lead back to a person, before it leaves."""

from __future__ import annotations

import random

import pandas as pd

from pe_tools.errors import TooFewPeopleError
from pe_tools.methods.disclosure import pool_small
from pe_tools.tables import Tables


def shuffled(frame: pd.DataFrame, rng: random.Random) -> pd.DataFrame:
    """Return the rows in random order, with a new random pseudonym for each participant.

    Parameters
    ----------
    frame : DataFrame
        With a column ``participant``.
    rng : random.Random
        For a real export ``random.SystemRandom()``: what another generator drew can be computed
        from what it drew before, and so the order of arrival would leave after all.

    Returns
    -------
    DataFrame
        One pseudonym for all rows of a participant. Another export gives other pseudonyms, so
        that two of them cannot be joined.
    """
    order = list(range(len(frame)))
    rng.shuffle(order)
    mixed = frame.iloc[order].reset_index(drop=True)
    return mixed.assign(participant=_renamed(mixed["participant"], rng))


def protected(frame: pd.DataFrame, min_group: int) -> pd.DataFrame:
    """Return the frame with the role "" wherever a role is too small to be shown apart.

    Parameters
    ----------
    frame : DataFrame
        With columns ``participant`` and ``role``.
    min_group : int
        The smallest number of participants of a role that is shown.
    """
    people = frame.drop_duplicates("participant")
    sizes = {str(role): int(size) for role, size in people["role"].value_counts().items()}
    shown_as = pool_small(sizes, min_group=min_group)
    return frame.assign(role=[shown_as[str(role)] for role in frame["role"]])


def shareable(tables: Tables, rng: random.Random) -> pd.DataFrame:
    """Return the answers of a workshop as they may leave it.

    Small roles are pooled. Answers to sensitive items carry no role, and other pseudonyms than
    the rest, so that nobody can read the role of one answer from another. The channel stays here:
    the one person with a sheet of paper is easily remembered. Rows are shuffled.

    Raises
    ------
    TooFewPeopleError
        If fewer participants than the smallest group allow this use.
    """
    limit, count = tables.kit.thresholds.min_group, len(tables.people)
    if count < limit:
        raise TooFewPeopleError(workshop=tables.name, count=count, min_group=limit)
    sensitive = {item.id for item in tables.kit.items if item.sensitive}
    answers = tables.answers.drop(columns="channel")
    is_sensitive = answers["item"].isin(sensitive)
    open_part = protected(answers[~is_sensitive], limit)
    closed_part = answers[is_sensitive].assign(role="")
    parts = [shuffled(open_part, rng), shuffled(closed_part, rng)]
    return shuffled(pd.concat(parts, ignore_index=True), rng)


def _renamed(participants: pd.Series[str], rng: random.Random) -> list[str]:
    pseudonyms: dict[str, str] = {}
    taken: set[str] = set()
    for participant in participants.unique():
        pseudonym = f"p{rng.getrandbits(64):016x}"
        while pseudonym in taken:
            pseudonym = f"p{rng.getrandbits(64):016x}"
        pseudonyms[participant] = pseudonym
        taken.add(pseudonym)
    return [pseudonyms[participant] for participant in participants]
