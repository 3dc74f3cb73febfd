"""The two files that a record is brought back from: the events, and apart from them the keys."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

from pe_tools.record import journal_form, schema
from pe_tools.record.events import Head
from pe_tools.record.journal_form import Heads

MANIFEST = "pe-backup.json"
KEYS_START = b'{"pe_keys":'
_NAME_AT = 30  # where a zip file has the name of its first part
_START_BYTES = _NAME_AT + len(MANIFEST)
_FORM = 1


class Kind(Enum):
    """What a file is, told by its first bytes."""

    EVENTS = "events"
    KEYS = "keys"


class Manifest(NamedTuple):
    """When a backup was made, the heads in it, and the SHA-256 of its files by name."""

    made: str
    heads: Heads
    sums: dict[str, str]

    @property
    def noted(self) -> list[Head]:
        """The heads as they would stand in reports."""
        return [Head(stream, seq, hash_) for stream, (seq, hash_) in self.heads.items()]

    @property
    def events(self) -> int:
        """How many events there are."""
        return sum(seq for seq, _ in self.heads.values())


def write_manifest(manifest: Manifest) -> dict[str, object]:
    """Return a manifest as JSON."""
    heads = [[stream, seq, hash_] for stream, (seq, hash_) in manifest.heads.items()]
    return {"form": _FORM, "made": manifest.made, "heads": heads, "sha256": manifest.sums}


def read_manifest(found: Mapping[str, Any]) -> Manifest:
    """Return the manifest that JSON says; a ValueError, KeyError or TypeError if it is none."""
    if found["form"] != _FORM or set(found["sha256"]) != {schema.FILE, journal_form.FILE}:
        raise ValueError("another form")
    heads = {str(stream): (int(seq), str(hash_)) for stream, seq, hash_ in found["heads"]}
    return Manifest(str(found["made"]), heads, dict(found["sha256"]))


def kind_of(path: Path) -> Kind | None:
    """Return what a file is; None if it is neither."""
    try:
        with path.open("rb") as file:
            start = file.read(_START_BYTES)
    except OSError:
        return None
    if start.startswith(KEYS_START):
        return Kind.KEYS
    is_events = start.startswith(b"PK") and start[_NAME_AT:] == MANIFEST.encode()
    return Kind.EVENTS if is_events else None


def beside(path: Path, kind: Kind) -> bool:
    """Return whether a file of this kind lies in the same folder."""
    folder = path.absolute().parent
    return folder.is_dir() and any(kind_of(other) is kind for other in folder.iterdir())
