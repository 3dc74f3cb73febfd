"""Words of the live page that several parts use."""

from __future__ import annotations

from pe_tools.language import Words
from pe_tools.model import Item, Kit, Scale
from pe_tools.widgets import Options
from pe_tools.workshop.notice import tier_texts


def act_word(words: Words, kind: str) -> str:
    """Return the word for an act that can be taken back."""
    return {
        "workshop-set": words.say("the setting up"),
        "step-started": words.say("the start of a step"),
        "round-opened": words.say("the opening of a round"),
        "round-closed": words.say("the closing of a round"),
        "results-revealed": words.say("the reveal of results"),
        "item-added": words.say("an added item"),
        "item-dropped": words.say("a dropped item"),
        "note-taken": words.say("a note"),
        "treatment-set": words.say("a treatment"),
        "decision-taken": words.say("a decision"),
        "objection-noted": words.say("an objection"),
        "heads-counted": words.say("the count of people"),
        "proposal-settled": words.say("a settled proposal"),
    }[kind]


def tier_options(words: Words) -> Options:
    """Return what a participant can allow, each tier with all before it."""
    return tier_texts(words)


def role_options(kit: Kit) -> Options:
    """Return the role groups of a kit."""
    return tuple((role.id, role.name) for role in kit.roles)


def item_options(items: tuple[Item, ...]) -> Options:
    """Return items to choose from."""
    return tuple((item.id, item.text) for item in items)


def scale_options(scale: Scale) -> Options:
    """Return the points of a scale to choose from, with number and word."""
    return tuple(
        (str(point.value), f"{point.value} – {scale.word(point.value)}") for point in scale.points
    )
