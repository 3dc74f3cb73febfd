"""The direction of a text among others, and the marks that keep it together."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.blocks import Cover, Listing
from pe_tools.language import Words, text_direction
from pe_tools.language.direction import set_apart
from pe_tools.reports import report_docx, report_html, report_pdf

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        ("Harm", "rtl", "ltr"),
        ("ضرر", "ltr", "rtl"),
        ("12.5 %", "rtl", "rtl"),
        ("Workshop W001 ورشة المجموعة الأولى", "ltr", "rtl"),
        pytest.param("\u200e-0.25", "rtl", "rtl", id="a marked minus turns nothing"),
        pytest.param(f"قرار: {LRI}a long English decision{PDI}", "rtl", "rtl", id="set apart"),
        pytest.param(f"«{LRI}Harm{PDI}»", "rtl", "rtl", id="nothing of its own"),
        pytest.param(f"{PDI}Harm", "rtl", "ltr", id="a closing mark alone"),
    ],
)
def test_most_letters_of_its_own_decide(text, around, expected):
    assert text_direction(text, around) == expected


@given(st.text(alphabet="ab اب.1"), st.sampled_from(["ltr", "rtl"]))
def test_a_text_that_is_set_apart_never_turns_what_is_around_it(text, around):
    apart = set_apart(text, around)
    assert text_direction(apart, around) == around
    assert apart.strip(LRI + RLI + PDI) == text


@pytest.fixture
def sentence():
    return Words("ar").say("Objection: {about}", about="No new purpose before May.")


@pytest.fixture
def blocks(sentence):
    cover = Cover("تقييم المخاطر", "", language="ar", direction="rtl")
    return (cover, Listing((sentence,)))


def test_html_keeps_the_marks_and_the_direction_of_the_page(blocks, sentence):
    assert f"<li>{sentence}</li>" in report_html(blocks)


def test_a_word_document_has_runs_instead_of_marks(blocks):
    document = docx.Document(io.BytesIO(report_docx(blocks)))
    (listed,) = [p for p in document.paragraphs if p.style.name == "List Bullet"]
    assert [run.text for run in listed.runs] == ["اعتراض: ", "No new purpose before May."]


def test_the_fonts_of_the_pdf_hide_the_marks(blocks):
    assert report_pdf(blocks).startswith(b"%PDF")
