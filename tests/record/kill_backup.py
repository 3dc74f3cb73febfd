"""Back a record up, or restore it, and die at the n-th call that makes, moves or opens something.

Called with "backup" or "restore", the record's folder, the file of the backup, the folder whose
calls count, and n. Restoring replaces the record that is there, and takes its keys.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from pe_tools.record.backup import back_up
from pe_tools.record.restore import restore

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}


def die_at(last: int, place: str) -> None:
    count = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in EVENTS and place in str(arguments[0]):
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def main(what: str, folder: Path, target: Path) -> None:
    if what == "backup":
        back_up(folder, target, now=NOW, progress=lambda *_: None)
    else:
        restore(target, folder, None, is_replacing=True)


if __name__ == "__main__":
    what, folder, target, place, last = sys.argv[1:]
    die_at(int(last), place)
    main(what, Path(folder), Path(target))
