"""What goes into the record, and what comes out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, TypeAlias
from uuid import uuid4

from pe_tools.record.canonical import Json, canonical

CONFLICT = "conflict"
ERASED = "erased"
_OWN_KINDS = frozenset({CONFLICT, ERASED})  # written by the record alone
_LONGEST = 300  # two names of four bytes a character still fit into an index of PostgreSQL
_GROUPS = 8  # of 4 hexadecimal digits: 128 bits, short enough to read aloud
Status: TypeAlias = Literal["new", "replay", "conflict"]
_HASH = re.compile(r"[0-9a-f]{32,64}")


@dataclass(frozen=True)
class Draft:
    """One thing that happened, on its way into the record.

    Parameters
    ----------
    stream : str
        The workshop or partnership it belongs to.
    kind : str
        What happened, for example "answered"; "erased" and "conflict" are the record's own.
    body : mapping
        Canonical JSON values only: no floats, ASCII keys (see `canonical`).
    at : datetime
        Aware. With a subject it is kept by the hour only, without one by the second.
    subject : str, optional
        The pseudonym of the participant who did it; the body is sealed under their key.
    id : str, optional
        Made by the sender, so that sending twice counts once.

    Raises
    ------
    ValueError
        If the time is naive, a name is empty, too long or holds a NUL, the kind is the record's
        own, or the body has no canonical form.
    """

    stream: str
    kind: str
    body: Mapping[str, Json] = field(repr=False)
    at: datetime
    subject: str = ""
    id: str = field(default_factory=lambda: str(uuid4()))
    text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("the time of a draft must be aware")
        if not (self.stream and self.kind and self.id) or self.kind in _OWN_KINDS:
            raise ValueError(f"a draft cannot be '{self.kind}' with id '{self.id}'")
        names = [self.stream, self.kind, self.subject, self.id]
        if any(len(name) > _LONGEST or "\0" in name for name in names):
            raise ValueError("a name in a draft is too long, or holds a NUL")
        canonical(names)
        object.__setattr__(self, "text", canonical(self.body))


def moment(at: datetime, subject: str) -> str:
    """Return the time as the record keeps it: UTC, by the hour if somebody did it."""
    utc = at.astimezone(UTC)
    if subject:
        utc = utc.replace(minute=0, second=0, microsecond=0)
    return utc.isoformat(timespec="seconds")


@dataclass(frozen=True)
class Event:
    """One thing that happened, as the record has it; `body` is None if the subject was erased."""

    stream: str
    seq: int
    id: str
    kind: str
    subject: str
    at: str
    body: Mapping[str, Json] | None = field(repr=False)
    prev: str
    hash: str


@dataclass(frozen=True)
class Receipt:
    """What became of a draft, once it is on the disk.

    Its status is "new", "replay" (known already, counted once) or "conflict" (the id was known
    with other content; both are kept). The seq and hash are those of the event that holds it,
    so the same draft always gets the same seq and hash.
    """

    id: str
    seq: int
    status: Status
    hash: str


@dataclass(frozen=True)
class Head:
    """The last event of a stream: whoever noted it down will notice a cut tail.

    A head that was read back from its text knows the first 128 bits of the hash.
    """

    stream: str
    seq: int
    hash: str

    def __post_init__(self) -> None:
        if self.seq < 0 or not _HASH.fullmatch(self.hash):
            raise ValueError("a head is a number and 32 to 64 hexadecimal digits")

    @property
    def text(self) -> str:
        """The form to print and to read aloud: the seq, then eight groups of four digits."""
        groups = (self.hash[4 * place : 4 * place + 4] for place in range(_GROUPS))
        return " ".join((str(self.seq), *groups))

    @classmethod
    def parse(cls, stream: str, text: str) -> Head:
        """Return the head that was printed as `text`; a ValueError if it is none.

        Examples
        --------
        >>> Head.parse("demo", "17 3F2A 9c1e 0000 1111 2222 3333 4444 5555").seq
        17
        """
        match text.lower().split():
            case [seq, *groups] if seq.isdecimal() and len(groups) == _GROUPS:
                return cls(stream, int(seq), "".join(groups))
        raise ValueError("a head is a number and eight groups of four digits")


@dataclass(frozen=True)
class Damage:
    """One thing that does not verify: where, and what; seq 0 means the stream as a whole."""

    stream: str
    seq: int
    what: str
