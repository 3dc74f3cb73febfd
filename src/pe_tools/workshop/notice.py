"""The notice: what participants are told before anything of them is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from pe_tools.language import Words
from pe_tools.model import TIERS, Kit, Tier
from pe_tools.record import canonical

FIRST = "1"
"""The version of the notice that a workshop begins with."""


@dataclass(frozen=True)
class Notice:
    """One version of a notice: its paragraphs in each language, by language code."""

    version: str
    texts: Mapping[str, tuple[str, ...]]

    def text(self, language: str) -> tuple[str, ...]:
        """Return the paragraphs in a language, in English where there is no other."""
        return self.texts.get(language) or self.texts["en"]

    def digest(self, language: str) -> str:
        """Return the SHA-256 of exactly what is shown in a language, in hexadecimal."""
        return hashlib.sha256(canonical([*self.text(language)]).encode()).hexdigest()


def first_notice(kits: Mapping[str, Kit], partnership: str) -> Notice:
    """Return the notice that a workshop begins with; ``kits`` holds its kit in each language."""
    texts = {
        language: _paragraphs(Words(language), kit, partnership) for language, kit in kits.items()
    }
    return Notice(FIRST, texts)


def tier_texts(words: Words) -> tuple[tuple[Tier, str], ...]:
    """Return what a participant can allow, in plain words, each tier with all before it."""
    texts: Mapping[Tier, str] = {
        "room": words.say("Show it in this room only"),
        "report": words.say("Use it in the report of this workshop"),
        "quotes": words.say("Quote my words too, without my name"),
        "reviews": words.say("Use it in later reviews of this partnership"),
        "open": words.say("Share it as open data, protected"),
    }
    return tuple((tier, texts[tier]) for tier in TIERS)


def _paragraphs(words: Words, kit: Kit, partnership: str) -> tuple[str, ...]:
    say = words.say
    asked_by = say("The partnership that asks you: {name}.", name=partnership)
    return (
        say("This workshop: {title}.", title=kit.title),
        kit.purpose,
        *((asked_by,) if partnership else ()),
        say("We ask what you think. We do not ask your name."),
        say("You choose below what may be done with your answers."),
        say("You can change or withdraw this later. It takes one page."),
        say("Your answers are kept on the facilitator's computer."),
        say("They are locked there with a key of your own."),
        say("On the way there, others on this Wi-Fi could read along."),
    )
