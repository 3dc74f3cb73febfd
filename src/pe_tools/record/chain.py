"""The hash chain: each event's hash covers the hash before it."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from pe_tools.record.canonical import Json, canonical


class Row(NamedTuple):
    """One event as it lies in the file; `body` is canonical JSON, of a seal or in the open."""

    stream: str
    seq: int
    id: str
    kind: str
    subject: str
    at: str
    body: str
    prev: str
    hash: str


def genesis(stream: str) -> str:
    """Return the hash before a stream's first event; it binds the stream's name."""
    return sha256(b"\x00pe_tools stream\x00" + stream.encode()).hexdigest()


def link(row: Row) -> str:
    """Return the hash that this row must have.

    ``SHA-256(0x01 || prev || text)``, `text` being the canonical JSON of at, body, id, kind,
    seq, stream and subject. The body's stored text is spliced in as it lies there, so that even
    a space added to it shows.
    """
    rest: dict[str, Json] = {"id": row.id, "kind": row.kind, "seq": row.seq}
    rest |= {"stream": row.stream, "subject": row.subject}
    text = f'{{"at":{canonical(row.at)},"body":{row.body},{canonical(rest)[1:]}'
    return sha256(b"\x01" + bytes.fromhex(row.prev) + text.encode()).hexdigest()
