"""Reports of a workshop, from the made-up one that is shipped."""

import pytest

from pe_tools.record import open_record


def test_an_unknown_format_is_refused(pe):
    result = pe("report", "demo", "--to", "html,odt")
    assert result.exit_code == 2
    assert "'odt' is none of: html, pdf, docx." in result.stderr


def test_an_unknown_language_is_refused_before_anything_is_run(pe):
    result = pe("report", "demo", "--lang", "xx")
    assert result.exit_code == 2
    assert "There are no words for the language 'xx'." in result.stderr


def test_a_kit_without_a_notebook_is_told_what_to_use(taken):
    result = taken("report", "office")
    assert result.exit_code == 2
    assert "No notebook is shipped for the kit 'tea'. Use: pe run NOTEBOOK" in result.stderr


@pytest.mark.slow
def test_the_demo_writes_two_reports_and_no_record_of_yours(pe, tmp_path):
    result = pe("demo", "--no-serve")
    assert result.exit_code == 0, result.output
    folder = tmp_path / "here" / "pe-demo"
    assert (folder / "demo-risk_assessment.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert (folder / "demo-risk_assessment.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "demo-risk_assessment.docx").read_bytes().startswith(b"PK")
    assert (folder / "demo-deliberation.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert len(result.stdout.splitlines()) == 6
    with open_record() as record:
        assert record.streams() == ()


@pytest.mark.slow
def test_only_the_formats_asked_for_are_written(pe, tmp_path):
    result = pe("report", "demo-deliberation", "--to", "html", "--into", "out")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "here" / "out").iterdir()) == [
        "demo-deliberation.html",
        "demo-deliberation.ipynb",
    ]
