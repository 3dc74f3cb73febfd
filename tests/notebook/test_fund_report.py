"""Choices, points and words as a whole report: run by papermill, written in three languages."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import docx
import nbformat
import papermill
import pypdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from pe_tools.blocks import Figure
from pe_tools.language import Words
from pe_tools.model import CHOICE, POINTS, Answer
from pe_tools.record import Record
from pe_tools.reports import harvest, report_docx, report_html, report_pdf
from pe_tools.workshop import Host, acts, arriving

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

STEPS = ("note-down", "propose-more", "pick-two", "share-out", "dissent")
PARAMETERS = 'lang: str = "en"  # language of the words'


@pytest.fixture
def notebook(fund: Record, tmp_path: Path) -> Path:
    """A notebook on a workshop in which seven people took part with their phones."""
    for number in range(7):
        who = fund.subject("fund", str(number))
        chosen = [Answer("well", CHOICE, number % 2), Answer("road", CHOICE, 1)]
        shared = [Answer("well", POINTS, number), Answer("road", POINTS, 10 - number)]
        role = "neighbours" if number < 4 else "keepers"
        fund.append(
            [
                acts.joined("fund", who, role, now=NOW),
                acts.consent_given("fund", who, "quotes", "test", now=NOW),
                acts.answered("fund", who, "pick-two", 1, chosen, channel="phone", now=NOW),
                acts.answered("fund", who, "share-out", 1, shared, channel="phone", now=NOW),
                acts.answered("fund", who, "share-out", 2, shared, channel="paper", now=NOW),
                arriving.proposed(
                    "fund", who, "propose-more", f"Idea {number}", id_=f"p{number}", now=NOW
                ),
                arriving.wrote(
                    "fund", who, "note-down", f"Thought {number}", id_=f"w{number}", now=NOW
                ),
            ]
        )
    Host(fund, "fund").accept("p3", "option", "Idea 3, in other words", now=NOW)
    shows = [new_code_cell(f'review.step("{step}").show()') for step in STEPS]
    cells = [
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        new_code_cell(
            "from pe_tools.notebook import open_workshop\n"
            'review = open_workshop("fund", lang=lang)\n'
            "review.cover()"
        ),
        new_code_cell("review.first_page()"),
        new_code_cell("review.people()"),
        new_markdown_cell("## What people said"),
        *shows,
        new_code_cell("review.method_box()"),
    ]
    path = tmp_path / "fund.ipynb"
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": spec}), path)
    return path


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_report_is_whole_in_every_form(notebook: Path, language: str, tmp_path: Path) -> None:
    out = tmp_path / f"{language}.ipynb"
    papermill.execute_notebook(notebook, out, {"lang": language}, progress_bar=False)
    blocks = harvest(nbformat.read(out, as_version=4))
    figures = [block for block in blocks if isinstance(block, Figure)]
    assert len(figures) == 3  # the choices, the points, and how the points moved
    page, pdf, word = report_html(blocks), report_pdf(blocks), report_docx(blocks)
    text = "".join(part.text for part in docx.Document(io.BytesIO(word)).paragraphs)
    for said in (
        "Thought 3",
        Words(language).say("The mark is the share of people who chose it."),
    ):
        assert said in page
        assert said in text
    assert "Idea 3, in other words" in page
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) > 1
