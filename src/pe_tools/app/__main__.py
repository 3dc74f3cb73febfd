"""Start the app: ``python -m pe_tools.app --port 8866 --home FOLDER``, token in ``PE_TOKEN``."""

from __future__ import annotations

import argparse
import os
import stat
import sys
from pathlib import Path

from tornado.ioloop import IOLoop

from pe_tools.app.application import PeVoila
from pe_tools.places import shipped


def main() -> None:
    """Serve until stopped, or until whoever started the app is gone."""
    given = _arguments()
    token = os.environ.pop("PE_TOKEN", "")  # kernels get our environment, but not the token
    if not token:
        sys.exit("The app needs a token in the environment variable PE_TOKEN.")
    given.home.mkdir(parents=True, exist_ok=True)
    app = PeVoila(
        port=given.port,
        home=str(given.home.resolve()),
        notebooks=str(given.notebooks.resolve()),
        language=given.lang,
        cull_seconds=given.cull_seconds,
        token=token,
    )
    app.initialize()
    IOLoop.current().add_callback(_watch_parent, app)
    app.start()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m pe_tools.app")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--notebooks", type=Path, default=shipped("notebooks"))
    parser.add_argument("--lang", default="en")
    parser.add_argument("--cull-seconds", type=int, default=60)
    return parser.parse_args()


def _watch_parent(app: PeVoila) -> None:
    """Stop when the pipe at standard input closes: whoever started us has ended."""
    descriptor = sys.stdin.fileno()
    if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
        app.ioloop.add_handler(descriptor, lambda *_: app.ioloop.stop(), IOLoop.READ)


if __name__ == "__main__":
    main()
