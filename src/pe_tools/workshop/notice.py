"""The notice: what participants are told before anything of them is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from pe_tools.errors import (
    NoticeTextMissingError,
    NoticeUnchangedError,
    UnknownNoticeFieldError,
    WhatChangedMissingError,
)
from pe_tools.language import Words
from pe_tools.model import TIERS, Kit, Tier
from pe_tools.record import canonical

FIRST = "1"
"""The version of the notice that a workshop begins with."""


NoticeField = Literal["purpose", "recipient", "data", "retention", "controller", "jurisdiction"]
"""What a consent depends on: what for, who gets it, what of them, how long, who decides about it,
under whose law. A change of any of them makes earlier consents stale (DPV 2.3)."""

FIELDS: tuple[NoticeField, ...] = get_args(NoticeField)

Texts = Mapping[str, tuple[str, ...]]
"""Paragraphs in each language, by language code."""


@dataclass(frozen=True)
class Notice:
    """One version of a notice.

    ``fields`` holds what a consent depends on, in the language of the workshop; ``changed`` names
    those that are not as in the version before, and ``what_changed`` tells it in plain words.
    """

    version: str
    texts: Texts
    fields: Mapping[str, str] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    what_changed: Texts = field(default_factory=dict)

    def text(self, language: str) -> tuple[str, ...]:
        """Return the paragraphs in a language, in English where there is no other."""
        return _in_language(self.texts, language)

    def told(self, language: str) -> tuple[str, ...]:
        """Return what changed since the version before, in a language; nothing in the first."""
        return _in_language(self.what_changed, language)

    def digest(self, language: str) -> str:
        """Return the SHA-256 of exactly what is shown in a language, in hexadecimal."""
        return hashlib.sha256(canonical([*self.text(language)]).encode()).hexdigest()


def first_notice(kits: Mapping[str, Kit], partnership: str, language: str = "en") -> Notice:
    """Return the notice that a workshop begins with.

    ``kits`` holds its kit in each language, ``language`` is the one of the workshop.
    """
    texts = {code: _paragraphs(Words(code), kit, partnership) for code, kit in kits.items()}
    return Notice(FIRST, texts, _first_fields(Words(language), kits[language], partnership))


def next_notice(
    notice: Notice,
    *,
    version: str,
    texts: Texts,
    fields: Mapping[str, str],
    what_changed: Texts,
    language: str,
) -> Notice:
    """Return the notice that follows another.

    Parameters
    ----------
    texts : mapping of language to paragraphs
        The whole new text.
    fields : mapping of str to str
        Those fields that are not as before; the others stay.
    what_changed : mapping of language to paragraphs
        What is different now, in plain words.
    language : str
        The language of the workshop; what is said in it can be read by everybody there.

    Raises
    ------
    UnknownNoticeFieldError
        If a notice has no such field.
    NoticeTextMissingError, WhatChangedMissingError
        If it says nothing in the language of the workshop.
    NoticeUnchangedError
        If it says what the notice before says.
    """
    if unknown := sorted(set(fields) - set(FIELDS)):
        raise UnknownNoticeFieldError(field=unknown[0], known=", ".join(FIELDS))
    if not texts.get(language):
        raise NoticeTextMissingError(language=language)
    told = {**notice.fields, **fields}
    changed = tuple(name for name in FIELDS if told.get(name, "") != notice.fields.get(name, ""))
    if changed and not what_changed.get(language):
        raise WhatChangedMissingError(fields=", ".join(changed), language=language)
    if not changed and texts == notice.texts:
        raise NoticeUnchangedError()
    return Notice(version, texts, told, changed, what_changed)


def _in_language(texts: Texts, language: str) -> tuple[str, ...]:
    """Return the paragraphs in a language, else in English, else in whichever there is."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), ())


def _first_fields(words: Words, kit: Kit, partnership: str) -> dict[str, str]:
    say = words.say
    return {
        "purpose": kit.purpose,
        "recipient": say("The people in this workshop, and whoever reads its report."),
        "data": say("Your answers, what you write, and your role. Not your name."),
        "retention": say("Until the partnership ends."),
        "controller": partnership,
        "jurisdiction": "",
    }


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
