"""The app as a process of its own, with notebooks that are written for the tests."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, BrowserContext

from pe_tools.places import shipped

TOKEN = "a-token-of-the-tests"
CULL_SECONDS = 8

PARAMETERS = (
    'workshop: str = "demo"  # its name\nlang: str = "en"  # its language\nn: int = 3  # a number'
)

PANEL = """
from pe_tools.blocks import Paragraph, to_html
from pe_tools.language import Words
from pe_tools.widgets import Button, Panel, TextField, Form, Timer, bundle
words = Words(lang)
said = []
def act(name, values):
    said.append(name)
    draw()
def draw():
    block = Paragraph("Heard: " + ", ".join(said))
    controls = [
        Button("reveal", "Reveal now", key="r"),
        Timer("Talk", 300, ""),
        Form("note", "A note", (TextField("text", "Your text"),), "Send", is_open=True),
    ]
    panel.show(to_html([block], words=words), controls)
panel = Panel(words, act)
draw()
class Step:
    def _repr_mimebundle_(self, **_):
        return bundle(panel, [Paragraph("The still form. It costs $5 and $10.")], words)
Step()
"""

NOTEBOOKS = {
    "30_panel": [
        "# A panel\n\nWords before it.",
        ("parameters", PARAMETERS),
        PANEL,
        "## The second part\n\n**Decision point.** What now?",
        ("", "print(workshop, n)"),
        "## The third part\n\nThe end.",
    ],
    "31_fails": [
        "# It fails\n\nWords before it.",
        ("", "quote = 'Anna said no'\nraise RuntimeError(quote)"),
        "## The part after it",
        ("", "print('goes on')"),
        ("", "never_made"),
    ],
    "32_refused": [
        "# It is refused",
        ("", "from pe_tools.notebook import open_workshop\nopen_workshop('nowhere')"),
    ],
    "33_dies": ["# It dies", ("", "import os; os._exit(1)"), "## The part after it"],
    "34_slow": ["# It is slow", ("", "import time; time.sleep(60)")],
}


def write(folder: Path, name: str, cells: list[str | tuple[str, str]]) -> None:
    made = []
    for cell in cells:
        if isinstance(cell, str) and not cell.startswith("\n"):
            made.append(new_markdown_cell(cell))
        else:
            tag, source = cell if isinstance(cell, tuple) else ("", cell)
            made.append(new_code_cell(source, metadata={"tags": [tag]} if tag else {}))
    title = made[0].source.splitlines()[0].removeprefix("# ")
    nbformat.write(new_notebook(cells=made, metadata={"title": title}), folder / f"{name}.ipynb")


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


@dataclass
class App:
    """A running app: where it is, and which processes are its kernels."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    folder: Path
    token: str = TOKEN

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def page(self, notebook: str = "", query: str = "") -> str:
        path = f"/voila/render/{notebook}.ipynb" if notebook else "/"
        return f"{self.address}{path}?token={TOKEN}&{query}".rstrip("&")

    def ask(self, path, **request):
        """Return status, headers and text of one answer."""
        status, headers, body = self.ask_raw(path, **request)
        return status, headers, body.decode()

    def ask_raw(self, path, *, token=TOKEN, method="GET", host="", body=None, **headers):
        """Return status, headers and the bytes of one answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Host": host or f"127.0.0.1:{self.port}", **headers}
        if token:
            sent["Authorization"] = f"token {token}"
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        received = answer.read()
        connection.close()
        return answer.status, answer.headers, received

    def kernels(self) -> set[int]:
        """Return the ids of the processes that are kernels of this app."""
        return {
            int(folder.name)
            for folder in Path("/proc").iterdir()
            if folder.name.isdigit()
            and parent_of(folder.name) == self.process.pid
            and b"ipykernel_launcher" in (folder / "cmdline").read_bytes()
        }

    @staticmethod
    def process_with(argument: str) -> int:
        return process_with(argument)

    @staticmethod
    def is_running(process_id: int) -> bool:
        return parent_of(process_id) is not None

    @staticmethod
    def wait_for(what: Callable[[], object], seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.1)

    @staticmethod
    def ready(page) -> None:
        """Wait until the panels of a page are drawn."""
        page.wait_for_selector("body:not(.is-loading)", timeout=60_000)
        page.wait_for_selector(".app-live .app-still", state="detached", timeout=60_000)


def parent_of(process_id: int | str) -> int | None:
    """Return the parent of a process; None if it has ended."""
    try:
        stat = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if stat[0] == "Z" else int(stat[1])


def start(folder: Path, *more: str, stdin: int = subprocess.DEVNULL) -> App:
    port = free_port()
    log = folder / f"app-{port}.log"
    command = [
        *(sys.executable, "-m", "pe_tools.app", "--port", str(port)),
        *("--home", str(folder / "home"), "--notebooks", str(folder / "notebooks")),
        *("--cull-seconds", str(CULL_SECONDS), *more),
    ]
    environment = {**os.environ, "PE_TOKEN": TOKEN}
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, env=environment, stdin=stdin, stdout=out, stderr=subprocess.STDOUT
        )
    app = App(process, port, log, folder)

    def answers() -> bool:
        assert process.poll() is None, log.read_text()
        try:
            return app.ask("/login", token="")[0] == 200
        except OSError:
            return False

    App.wait_for(answers, 60)
    return app


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("app")
    shutil.copytree(shipped("notebooks"), made / "notebooks")
    for name, cells in NOTEBOOKS.items():
        write(made / "notebooks", name, cells)
    return made


@pytest.fixture(scope="session")
def app(folder) -> Iterator[App]:
    running = start(folder)
    yield running
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(20) == 0
    assert not running.kernels()


@pytest.fixture
def start_app(folder) -> Iterator[Callable[..., App]]:
    """Return a function that starts an app of one's own, to be stopped in unkind ways."""
    started = []

    def make(*more: str, stdin: int = subprocess.DEVNULL) -> App:
        started.append(start(folder, *more, stdin=stdin))
        return started[-1]

    yield make
    for app in started:
        app.process.kill()
        app.process.wait()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens a new profile of the browser; all are closed afterwards."""
    opened = []

    def make(**options) -> BrowserContext:
        opened.append(browser.new_context(**options))
        opened[-1].set_default_timeout(90_000)  # a notebook runs before its page is whole
        return opened[-1]

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def other_browser(browser: Browser) -> Iterator[Callable[..., Browser]]:
    """Return a function that starts another browser, with options of one's own."""
    program = os.environ.get("PE_CHROMIUM") or shutil.which("chromium")
    started = []

    def make(*options: str) -> Browser:
        arguments = ["--no-sandbox", "--disable-gpu", *options]
        started.append(browser.browser_type.launch(executable_path=program, args=arguments))
        return started[-1]

    yield make
    for other in started:
        other.close()


def process_with(argument: str) -> int:
    """Return the first process that was started with an argument."""
    for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda each: int(each.name)):
        try:
            if argument.encode() in (folder / "cmdline").read_bytes().split(b"\0"):
                return int(folder.name)
        except OSError:
            continue
    raise LookupError(argument)
