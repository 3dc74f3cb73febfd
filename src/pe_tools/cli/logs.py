"""The log of errors of the program: where they happened, never what anybody wrote."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pe_tools.places import home


def log_bug(err: BaseException) -> Path | None:
    """Write where an error happened to a file below ``logs``; None if that cannot be written.

    The messages of errors are left out, since they may repeat what a participant wrote.
    """
    now = datetime.now(UTC)
    path = home() / "logs" / f"{now:%Y-%m-%d}.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as file:
            file.write(f"{now:%Y-%m-%dT%H:%M:%SZ}\n{''.join(_lines(err))}\n")
    except OSError:
        return None
    return path


def _lines(err: BaseException) -> Iterator[str]:
    cause = err.__cause__ or err.__context__
    if cause:
        yield from _lines(cause)
    yield f"{type(err).__module__}.{type(err).__qualname__}\n"
    for frame, line in traceback.walk_tb(err.__traceback__):
        code = frame.f_code
        yield f"  {code.co_filename}:{line} in {code.co_qualname}\n"
