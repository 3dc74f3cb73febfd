"""Controls as data: what the browser is told, and nothing that could run in it."""

from __future__ import annotations

import json
import re

import pytest

from pe_tools.language import Words
from pe_tools.widgets import (
    Agenda,
    AgendaRow,
    Button,
    ChoiceField,
    Form,
    Heads,
    Page,
    PageOption,
    Prompt,
    Tablet,
    TextField,
    as_data,
)
from pe_tools.widgets.labels import fixed_words

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'


def test_a_control_becomes_plain_data():
    assert as_data([Heads("Answers", (("Stewards", 3),), expected=5)]) == [
        {"id": "Heads", "kind": "Heads", "label": "Answers"}
        | {"groups": [["Stewards", 3]], "expected": 5}
    ]


def test_parts_of_a_control_say_what_they_are():
    form = Form("decide", "Decide", (TextField("what", "What?"),), "Save")
    (data,) = as_data([form])
    assert data["fields"][0]["kind"] == "TextField"
    assert data["fields"][0]["max_length"] == 500


def test_all_of_it_can_be_written_as_json():
    controls = [Prompt("Why?"), Agenda((AgendaRow("Welcome", 10, "now"),))]
    assert json.loads(json.dumps(as_data(controls))) == as_data(controls)


def test_a_button_keeps_its_id_when_its_label_changes():
    (before,) = as_data([Button("reveal", "Reveal", {"step": "harms"})])
    (after,) = as_data([Button("reveal", "Reveal now", {"step": "harms"}, is_disabled=True)])
    assert before["id"] == after["id"]


def test_buttons_for_different_values_have_different_ids():
    buttons = [Button("reveal", "Reveal", {"step": step}) for step in ("harms", "benefits")]
    assert len({data["id"] for data in as_data(buttons)}) == 2


def test_two_controls_about_the_same_have_different_ids():
    assert [data["id"] for data in as_data([Prompt("a"), Prompt("b")])] == ["Prompt", "Prompt 2"]


def test_marks_that_turn_letters_around_are_replaced():
    (data,) = as_data([Prompt("safe\u202edanger")])
    assert data["text"] == "safe\ufffddanger"


def test_a_picture_that_is_more_than_shapes_is_refused():
    option = PageOption("1", "one", picture_svg=SQUARE.replace("<path", "<script/><path"))
    with pytest.raises(ValueError, match="<script> is not allowed"):
        as_data([Tablet("answer", "Welcome", (), (), (Page("a", "A?", (option,)),))])


def test_a_clean_picture_goes_through():
    option = PageOption("1", "one", picture_svg=SQUARE)
    (data,) = as_data([Tablet("answer", "Welcome", (), (), (Page("a", "A?", (option,)),))])
    assert data["pages"][0]["options"][0]["picture_svg"].startswith("<svg")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_fixed_sentence_has_more_than_15_words(lang):
    texts = fixed_words(Words(lang)).values()
    sentences = [part for text in texts for part in re.split(r"[.:?؟!]", text)]
    assert [one for one in sentences if len(one.split()) > 15] == []


def test_a_form_field_does_not_ask_for_an_answer_unless_told_to():
    assert TextField("a", "A").is_required is False
    assert ChoiceField("a", "A", ()).is_required is True
