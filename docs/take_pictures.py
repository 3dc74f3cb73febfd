"""Take the pictures of these pages anew: ``python docs/take_pictures.py``.

Starts ``pe serve`` on a home of its own with workshops at different steps, and photographs the
app in each language: the made-up risk workshop part by part, what a facilitator leads a workshop
with, and the pages of the table. Needs Chromium, by the name ``chromium`` or in PE_CHROMIUM.
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
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from pe_tools.kits import read_kit
from pe_tools.model import Answer, Response
from pe_tools.record import Record, open_record
from pe_tools.workshop import Conductor, create_workshop

INTO = Path(__file__).parent / "pictures"
LANGUAGES = ("en", "ar")
SCREENS = {
    "projector": (1280, 720),
    "square": (1024, 768),
    "tablet": (768, 1024),
    "phone": (360, 740),
}
ON_SQUARE = (1, 3, 5)
"""The parts that are also taken on a projector of the old shape."""

SHOWN = ".app-part:not([hidden])"
EMPTY = f"{SHOWN} #step-write-harms"
"""The part that the made-up workshop, held on paper, has nothing in; it has no number."""
CHARTED = f"{SHOWN}:has(#step-rate-harms) figure"
"""The chart that is taken in place of the prompt above it."""

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE_MS = 60_000
NOTEBOOK = "20_risk_assessment"
ROLES = ("community", "contributors", "stewards")
UNFOLD = "() => document.querySelectorAll('details.pe-form').forEach(form => form.open = true)"


def fill(home: str) -> None:
    """Fill a record with workshops that stand at different steps."""
    now = datetime.now(UTC)
    with open_record(Path(home)) as record:
        create(record, "clinic-2025", now).start("pulse", 1, 2, now=now - timedelta(days=380))
        create(record, "clinic-2026", now)
        rating = create(record, "wells-2026", now)
        rate(rating, now)
        revealing = create(record, "buses-2026", now)
        rate(revealing, now)
        revealing.close_round("rate-harms", 1, now=now)


def create(record: Record, name: str, now: datetime) -> Conductor:
    """Create a workshop with the risk kit."""
    kit, text = read_kit("risk_assessment")
    partnership = "Health of the valley" if name.startswith("clinic") else "Water and roads"
    create_workshop(
        record, name, kit=kit, text=text, language="en", partnership=partnership, now=now
    )
    return Conductor(record, name)


def rate(conductor: Conductor, now: datetime) -> None:
    """Open the first round of ratings, and let seven people answer."""
    conductor.set_up(dict.fromkeys(ROLES, 3), 3, now=now)
    conductor.start("rate-harms", 1, 15, now=now)
    conductor.open_round("rate-harms", 1, now=now)
    answers = (
        Answer("harm-recognised", "severity", 4),
        Answer("harm-recognised", "likelihood", 2),
    )
    for number in range(7):
        response = Response(f"K{number}", "rate-harms", 1, answers, ROLES[number // 3])
        conductor.answer(response, "report", now=now)


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
        try:
            yield next(match[0] for match in found if match)
        finally:
            process.send_signal(signal.SIGINT)


class Camera:
    """A browser in front of the app, in one language."""

    def __init__(self, browser: Browser, address: str, lang: str) -> None:
        self._browser, self._address, self._lang = browser, address, lang

    def open(self, screen: str, notebook: str = "", workshop: str = "", place: str = "") -> Page:
        """Return a page of the app with all its panels drawn."""
        width, height = SCREENS[screen]
        size = {"width": width, "height": height}
        page = self._browser.new_page(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_default_timeout(PATIENCE_MS)
        page.goto(self._address)
        path = f"/voila/render/{notebook}.ipynb?workshop={workshop}&" if notebook else "/?"
        page.goto(self._address.split("/?", maxsplit=1)[0] + f"{path}lang={self._lang}{place}")
        page.locator(".pe-panel").last.wait_for(state="attached")
        page.locator(".app-still").last.wait_for(state="detached")
        page.wait_for_timeout(1500)
        return page

    def keep(self, page: Page, name: str, screen: str) -> None:
        """Keep what the page shows as a small picture."""
        path = INTO / f"{name}-{screen}-{self._lang}.jpg"
        page.screenshot(path=path, type="jpeg", quality=50)
        print(path.name)

    def take(self, name: str, screen: str, *where: str, unfold: bool = False) -> None:
        """Open a page, and keep what it shows; ``unfold`` opens its forms."""
        page = self.open(screen, *where)
        if unfold:
            page.evaluate(UNFOLD)
            page.wait_for_timeout(300)
        self.keep(page, name, screen)
        page.close()

    def take_parts(self, screen: str) -> None:
        """Take the made-up workshop part by part."""
        page = self.open(screen, NOTEBOOK, "demo")
        part = 0
        for _ in range(page.locator("#app-parts li").count()):
            is_empty = page.locator(EMPTY).count() > 0
            part += not is_empty
            for chart in page.locator(CHARTED).all()[:1]:
                chart.evaluate("chart => chart.scrollIntoView()")
            if not is_empty and (screen != "square" or part in ON_SQUARE):
                self.keep(page, f"risk-{part:02}", screen)
            page.keyboard.press("PageDown")
            page.wait_for_timeout(400)
        page.close()

    def take_tablet(self, screen: str) -> None:
        """Take what one participant sees: the welcome, then the first question."""
        page = self.open(screen, "11_tablet", "wells-2026")
        page.locator("button[data-at=open]").click()
        self.keep(page, "tablet-welcome", screen)
        page.locator("dialog .pe-main").click()
        page.locator("dialog .pe-code").fill("K9")
        for chosen in ("stewards", "report"):
            page.locator("dialog .pe-bar .pe-main").click()
            page.locator(f"dialog input[value={chosen}]").check()
        page.locator("dialog .pe-bar .pe-main").click()
        self.keep(page, "tablet-question", screen)
        page.close()


def take(camera: Camera) -> None:
    """Take the pictures of one language."""
    for screen in ("projector", "square", "tablet"):
        camera.take_parts(screen)
    for screen in ("projector", "phone"):
        camera.take("start", screen)
        camera.take("go-on", screen, NOTEBOOK, "wells-2026")
        camera.take("round-open", screen, NOTEBOOK, "wells-2026", "#agenda")
    camera.take("joining", "projector", NOTEBOOK, "wells-2026", "#joining")
    camera.take("brought-in", "projector", NOTEBOOK, "wells-2026", "#step-write-harms")
    camera.take("set-up", "tablet", NOTEBOOK, "clinic-2026", "#agenda", unfold=True)
    camera.take("round-closed", "projector", NOTEBOOK, "buses-2026", "#agenda")
    for screen in ("tablet", "phone"):
        camera.take("entry", screen, "10_entry", "wells-2026", unfold=True)
        camera.take_tablet(screen)


def main() -> None:
    """Take all pictures, in place of the old ones."""
    shutil.rmtree(INTO, ignore_errors=True)
    INTO.mkdir()
    with tempfile.TemporaryDirectory() as home:
        fill(home)
        with served(home) as address, sync_playwright() as p:
            program = os.environ.get("PE_CHROMIUM") or shutil.which("chromium")
            browser = p.chromium.launch(executable_path=program, args=CHROMIUM)
            for lang in LANGUAGES:
                take(Camera(browser, address, lang))
            browser.close()


if __name__ == "__main__":
    main()
