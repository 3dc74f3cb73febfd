"""Append from several threads until killed; note each receipt, in a second file, once it came.

Called with the record's folder, the file for receipts, what is synced ("FULL", "NORMAL": the
second copy is, record.db at times, or "NEITHER"), and the number of threads. Ids are
"<thread>-<number>"; each thread begins with the last ids it had a receipt for.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Thread

from pe_tools.errors import RecordBusyError
from pe_tools.record import Draft, Receipt, Record, connect, journal, open_record

AGAIN = 2  # ids that are sent again though their receipt came
NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)


def main(folder: str, receipts: str, synced: str, senders: str = "8") -> None:
    connect.SYNCHRONOUS = "FULL" if synced == "FULL" else "NORMAL"
    if synced == "NEITHER":
        journal.sync = lambda _handle: None
    noted = Path(receipts).read_text("utf-8").split("\n")
    handle = os.open(receipts, os.O_WRONLY | os.O_APPEND)
    record = open_record(Path(folder))
    with record.hold():
        threads = [
            Thread(target=send, args=(record, handle, name, first(noted, name)))
            for name in range(int(senders))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def first(noted: list[str], name: int) -> int:
    return max(0, sum(line.startswith(f"{name}-") for line in set(noted)) - AGAIN)


def send(record: Record, handle: int, name: int, start: int) -> None:
    for number in count(start):
        subject = f"p-{name}-{number // 20}"  # now and then somebody new, so a new key
        draft = Draft("w", "answered", {"n": number}, NOW, subject, id=f"{name}-{number}")
        receipt = sent(record, draft)
        os.write(handle, f"{receipt.id} {receipt.seq} {receipt.hash}\n".encode())


def sent(record: Record, draft: Draft) -> Receipt:
    while True:
        try:
            return record.submit([draft]).result()[0]
        except RecordBusyError:
            time.sleep(0.01)


if __name__ == "__main__":
    main(*sys.argv[1:])
