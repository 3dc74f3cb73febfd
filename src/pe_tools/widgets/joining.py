"""Controls around coming in: how one joins, a code for one person, and what is to be settled."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """One thing to scan: a QR code, and the same in words for who types it.

    ``alt`` says what the code holds; ``facts`` are pairs of a label and what is typed, which is
    shown as large as there is room.
    """

    title: str
    picture_svg: str
    alt: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class JoinScreen:
    """How to join, for a whole room to read; ``key`` shows it on the whole screen.

    ``count`` says how many did, ``sentences`` what one should know.
    """

    title: str
    ways: tuple[Way, ...]
    count: str
    sentences: tuple[str, ...] = ()
    key: str = "j"


@dataclass(frozen=True)
class Spelt:
    """A code in large type, for one person; ``hint`` says what to do with it."""

    label: str
    code: str
    hint: str = ""
