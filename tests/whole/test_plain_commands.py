"""The plain command of Voila shows the same steps, without our app and without any set-up."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from pe_tools.places import shipped

pytestmark = [pytest.mark.slow, pytest.mark.browser]

REGISTER = "Register of harms, in order of urgency"
LEAD = "Start: Welcome"


@contextmanager
def running(tmp_path: Path, *command: str) -> Iterator[str]:
    """Run a command of Jupyter on a copy of the notebooks, and give its address."""
    shutil.copytree(shipped("notebooks"), tmp_path / "notebooks")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PE_HOME": str(tmp_path / "home"), "HOME": str(tmp_path)}
    process = subprocess.Popen(
        [Path(sys.executable).parent / command[0], *command[1:], f"--port={port}"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"nobody answered at {address}")


def test_plain_voila_shows_the_demo_and_its_controls(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path, "voila", "notebooks/", "--no-browser") as address:
        page = browser.new_page()
        page.goto(f"{address}/voila/render/20_risk_assessment.ipynb", timeout=90_000)
        expect(page.get_by_text(REGISTER)).to_be_attached(timeout=90_000)
        expect(page.get_by_role("button", name=LEAD)).to_be_visible()
        page.close()
