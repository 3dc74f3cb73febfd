"""``python -m pe_tools.room``: the desk as a process of its own; ``pe serve`` starts it."""

from __future__ import annotations

import asyncio
import signal
import sys
from argparse import ArgumentParser
from pathlib import Path

from pe_tools.errors import PeError
from pe_tools.record import open_record
from pe_tools.room.desk import run_desk


def main() -> int:
    """Run the desk until it is told to stop; 2 if it was refused."""
    parser = ArgumentParser(prog="python -m pe_tools.room", description="Hold the record.")
    parser.add_argument("--home", type=Path, help="the folder of the record")
    parser.add_argument("--port", type=int, default=0, help="0 chooses a free one")
    parser.add_argument("--room-port", type=int, help="of the room; none without it")
    given = parser.parse_args()
    try:
        asyncio.run(_run(given.home, given.port, given.room_port))
    except PeError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


async def _run(home: Path | None, port: int, room_port: int | None) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    with open_record(home) as record:
        await run_desk(record, stop, port, room_port=room_port)


if __name__ == "__main__":
    sys.exit(main())
