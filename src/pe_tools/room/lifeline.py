"""A child that ends when its parent does, however that ends.

``python -m pe_tools.room.lifeline MODULE ARGUMENTS`` runs a module whose standard input is a pipe
that the parent never writes to: its end is the parent's end. Linux says so by a signal as well.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys
import time
from threading import Thread

_GRACE_SECONDS = 2.0
_SIGNAL_WHEN_PARENT_ENDS = 1  # PR_SET_PDEATHSIG


def main() -> None:
    """Follow the parent, then be the module that the arguments name."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SIGNAL_WHEN_PARENT_ENDS, signal.SIGTERM)
    Thread(target=_follow_parent, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _follow_parent() -> None:
    while os.read(0, 1):
        pass
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGTERM)
    else:
        os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
