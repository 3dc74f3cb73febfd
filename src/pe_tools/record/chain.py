"""The hash chain: each event's hash covers the hash before it."""

from __future__ import annotations

from hashlib import sha256
from json.encoder import encode_basestring as _quoted  # what json.dumps writes for a string
from typing import NamedTuple


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


def text_of(row: Row) -> str:
    """Return the canonical JSON of a row: at, body, id, kind, seq, stream and subject.

    The body's stored text is spliced in as it lies there, so that even a space added to it shows.
    """
    stream, seq, id_, kind, subject, at, body, _, _ = row
    return (
        f'{{"at":{_quoted(at)},"body":{body},"id":{_quoted(id_)},"kind":{_quoted(kind)},'
        f'"seq":{seq},"stream":{_quoted(stream)},"subject":{_quoted(subject)}}}'
    )


def link(row: Row) -> str:
    """Return the hash that this row must have: SHA-256(0x01 || prev || text)."""
    return link_text(row.prev, text_of(row))


def link_text(prev: str, text: str) -> str:
    """Return the hash of a canonical text that follows the hash ``prev``."""
    return sha256(b"\x01" + bytes.fromhex(prev) + text.encode()).hexdigest()
