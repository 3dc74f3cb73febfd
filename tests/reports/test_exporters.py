"""The exporters, as nbconvert finds and runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from pe_tools.blocks import mimebundle
from pe_tools.language import Words
from pe_tools.reports import (
    PeDocxExporter,
    PeHtmlExporter,
    PePdfExporter,
    report_docx,
    report_html,
    report_pdf,
)


@pytest.fixture
def notebook(english):
    output = new_output("display_data", mimebundle(english, Words()))
    return new_notebook(cells=[new_code_cell("report()", outputs=[output])])


@pytest.mark.parametrize(
    ("name", "exporter"),
    [("pe_html", PeHtmlExporter), ("pe_pdf", PePdfExporter), ("pe_docx", PeDocxExporter)],
)
def test_nbconvert_finds_them_by_name(name, exporter):
    assert get_exporter(name) is exporter


@pytest.mark.parametrize(
    ("exporter", "draw", "ending"),
    [
        (PeHtmlExporter, report_html, ".html"),
        (PePdfExporter, report_pdf, ".pdf"),
        (PeDocxExporter, report_docx, ".docx"),
    ],
)
def test_a_notebook_gives_what_its_blocks_give(exporter, draw, ending, notebook, english):
    report, resources = exporter().from_notebook_node(notebook)
    assert report == draw(english)
    assert resources["output_extension"] == ending


def test_a_template_of_ones_own_finds_the_report(notebook, tmp_path, monkeypatch):
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "conf.json").write_text('{"base_template": "pe"}')
    (tmp_path / "plain" / "index.html.j2").write_text("<h1>{{ resources.pe.title }}</h1>")
    monkeypatch.chdir(tmp_path)
    report, _ = PeHtmlExporter(template_name="plain").from_notebook_node(notebook)
    assert report == "<h1>Clinic records for research: what could go wrong?</h1>"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
def test_the_command_writes_a_report(kind, notebook, tmp_path):
    nbformat.write(notebook, tmp_path / "a.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", f"pe_{kind}", "a.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / f"a.{kind}").stat().st_size > 5000


def test_importing_reports_stays_light():
    heavy = "{'nbconvert', 'typst', 'docx', 'matplotlib', 'pandas', 'lxml'}"
    code = f"import sys, pe_tools.reports; print({heavy} & set(sys.modules))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_the_template_lies_inside_the_package():
    import pe_tools.reports

    folder = Path(pe_tools.reports.__file__).parent / "templates"
    names = {path.name for path in folder.iterdir()}
    assert names >= {"pe", "page.css", "report.typ", "cards.html.j2", "cards.typ"}
