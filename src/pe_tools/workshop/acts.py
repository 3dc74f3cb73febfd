"""What may happen in a workshop, each act as a draft of one event."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import uuid4

from pe_tools.model import (
    Answer,
    Channel,
    Decision,
    Item,
    Note,
    Objection,
    Tier,
    Treatment,
)
from pe_tools.record import Draft, Json


def workshop_created(
    stream: str,
    *,
    kit: str,
    version: str,
    text: str,
    language: str = "en",
    partnership: str = "",
    is_made_up: bool = False,
    now: datetime,
) -> Draft:
    """Return the first event of a workshop; it holds the whole text of its kit."""
    body: dict[str, Json] = {
        "kit": kit,
        "version": version,
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "language": language,
        "partnership": partnership,
        "is_made_up": is_made_up,
    }
    return Draft(stream, "workshop-created", body, now)


def items_set(stream: str, items: Sequence[Item], *, now: datetime) -> Draft:
    """Return the event that gives a workshop items of its own, in place of the kit's."""
    return Draft(stream, "items-set", {"items": [asdict(item) for item in items]}, now)


def joined(stream: str, subject: str, role: str, *, now: datetime) -> Draft:
    """Return the event that a participant joined with a role group."""
    return Draft(stream, "joined", {"role": role}, now, subject)


def consent_given(stream: str, subject: str, tier: Tier, how: str, *, now: datetime) -> Draft:
    """Return the event that a participant allows a tier of use; ``how`` says who noted it."""
    return Draft(stream, "consent-given", {"tier": tier, "how": how}, now, subject)


def consent_withdrawn(stream: str, subject: str, *, now: datetime) -> Draft:
    """Return the event that a participant allows nothing any more."""
    return Draft(stream, "consent-withdrawn", {}, now, subject)


def answered(
    stream: str,
    subject: str,
    step: str,
    round_: int,
    answers: Sequence[Answer],
    *,
    channel: Channel = "import",
    id_: str = "",
    now: datetime,
) -> Draft:
    """Return the event that a participant answered a step in a round, and by which channel."""
    body = {**_answers(step, round_, answers), "channel": channel}
    return Draft(stream, "answered", body, now, subject, id_ or str(uuid4()))


def sheet_entered(
    stream: str,
    subject: str,
    step: str,
    round_: int,
    answers: Sequence[Answer],
    *,
    entry: int,
    now: datetime,
) -> Draft:
    """Return the event that a paper sheet was typed, for the first or the second time."""
    body = {**_answers(step, round_, answers), "entry": entry}
    return Draft(stream, "sheet-entered", body, now, subject)


def _answers(step: str, round_: int, answers: Sequence[Answer]) -> dict[str, Json]:
    given: list[Json] = [asdict(answer) for answer in answers]
    return {"step": step, "round": round_, "answers": given}


def minority_note(
    stream: str, subject: str, note: Objection, *, id_: str = "", now: datetime
) -> Draft:
    """Return the event that a participant wrote a minority note in their own words."""
    return Draft(stream, "minority-note", asdict(note), now, subject, id_ or str(uuid4()))


def note_taken(stream: str, note: Note, *, now: datetime) -> Draft:
    """Return the event that something said in a discussion was noted."""
    return Draft(stream, "note-taken", asdict(note), now)


def treatment_set(stream: str, treatment: Treatment, *, now: datetime) -> Draft:
    """Return the event that the group agreed on a treatment of a harm."""
    return Draft(stream, "treatment-set", asdict(treatment), now)


def decision_taken(stream: str, decision: Decision, *, now: datetime) -> Draft:
    """Return the event that the group decided."""
    return Draft(stream, "decision-taken", asdict(decision), now)


def objection_noted(stream: str, objection: Objection, *, now: datetime) -> Draft:
    """Return the event that a reasoned objection was noted by the facilitator."""
    return Draft(stream, "objection-noted", asdict(objection), now)


def item_added(stream: str, item: Item, *, now: datetime) -> Draft:
    """Return the event that the group added an item of its own."""
    return Draft(stream, "item-added", asdict(item), now)


def item_dropped(stream: str, item: str, *, now: datetime) -> Draft:
    """Return the event that the group dropped an item."""
    return Draft(stream, "item-dropped", {"item": item}, now)


def step_started(stream: str, step: str, round_: int, minutes: int, *, now: datetime) -> Draft:
    """Return the event that the room began a step, or gave it a new number of minutes."""
    body: dict[str, Json] = {"step": step, "round": round_, "minutes": minutes}
    return Draft(stream, "step-started", body, now)


def round_opened(stream: str, step: str, round_: int, *, now: datetime) -> Draft:
    """Return the event that a round takes answers."""
    return Draft(stream, "round-opened", {"step": step, "round": round_}, now)


def round_closed(stream: str, step: str, round_: int, *, now: datetime) -> Draft:
    """Return the event that a round takes no more answers."""
    return Draft(stream, "round-closed", {"step": step, "round": round_}, now)


def results_revealed(stream: str, step: str, round_: int, group: str, *, now: datetime) -> Draft:
    """Return the event that a group's results of a round may be seen; "all" is all together."""
    body: dict[str, Json] = {"step": step, "round": round_, "group": group}
    return Draft(stream, "results-revealed", body, now)


def undone(stream: str, event: str, *, now: datetime) -> Draft:
    """Return the event that takes an earlier act of the facilitator back; both stay."""
    return Draft(stream, "undone", {"of": event}, now)


def workshop_set(
    stream: str,
    *,
    expected: Mapping[str, int],
    min_group: int,
    limits: Mapping[str, str],
    now: datetime,
) -> Draft:
    """Return the event that sets the heads expected of each role, and the thresholds.

    ``min_group`` is the smallest group whose answers are shown apart; 0 leaves it to the kit.
    ``limits`` are further thresholds by name, as texts; those not named are left to the kit.
    """
    body: dict[str, Json] = {
        "expected": dict(expected),
        "min_group": min_group,
        "limits": dict(limits),
    }
    return Draft(stream, "workshop-set", body, now)


def responses_imported(stream: str, *, file: str, count: int, now: datetime) -> Draft:
    """Return the event that ``count`` new responses came from a file."""
    return Draft(stream, "responses-imported", {"file": file, "count": count}, now)
