"""What every test gets: a home of its own, and no error that only a log saw.

Warnings are errors (pyproject.toml). A test that meets a warning of a library it cannot change
ignores that one message with ``@pytest.mark.filterwarnings``, never a whole category.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

# The machine may be slow or shared, so no example has a deadline; CI repeats the same examples.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew instead of comparing with them",
    )


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep every test out of the user's own record."""
    monkeypatch.setenv("PE_HOME", str(tmp_path))
    monkeypatch.delenv("PE_RECORD", raising=False)


@pytest.fixture(autouse=True)
def logged_exceptions() -> Iterator[list[str]]:
    """Fail a test that logged an exception; one that means to clears this list.

    ipywidgets catches what a callback raises and logs it as a warning, and tornado does the
    same as an error. The record factory is watched, so no logger can hide by not propagating.
    """
    found: list[str] = []
    make = logging.getLogRecordFactory()

    def watch(*args: object, **kwargs: object) -> logging.LogRecord:
        record = make(*args, **kwargs)
        if record.exc_info and record.exc_info[1] and record.levelno >= logging.WARNING:
            found.append(f"{record.getMessage()}: {record.exc_info[1]!r}")
        return record

    logging.setLogRecordFactory(watch)
    yield found
    logging.setLogRecordFactory(make)
    if found:
        pytest.fail("exceptions were logged:\n" + "\n".join(found))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a check that a text equals ``golden/<name>`` beside the test file."""

    def check(name: str, text: str) -> None:
        path = request.path.parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing; write it with --update-golden"
        assert text == path.read_text(encoding="utf-8")

    return check


CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the machine's Chromium; without one the test is skipped, but never in CI.

    It ends with each file: playwright keeps an event loop running in the thread, and tests of
    other files start loops of their own.
    """
    program = os.environ.get("PE_CHROMIUM") or shutil.which("chromium")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("There is no Chromium. Install it, or name it in PE_CHROMIUM.")
        pytest.skip("There is no Chromium on this machine, or PE_CHROMIUM does not name it.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[tuple[str, list[str]]]]:
    """Return a function that lists what axe finds wrong with a page, by rule."""

    def violations(page: Page) -> list[tuple[str, list[str]]]:
        # A page's own policy may forbid every script; axe comes in through the debugger.
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]

    return violations
