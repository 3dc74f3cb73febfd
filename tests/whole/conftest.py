"""`pe serve` as a facilitator starts it, and a browser in front of it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=\S+")
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)  # two cores draw a whole page anew after each act


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """One `pe serve`, which can be killed and started again on the same home."""

    home: Path
    process: subprocess.Popen[str] | None = None
    addresses: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Start it, and wait until it says its address."""
        program = Path(sys.executable).parent / "pe"
        self.process = subprocess.Popen(
            [program, "serve", "--no-browser", "--port", str(free_port())],
            env={**os.environ, "PE_HOME": str(self.home), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout
        for line in self.process.stdout:
            if found := ADDRESS.search(line):
                self.addresses.append(found[0])
                return
        pytest.fail("pe serve ended without an address")

    def kill(self) -> None:
        """Kill it as a power failure would, and wait until its children are gone too."""
        assert self.process
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self._close()
        time.sleep(3)

    def stop(self) -> None:
        """End it as Ctrl+C does."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(20)
        self._close()

    def _close(self) -> None:
        if self.process and self.process.stdout:
            self.process.stdout.close()

    def open(self, browser: Browser, path: str = "", **size: int) -> Page:
        """Open a page of the app, logged in, and note every host that it asks."""
        view = {"width": size.get("width", 1280), "height": size.get("height", 720)}
        page = browser.new_page(viewport=view)
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))
        address = self.addresses[-1]
        page.goto(address)
        if path:
            page.goto(address.split("/?")[0] + path)
        return page


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    home = tmp_path / "served"
    home.mkdir()
    served = Served(home)
    served.start()
    yield served
    served.stop()
