"""What every test gets: a home of its own, and no error that only a log saw.

Warnings are errors (pyproject.toml). A test that meets a warning of a library it cannot change
ignores that one message with ``@pytest.mark.filterwarnings``, never a whole category.
"""

from __future__ import annotations

import ctypes
import logging
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
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


@dataclass
class PostgresServer:
    """A server of our own on the loopback address: "pe" owns a database, "boss" may do all."""

    programs: Path
    folder: Path
    port: int
    password: str = field(default_factory=secrets.token_hex)
    process: subprocess.Popen[bytes] | None = None

    def url(self, user: str = "pe", database: str = "pe") -> str:
        return f"postgresql://{user}:{self.password}@127.0.0.1:{self.port}/{database}"

    def ask(self, statement: str, **place: str) -> list[tuple[object, ...]]:
        """Run one statement as the boss, and return what it found."""
        with psycopg.connect(self.url("boss", **place), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def make(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password)
        options = ["--username=boss", f"--pwfile={secret}", "--auth=scram-sha-256"]
        places = ["--encoding=UTF8", "--locale=C.UTF-8", f"--pgdata={self.folder / 'data'}"]
        if os.getuid() == 0:
            for path in (self.folder, secret):
                shutil.chown(path, "postgres", "postgres")
        self._run("initdb", *options, *places, stdout=subprocess.DEVNULL).wait()

    def start(self) -> None:
        options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "on"}
        settings = [part for name in options for part in ("-c", f"{name}={options[name]}")]
        log = (self.folder / "log").open("ab")
        place = ["-D", str(self.folder / "data"), "-p", str(self.port)]
        self.process = self._run("postgres", *place, *settings, stderr=log)
        log.close()
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait()

    def _answers(self) -> bool:
        try:
            self.ask("SELECT 1", database="postgres")
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *arguments: str, **files: object) -> subprocess.Popen[bytes]:
        """Start a program; not as root, which PostgreSQL refuses."""
        user = "postgres" if os.getuid() == 0 else None
        groups = [] if user else None
        command = [str(self.programs / program), *arguments]
        return subprocess.Popen(
            command,
            cwd="/",
            user=user,
            group=user,
            extra_groups=groups,
            preexec_fn=_end_with_the_parent,  # noqa: PLW1509 - it takes no lock
            **files,
        )


def _end_with_the_parent() -> None:
    """Have this process told to end when the one that started it ends, however that ends."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Return a PostgreSQL server; without its programs tests are skipped, but never in CI."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("There is no PostgreSQL. Install it: apt-get install postgresql.")
        pytest.skip("There is no PostgreSQL on this machine.")
    with tempfile.TemporaryDirectory(prefix="pe-postgres-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server = PostgresServer(found[-1], Path(folder), probe.getsockname()[1])
        probe.close()
        server.make()
        server.start()
        server.ask(f"CREATE ROLE pe LOGIN PASSWORD '{server.password}'", database="postgres")
        server.ask("CREATE DATABASE pe OWNER pe", database="postgres")
        yield server
        server.stop()


@pytest.fixture
def database(postgres: PostgresServer) -> Iterator[str]:
    """Return the address of a database without tables, for one test."""
    yield postgres.url()
    postgres.ask("DROP SCHEMA IF EXISTS pe_record, pe_keys CASCADE")


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[tuple[str, list[str]]]]:
    """Return a function that lists what axe finds wrong with a page, by rule."""

    def violations(page: Page) -> list[tuple[str, list[str]]]:
        # A page's own policy may forbid every script; axe comes in through the debugger.
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]

    return violations
