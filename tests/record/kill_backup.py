"""Back a record up and die at the n-th call that makes, moves or writes something.

Called with the record's folder, the file to write, and n.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from pe_tools.record.backup import back_up

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}


def main(folder: Path, target: Path, last: int) -> None:
    count = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in EVENTS and str(target.parent) in str(arguments[0]):
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    back_up(folder, target, now=NOW, progress=lambda *_: None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
