"""Both notebooks whole, in every language: run by papermill, drawn, and opened in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
import pytest

from pe_tools.blocks import Cover
from pe_tools.places import shipped
from pe_tools.reports import harvest, report_docx, report_html, report_pdf

NOTEBOOKS = ("20_risk_assessment", "25_deliberation")
LANGUAGES = ("en", "ar")
# ipykernel says on standard error that its sockets stay on this machine; jupyter_client warns
# that a socket it has closed was open.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@dataclass(frozen=True)
class Ran:
    """One notebook, run in one language on one record."""

    name: str
    language: str
    notebook: nbformat.NotebookNode

    @property
    def page(self) -> str:
        return report_html(harvest(self.notebook))


def run(name: str, language: str, folder: Path) -> Ran:
    out = folder / f"{name}.{language}.ipynb"
    source = shipped("notebooks") / f"{name}.ipynb"
    papermill.execute_notebook(source, out, {"lang": language}, progress_bar=False)
    return Ran(name, language, nbformat.read(out, as_version=4))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with the record that all runs of this file share."""
    place = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PE_HOME", str(place))
        yield place


@pytest.fixture(autouse=True)
def own_home(folder: Path) -> None:
    """Keep the shared home: the same record has to be run twice."""


@pytest.fixture(scope="module", params=[(n, lang) for n in NOTEBOOKS for lang in LANGUAGES])
def ran(request: pytest.FixtureRequest, folder: Path) -> Ran:
    name, language = request.param
    return run(name, language, folder)


def test_two_runs_on_one_record_give_the_same_bytes(ran: Ran, folder: Path) -> None:
    first, second = harvest(ran.notebook), harvest(run(ran.name, ran.language, folder).notebook)
    assert report_html(first) == report_html(second)
    assert report_pdf(first) == report_pdf(second)
    assert report_docx(first) == report_docx(second)


def test_the_report_is_in_the_language_that_was_asked_for(ran: Ran) -> None:
    cover = harvest(ran.notebook)[0]
    assert isinstance(cover, Cover)
    assert cover.language == ran.language
    assert cover.direction == {"en": "ltr", "ar": "rtl"}[ran.language]


def test_the_made_up_data_are_named_as_such(ran: Ran) -> None:
    cover = harvest(ran.notebook)[0]
    assert isinstance(cover, Cover)
    assert cover.notice


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_and_nothing_is_asked_of_another_host(
    ran: Ran, width: int, browser, axe, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(ran.page, encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert axe(page) == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
