"""A panel in the real Voila: it appears, and a press reaches Python and comes back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CELL = """
from pathlib import Path
from pe_tools.blocks import Paragraph, to_html
from pe_tools.language import Words
from pe_tools.widgets import Button, Form, Heads, Panel, TextField, bundle
words, taken = Words("{lang}"), []
def act(name, values):
    taken.append(values)
    with Path("{file}").open("a") as file:
        print(name, dict(values), file=file)
    show()
def show():
    panel.show(to_html([Paragraph("Seen in Voila.")], words=words), [
        Heads("Answers", (("All", len(taken)),)),
        Form("decide", "Decide", (TextField("what", "Decision"),), "Keep it", is_open=True),
        Button("reveal", "Reveal", {{"step": "harms"}}, look="main"),
    ])
panel = Panel(words, act)
show()
"""
SHOW = """
from IPython.display import display
display(bundle(panel, [Paragraph("Seen on paper.")], words), raw=True)
"""


@pytest.fixture(params=["en", "ar"])
def voila(request, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    file = tmp_path / "acts.txt"
    cells = [CELL.format(lang=request.param, file=file), SHOW]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbformat.write(book, tmp_path / "panel.ipynb")
    port = str(19000 + os.getpid() % 1000)
    program = shutil.which("voila", path=Path(sys.executable).parent)
    assert program
    options = ["--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with (tmp_path / "voila.log").open("w") as log:
        server = subprocess.Popen(
            [program, "panel.ipynb", *options], cwd=tmp_path, stdout=log, stderr=log
        )
        yield f"http://127.0.0.1:{port}/", file
        server.terminate()
        server.wait(20)


def wait_for(page, address):
    """Open the page as soon as Voila listens."""
    for _ in range(300):
        try:
            urlopen(f"{address}voila/static/none", timeout=5)
        except URLError as error:
            if getattr(error, "code", None):
                break
            page.wait_for_timeout(200)
    page.goto(address)


def test_a_panel_appears_and_an_act_reaches_python(browser, voila):
    address, file = voila
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.set_default_timeout(60_000)
    wait_for(page, address)
    expect(page.get_by_text("Seen in Voila.")).to_be_visible(timeout=60_000)
    page.get_by_label("Decision").fill("Share with a cap")
    page.get_by_role("button", name="Reveal").click()
    expect(page.locator(".pe-heads .pe-big")).to_have_text("1", timeout=10_000)
    expect(page.locator(".pe-status")).to_have_class("pe-status pe-ok")
    expect(page.get_by_label("Decision")).to_have_value("Share with a cap")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".pe-heads .pe-big")).to_have_text("2", timeout=10_000)
    expect(page.get_by_label("Decision")).to_have_value("")
    assert file.read_text().splitlines() == [
        "reveal {'step': 'harms'}",
        "decide {'what': 'Share with a cap'}",
    ]
    page.context.close()
