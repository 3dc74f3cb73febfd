"""How people were counted who joined with a phone, for the report."""

from __future__ import annotations

from collections.abc import Sequence

from pe_tools.blocks import Block, Listing, Paragraph
from pe_tools.notebook.steps.base import Context


def joined(context: Context) -> Sequence[Block]:
    """Return how people were counted when they joined; one sentence if nobody did."""
    say, modes = context.words.say, {*context.tables.people["mode"]}
    said = {
        "open": say("Everybody who had the code could join. Somebody could join twice."),
        "cards": say("Each printed card let one person in, once."),
        "roster": say("Each person on a list had one card, for one use."),
    }
    if sentences := tuple(said[mode] for mode in said if mode in modes):
        return [Listing(sentences)]
    return [Paragraph(say("Nobody joined with a phone of their own."))]
