"""What `pe serve` starts in place of the app: it answers, has a kernel, and says its last words.

Ends at once with the code that the file "fail" names; notes its pid in the file "app".
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from pe_tools.errors import RecordError
from pe_tools.places import home
from pe_tools.record import Draft, open_record

KERNEL = "import os, time\nparent = os.getppid()\nwhile os.getppid() == parent: time.sleep(0.2)"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == f"/?token={os.environ['PE_TOKEN']}" else 403)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def end(*_: object) -> None:
    last = Draft("w", "app-ended", {}, datetime.now(UTC))
    with suppress(RecordError):
        open_record().append([last])
    sys.exit(0)


if __name__ == "__main__":
    parser = ArgumentParser()
    for name in ("--port", "--home", "--lang"):
        parser.add_argument(name, required=True)
    given = parser.parse_args()
    fail = home() / "fail"
    if fail.exists():
        sys.exit(int(fail.read_text()))
    signal.signal(signal.SIGTERM, end)
    server = HTTPServer(("127.0.0.1", int(given.port)), Handler)
    subprocess.Popen([sys.executable, "-c", KERNEL])
    Path(home() / "app").write_text(str(os.getpid()))
    server.serve_forever()
