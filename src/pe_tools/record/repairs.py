"""What was mended in a record, for people to see: one line each in a file of its own."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = "record.repairs"


@dataclass(frozen=True)
class Repair:
    """One thing that was mended, and when."""

    at: str
    what: str


def note(folder: Path, what: str) -> None:
    """Note a repair; a disk that cannot take the note must not stop the repair."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    line = json.dumps({"at": at, "what": what}, ensure_ascii=False)
    with suppress(OSError), (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def read_repairs(folder: Path) -> tuple[Repair, ...]:
    """Return what was mended, the oldest first."""
    path = folder / FILE
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return tuple(repair for line in lines if (repair := _read(line)))


def _read(line: str) -> Repair | None:
    with suppress(ValueError, KeyError, TypeError):
        found = json.loads(line)
        return Repair(str(found["at"]), str(found["what"]))
    return None
