"""Take the pictures of these pages anew: ``python docs/take_pictures.py``.

Starts ``pe serve`` on a home of its own, opens the made-up risk workshop in each language, and
photographs every part of it as a projector and a tablet show it, and the pages of the table.
Needs Chromium, by the name ``chromium`` or in PE_CHROMIUM.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

INTO = Path(__file__).parent / "pictures"
LANGUAGES = ("en", "ar")
PROJECTOR = {"width": 1280, "height": 720}
TABLET = {"width": 800, "height": 1280}
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE_MS = 60_000


@contextmanager
def served(home: str) -> Iterator[str]:
    """Run ``pe serve`` and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [Path(sys.executable).parent / "pe", "serve", "--no-browser", "--port", port]
    environment = {**os.environ, "PE_HOME": home, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        found = (re.search(r"http://\S+token=\S+", line) for line in process.stdout)
        yield next(match[0] for match in found if match)
        process.send_signal(signal.SIGINT)


def opened(browser: Browser, address: str, path: str, size: dict[str, int]) -> Page:
    """Return a page of the app with all its panels drawn."""
    page = browser.new_page(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    page.goto(address.split("/?", maxsplit=1)[0] + path)
    page.locator(".pe-panel").last.wait_for(state="attached")
    page.wait_for_timeout(2000)
    return page


def keep(page: Page, name: str) -> None:
    """Keep what the page shows as a small picture."""
    page.screenshot(path=INTO / f"{name}.jpg", type="jpeg", quality=50)
    print(name)


def take(browser: Browser, address: str, lang: str) -> None:
    """Take the pictures of one language."""
    query = f"workshop=demo-risk_assessment&lang={lang}"
    page = opened(browser, address, f"/?lang={lang}", PROJECTOR)
    keep(page, f"start-{lang}")
    for screen, size in (("projector", PROJECTOR), ("tablet", TABLET)):
        page = opened(browser, address, f"/voila/render/20_risk_assessment.ipynb?{query}", size)
        for part in range(1, page.locator("#app-parts li").count() + 1):
            keep(page, f"risk-{part:02}-{screen}-{lang}")
            page.keyboard.press("PageDown")
            page.wait_for_timeout(400)
    for name in ("10_entry", "11_tablet"):
        page = opened(browser, address, f"/voila/render/{name}.ipynb?{query}", TABLET)
        keep(page, f"{name.partition('_')[2]}-{lang}")


def main() -> None:
    """Take all pictures, in place of the old ones."""
    shutil.rmtree(INTO, ignore_errors=True)
    INTO.mkdir()
    with tempfile.TemporaryDirectory() as home, served(home) as address, sync_playwright() as p:
        program = os.environ.get("PE_CHROMIUM") or shutil.which("chromium")
        browser = p.chromium.launch(executable_path=program, args=CHROMIUM)
        for lang in LANGUAGES:
            take(browser, address, lang)
        browser.close()


if __name__ == "__main__":
    main()
