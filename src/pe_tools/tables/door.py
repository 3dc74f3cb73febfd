"""Open the tables of a workshop for one purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd

from pe_tools.model import (
    CARE,
    CareMark,
    CommunityDecision,
    Decision,
    Kit,
    Note,
    Objection,
    Thresholds,
    Tier,
    Treatment,
    Use,
    usual_use,
)
from pe_tools.record import Head, Record
from pe_tools.tables.allowing import (
    LeftOut,
    check_community,
    left_out,
    numbered,
    quotable,
    reasons_of,
)
from pe_tools.tables.said import (
    Proposed,
    Written,
    authors_of,
    notes_of,
    proposals_of,
    writings_of,
)
from pe_tools.tables.since import Since, since
from pe_tools.workshop import Course, State, Workshop, find_workshop

PEOPLE = {"participant": "str", "role": "str", "mode": "str"}
ANSWERS = {
    "participant": "str",
    "role": "str",
    "step": "str",
    "round": "int64",
    "item": "str",
    "scale": "str",
    "value": "Int64",
    "missing": "str",
    "channel": "str",
}


@dataclass(frozen=True)
class Tables:
    """What a purpose may see of a workshop.

    Attributes
    ----------
    people : DataFrame
        One row a participant: ``participant`` (a number that means nothing outside this table),
        ``role`` (a role id, "" for none), ``mode`` (how they were counted when they came in:
        "open", "cards", "roster", or "" for those who came in by a sheet or a file).
    answers : DataFrame
        One row an answer, the latest of each: ``participant``, ``role``, ``step``, ``round``,
        ``item``, ``scale``, ``value`` (missing where there is none), ``missing`` (the reason:
        "dont-know", "prefer-not", "unreadable", or ""), ``channel`` (how it came in: "phone",
        "tablet", "paper", "terminal" or "import").
    course : Course
        Which step runs, which rounds are open, what was revealed.
    expected : dict of role to int
        How many people of each role are expected.
    set_by_kit : Thresholds
        The kit's own thresholds; those of ``kit`` are what the workshop set.
    heads : int
        How many people the facilitator counted in the room; 0 if nobody counted.
    proposals, writings : tuple of Proposed, tuple of Written
        What participants proposed and wrote, without words that may not be shown.
    authors : dict of step to int
        How many people proposed or wrote something.
    minority_notes : tuple of Objection
        Participants' own words, of those only who allow quotes.
    unquoted_notes : int
        How many further minority notes there are, of people who do not allow quotes.
    community : tuple of CommunityDecision
        What the community decided that holds, the newest about each purpose and scope.
    care : tuple of CareMark
        How far the rows of CARE are met, in their order; those that nobody marked are missing.
    since_report : Since or None
        What changed since the last report; None before the first, and for other purposes.
    """

    name: str
    kit: Kit
    head: Head
    course: Course
    expected: dict[str, int]
    set_by_kit: Thresholds
    purpose: Tier
    is_made_up: bool
    people: pd.DataFrame
    answers: pd.DataFrame
    left_out: LeftOut
    notes: tuple[Note, ...]
    treatments: tuple[Treatment, ...]
    decisions: tuple[Decision, ...]
    objections: tuple[Objection, ...]
    heads: int
    proposals: tuple[Proposed, ...]
    writings: tuple[Written, ...]
    authors: dict[str, int]
    minority_notes: tuple[Objection, ...]
    unquoted_notes: int
    community: tuple[CommunityDecision, ...]
    care: tuple[CareMark, ...]
    since_report: Since | None


def open_tables(
    record: Record,
    name: str,
    *,
    purpose: Tier,
    language: str = "en",
    now: datetime | None = None,
    use: Use | None = None,
) -> Tables:
    """Return the tables of a workshop for a purpose, with the consents as they are now.

    Parameters
    ----------
    purpose : Tier
        What the tables are used for.
    now : datetime, optional
        The moment at which the consents have to hold; without one, by the clock.
    use : Use, optional
        More about the use, of the same purpose; without one, what the purpose usually means.

    Raises
    ------
    UnknownWorkshopError
        If the record holds no such workshop.
    CommunityRefusedError
        If the community decided against this use.
    """
    declared = use or usual_use(purpose)
    if declared.purpose != purpose:
        raise ValueError(f"a use for '{declared.purpose}' cannot open tables for '{purpose}'")
    workshop = find_workshop(record, name, language=language)
    return tables_of(workshop, declared, now or datetime.now(UTC))


def tables_of(workshop: Workshop, use: Use, now: datetime) -> Tables:
    """Return the tables of a workshop for a use, with the consents that hold at a moment."""
    state = workshop.state
    check_community(state, workshop.name, use, now)
    reasons = reasons_of(state, use, now)
    allowed = numbered(reasons)
    quoted = quotable(state, allowed, now)
    minority_notes, unquoted_notes = notes_of(state, allowed, quoted)
    return Tables(
        name=workshop.name,
        kit=workshop.kit,
        head=workshop.head,
        course=state.course,
        expected=state.expected,
        set_by_kit=workshop.set_by_kit,
        purpose=use.purpose,
        is_made_up=state.is_made_up,
        people=_people(state, allowed),
        answers=_answers(workshop, allowed),
        left_out=left_out(reasons, len(state.erased)),
        notes=tuple(state.notes),
        treatments=tuple(state.treatments.values()),
        decisions=tuple(state.decisions),
        objections=tuple(state.objections),
        heads=state.arrivals.heads,
        proposals=proposals_of(state, allowed, quoted, use.purpose),
        writings=writings_of(state, allowed, quoted),
        authors=authors_of(state, allowed),
        minority_notes=minority_notes,
        unquoted_notes=unquoted_notes,
        community=state.community.in_force(now),
        care=tuple(state.community.care[code] for code in CARE if code in state.community.care),
        since_report=_since_report(workshop, use, now),
    )


def _since_report(workshop: Workshop, use: Use, now: datetime) -> Since | None:
    made = workshop.state.uses.last("report-made")
    if made is None or made.purpose != use.purpose:
        return None
    return since(workshop, use.purpose, made.seq, then=made.at, now=now)


def _people(state: State, allowed: dict[str, str]) -> pd.DataFrame:
    modes = state.arrivals.modes
    rows = [(n, state.roles[subject], modes.get(subject, "")) for subject, n in allowed.items()]
    return pd.DataFrame(rows, columns=list(PEOPLE)).astype(PEOPLE)


def _answers(workshop: Workshop, allowed: dict[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(list(_rows(workshop.state, allowed)), columns=list(ANSWERS))
    keys = ["participant", "step", "round", "item", "scale"]
    return frame.astype(ANSWERS).sort_values(keys, ignore_index=True)


def _rows(state: State, allowed: dict[str, str]) -> Iterator[tuple[object, ...]]:
    for key, given in state.answers.items():
        subject, step, round_ = key
        if subject in allowed:
            where = (allowed[subject], state.roles[subject], step, round_)
            for place, answer in given.items():
                channel = state.channels[key][place]
                yield (*where, *place, answer.value, answer.missing, channel)
