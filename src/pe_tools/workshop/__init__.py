"""What may happen in a workshop, and the state that follows from what happened."""

from pe_tools.workshop.conduct import Conductor
from pe_tools.workshop.course import ALL, Course
from pe_tools.workshop.following import Follower
from pe_tools.workshop.hosting import Host
from pe_tools.workshop.limits import SETTABLE, limit_text
from pe_tools.workshop.opening import (
    Workshop,
    create_workshop,
    draft_workshop,
    find_workshop,
    with_items,
)
from pe_tools.workshop.screen import Screen
from pe_tools.workshop.state import State, fold
from pe_tools.workshop.taking import Taken, draft_responses
from pe_tools.workshop.uses import MadeUse, UseKind, use_made

__all__ = [
    "ALL",
    "SETTABLE",
    "Conductor",
    "Course",
    "Follower",
    "Host",
    "MadeUse",
    "Screen",
    "State",
    "Taken",
    "UseKind",
    "Workshop",
    "create_workshop",
    "draft_responses",
    "draft_workshop",
    "find_workshop",
    "fold",
    "limit_text",
    "use_made",
    "with_items",
]
