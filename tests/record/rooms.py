"""Append from several threads to a stream of one's own, to a shared one, and what another sends.

Called with the file for receipts, a name that ids begin with, and how many drafts each thread
sends; the record is the one that the environment names.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from threading import Thread

from pe_tools.record import Draft, Record, open_record

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
THREADS = 4


def main(receipts: str, name: str, number: str) -> None:
    handle = os.open(receipts, os.O_WRONLY | os.O_APPEND)
    with open_record() as record, record.hold():
        threads = [
            Thread(target=send, args=(record, handle, f"{name}{n}", int(number)))
            for n in range(THREADS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def send(record: Record, handle: int, name: str, number: int) -> None:
    for n in range(number):
        for draft in drafts(name, n):
            (receipt,) = record.submit([draft]).result()
            line = f"{draft.stream} {receipt.id} {receipt.seq} {receipt.hash} {receipt.status}\n"
            os.write(handle, line.encode())


def drafts(name: str, n: int) -> list[Draft]:
    return [
        Draft(f"own-{name}", "answered", {"n": n}, NOW, f"p-{n % 3}", f"{name}-own-{n}"),
        Draft("shared", "answered", {"n": n}, NOW, f"p-{name}", f"{name}-shared-{n}"),
        Draft("shared", "answered", {"n": n}, NOW, "p-common", f"common-{n}"),
    ]


if __name__ == "__main__":
    main(*sys.argv[1:])
