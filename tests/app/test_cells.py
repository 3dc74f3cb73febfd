"""Cells as HTML: words translated, blocks drawn anew, failures in a sentence."""

from __future__ import annotations

import json
import re

from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from pe_tools.app.cells import CellPages
from pe_tools.blocks import Paragraph, mimebundle
from pe_tools.language import Words

WORDS = Words("en")
VIEW = {"model_id": "1", "version_major": 2, "version_minor": 0}


def code(*outputs):
    return new_code_cell("secret_source = 1", outputs=list(outputs))


def shown(data):
    return code(new_output("display_data", data=data))


def error(name, value):
    return code(new_output("error", ename=name, evalue=value, traceback=["Traceback: " + value]))


def test_a_decision_point_becomes_a_box_and_html_stays_text():
    html = CellPages(WORDS).draw(
        new_markdown_cell("**Decision point.** Who? <script>x()</script>")
    )
    assert 'class="pe-callout pe-decision"' in html
    assert "&lt;script&gt;" in html
    assert "<script" not in html


def test_words_are_translated_by_paragraph(monkeypatch):
    monkeypatch.setattr(Words, "translate", lambda _self, text: f"[{text}]")
    html = CellPages(WORDS).draw(new_markdown_cell("## Who took part\n\nAll\nof them."))
    assert "[Who took part]" in html
    assert "[All of them.]" in html


def test_a_heading_of_level_two_starts_a_part_and_no_other_does():
    pages = CellPages(WORDS)
    assert pages.starts_part(new_markdown_cell("## Who took part"))
    assert not pages.starts_part(new_markdown_cell("# Title\n\nText."))
    assert not pages.starts_part(new_markdown_cell("### Small"))
    assert not pages.starts_part(new_code_cell("## a comment"))


def test_the_source_of_a_cell_is_never_shown():
    assert "secret_source" not in CellPages(WORDS).draw(code())


def test_blocks_are_drawn_from_their_data_and_not_from_the_html_beside_them():
    bundle = {**mimebundle([Paragraph("True words.")], WORDS), "text/html": "<script>x()</script>"}
    html = CellPages(WORDS).draw(shown(bundle))
    assert "True words." in html
    assert "script" not in html
    assert "<style>" not in html


def test_blocks_that_are_no_blocks_are_told_as_missing():
    bundle = {"application/vnd.pe.blocks+json": [{"block": "bomb"}], "text/html": "<b>x</b>"}
    html = CellPages(WORDS).draw(shown(bundle))
    assert "A part is missing here" in html


def test_a_panel_is_placed_by_data_that_cannot_end_its_script():
    view = "application/vnd.jupyter.widget-view+json"
    hostile = {**VIEW, "model_id": "</script><script>x()</script>"}
    html = CellPages(WORDS).draw(
        shown({**mimebundle([Paragraph("Still words.")], WORDS), view: hostile})
    )
    (script,) = re.findall(r"<script[^>]*>(.*?)</script>", html)
    assert json.loads(script)["data"] == {view: hostile}
    assert "Still words." in html.partition('class="app-still"')[2]


def test_printed_text_is_shown_and_warnings_are_not():
    printed = new_output("stream", name="stdout", text="a < b")
    warned = new_output("stream", name="stderr", text="FutureWarning")
    html = CellPages(WORDS).draw(code(printed, warned))
    assert "a &lt; b" in html
    assert "FutureWarning" not in html


def test_a_bug_is_told_in_a_neutral_sentence_without_what_it_says():
    html = CellPages(WORDS).draw(error("RuntimeError", "Anna said no"))
    assert "This part cannot be shown now." in html
    assert "Anna" not in html
    assert "Runtime" not in html
    assert "Traceback" not in html


def test_a_refusal_is_told_in_its_own_sentence():
    sentence = "The record holds no workshop 'x'. Workshops found: y."
    html = CellPages(WORDS).draw(error("UnknownWorkshopError", sentence))
    assert "holds no workshop" in html
    assert "cannot be shown now" not in html


def test_what_only_lacks_the_failed_part_adds_no_second_message():
    pages = CellPages(WORDS)
    assert pages.draw(error("RuntimeError", "first"))
    assert pages.draw(error("NameError", "name 'review' is not defined")) == ""
    assert pages.draw(error("ValueError", "another bug"))


def test_a_name_that_was_never_made_is_told_if_nothing_failed_before():
    assert CellPages(WORDS).draw(error("NameError", "name 'x' is not defined"))


def test_the_fragment_has_the_direction_of_the_language():
    html = CellPages(Words("ar")).draw(new_markdown_cell("Some words."))
    assert 'dir="rtl"' in html
