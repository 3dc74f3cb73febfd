"""The key-encryption keys: a small file of their own, which is never part of a data backup."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from pe_tools.errors import RecordDamagedError
from pe_tools.record.disk import write_private
from pe_tools.record.sealing import new_key

FILE = "kek.json"


class Kek(NamedTuple):
    """One key-encryption key; every wrapped key names the one it is wrapped under."""

    id: str
    key: bytes


def new_kek() -> Kek:
    """Return a new random key-encryption key."""
    return Kek(uuid4().hex, new_key())


def read_keks(folder: Path) -> tuple[Kek, ...]:
    """Return the keys, the newest last: one, or two while a rotation is under way, or none."""
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        found = json.loads(path.read_text("utf-8"))["keys"]
        return tuple(Kek(part["id"], bytes.fromhex(part["key"])) for part in found)
    except (ValueError, KeyError, TypeError):
        raise RecordDamagedError(record=folder, what=f"{FILE} cannot be read.") from None


def write_keks(folder: Path, keks: Sequence[Kek]) -> None:
    """Replace the keys, durably and as a whole."""
    parts = [{"id": kek.id, "key": kek.key.hex()} for kek in keks]
    write_private(folder / FILE, json.dumps({"keys": parts}))
