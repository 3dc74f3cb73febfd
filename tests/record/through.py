"""Append a hundred drafts, one after the other; note each receipt once it came.

Called with the record's folder, the file for receipts, and a name that the ids begin with.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from pe_tools.record import Draft, open_record

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)


def main(folder: str, receipts: str, name: str) -> None:
    record = open_record(Path(folder))
    handle = os.open(receipts, os.O_WRONLY | os.O_APPEND)
    for number in range(100):
        draft = Draft("w", "answered", {"n": number}, NOW, f"p-{name}", f"{name}-{number}")
        (receipt,) = record.append([draft])
        os.write(handle, f"{receipt.id} {receipt.seq} {receipt.hash}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
