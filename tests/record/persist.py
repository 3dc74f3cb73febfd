"""Append five drafts, each sent again until it has a receipt; note what went wrong meanwhile.

Called with the record's folder, and the file for the codes of the refusals.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from pe_tools.errors import RecordError
from pe_tools.record import Draft, Record, open_record

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)


def send(record: Record, draft: Draft, told: Path) -> None:
    while True:
        try:
            record.append([draft])
            return
        except RecordError as error:
            told.write_text(error.code, "utf-8")


if __name__ == "__main__":
    folder, told = map(Path, sys.argv[1:])
    record = open_record(folder)
    for number in range(5):
        draft = Draft("w", "answered", {"n": number}, NOW, f"p-{number}", f"id-{number}")
        send(record, draft, told)
