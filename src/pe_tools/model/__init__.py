"""The nouns, as frozen dataclasses; no input or output."""

from pe_tools.model.answer import (
    CHOICE,
    POINTS,
    RANK,
    WHOLE,
    Answer,
    Channel,
    Missing,
    Response,
)
from pe_tools.model.consent import TIERS, Tier, covers
from pe_tools.model.kit import AgendaEntry, Item, Kit, Role, Step, StepKind
from pe_tools.model.outcome import (
    Decision,
    Finding,
    Matrix,
    Note,
    Objection,
    Option,
    Thresholds,
    Treatment,
    Verdict,
)
from pe_tools.model.scale import Point, Scale

__all__ = [
    "CHOICE",
    "POINTS",
    "RANK",
    "TIERS",
    "WHOLE",
    "AgendaEntry",
    "Answer",
    "Channel",
    "Decision",
    "Finding",
    "Item",
    "Kit",
    "Matrix",
    "Missing",
    "Note",
    "Objection",
    "Option",
    "Point",
    "Response",
    "Role",
    "Scale",
    "Step",
    "StepKind",
    "Thresholds",
    "Tier",
    "Treatment",
    "Verdict",
    "covers",
]
