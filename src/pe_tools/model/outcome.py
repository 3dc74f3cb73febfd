"""What a workshop leaves behind: thresholds, findings, treatments, decisions, objections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Matrix = Literal["dpv-3x3", "dpv-5x5", "dpv-7x7", "ico-3x3"]
Option = Literal[
    "avoid", "remove-source", "change-likelihood", "change-consequence", "share", "retain"
]
Verdict = Literal["accept", "treat", "pause", "stop"]


@dataclass(frozen=True)
class Thresholds:
    """Every limit a result depends on. No authority fixes them; every report prints them."""

    min_group: int = 3  # smallest group whose answers are shown apart
    agreement_limit: float = 0.6  # van der Eijk A from which answers count as agreeing
    spread_limit: float = 1.0  # widest interquartile range that counts as agreeing, in points
    role_gap_limit: float = 1.0  # widest gap between role medians that counts as agreeing
    stability_limit: float = 0.15  # largest share of changed answers that counts as stable
    stop_acceptability: int = 4  # a role's median below this stops the use
    min_live: int = 5  # people whose answers change before a picture on a live page does
    matrix: Matrix = "dpv-5x5"  # published look-up of severity and likelihood


@dataclass(frozen=True)
class Finding:
    """One number of a result, with everything that says what it is about.

    ``step``, ``item`` and ``role`` are ids ("" for the whole), ``round`` is 0 for "all rounds",
    ``scale`` is the judgement it is about,
    ``n`` counts the participants behind it. ``value`` is nan or "" where nothing can be said.
    """

    name: str
    value: float | int | str | bool
    step: str = ""
    item: str = ""
    role: str = ""
    round: int = 0
    n: int = 0
    scale: str = ""


@dataclass(frozen=True)
class Treatment:
    """What will be done about a harm, and the residual risk the group expects after it."""

    item: str
    option: Option
    text: str
    owner: str
    due: str
    cost: str = ""
    residual_severity: int | None = None
    residual_likelihood: int | None = None
    is_agreed_by_affected: bool = False


@dataclass(frozen=True)
class Note:
    """What was said in a discussion, in short, about an item ("" for the whole)."""

    text: str
    item: str = ""


@dataclass(frozen=True)
class Decision:
    """What the group decided, about which item ("" for the whole use), by whom, until when."""

    verdict: Verdict
    text: str
    owner: str
    due: str
    item: str = ""


@dataclass(frozen=True)
class Objection:
    """A reasoned objection or a minority note. It prints in the body of the report."""

    text: str
    item: str = ""
    role: str = ""
