"""Fill a workshop with the made-up sample of its kit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pe_tools.exchange.responses import read_responses
from pe_tools.kits import find_kit, read_kit
from pe_tools.model import Decision, Note, Objection, Treatment
from pe_tools.record import Draft, Record
from pe_tools.workshop import acts, draft_responses, draft_workshop

SAMPLE_DAY = datetime(2026, 3, 14, 14, tzinfo=UTC)
"""The day of the made-up workshops."""


def load_sample(record: Record, kit_id: str, name: str) -> None:
    """Write the made-up sample of a kit into the record, unless the workshop exists."""
    if record.head(name).seq:
        return
    folder = find_kit(kit_id) / "sample"
    kit, text = read_kit(kit_id)
    sheet = read_responses(folder / "responses.csv", kit)
    opening = draft_workshop(record, name, kit=kit, text=text, is_made_up=True, now=SAMPLE_DAY)
    taken = draft_responses(
        record,
        name,
        sheet.responses,
        consents=sheet.consents,
        tier="report",
        how="made up",
        now=SAMPLE_DAY,
    )
    minutes = _minutes(folder / "minutes.yaml")
    record.append([*opening, *taken.drafts, *_drafts(record, name, minutes)])


def _minutes(path: Path) -> dict[str, list[dict[str, Any]]]:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8")) or {}


def _drafts(
    record: Record, name: str, minutes: dict[str, list[dict[str, Any]]]
) -> Iterator[Draft]:
    for note in minutes.get("notes", ()):
        yield acts.note_taken(name, Note(**note), now=SAMPLE_DAY)
    for treatment in minutes.get("treatments", ()):
        yield acts.treatment_set(name, Treatment(**treatment), now=SAMPLE_DAY)
    for decision in minutes.get("decisions", ()):
        yield acts.decision_taken(name, Decision(**decision), now=SAMPLE_DAY)
    for objection in minutes.get("objections", ()):
        yield acts.objection_noted(name, Objection(**objection), now=SAMPLE_DAY)
    for note in minutes.get("minority_notes", ()):
        subject = record.subject(name, note["participant"])
        words = Objection(text=note["text"], item=note.get("item", ""), role=note.get("role", ""))
        yield acts.minority_note(name, subject, words, now=SAMPLE_DAY)
