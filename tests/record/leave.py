"""Append thirty events, one a commit, and die with the -wal not yet moved into the file.

Called with the record's folder and how to leave it: "plain", or "backfilled" when part of the
-wal was moved into the file while a reader kept the rest from it.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import apsw

from pe_tools.record import Draft, Record, open_record

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)


def send(record: Record, numbers: range) -> None:
    for number in numbers:
        draft = Draft("w", "answered", {"n": number}, NOW, f"p-{number % 3}", f"id-{number}")
        record.append([draft])


def main(folder: Path, how: str) -> None:
    record = open_record(folder)
    with record.hold():
        send(record, range(20))
        if how == "backfilled":
            reader = apsw.Connection(str(folder / "record.db"), flags=apsw.SQLITE_OPEN_READONLY)
            reader.execute("BEGIN; SELECT count(*) FROM event")
            send(record, range(20, 25))
            record._writer._store._ledger.connection.wal_checkpoint()
            send(record, range(25, 30))
        else:
            send(record, range(20, 30))
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
