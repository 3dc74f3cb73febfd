"""The French catalog: its punctuation, its forms for one and many, and no English left in it."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from pe_tools.language import Words
from pe_tools.language.translations import CATALOGS, english_of, forms_of, names_in

WIDE, NARROW = "\u00a0", "\u202f"  # the no-break spaces of French

with (CATALOGS / "fr.po").open("rb") as file:
    TRANSLATED = [m for m in read_po(file) if m.id and all(forms_of(m))]
THE_SAME = {  # words that are French too, and messages without words
    "Acceptable",
    "Code",
    "Kit",
    "Minutes",
    "Option",
    "Verdict",
    "Version",
    "{before} → {after}",
    "{n} ({level})",
    "{n} min",
    "{n} point",
    "{n} points",
    "{points} ({people})",
    "{some}, {more}",
    "{what}",
}


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 personne"),
        (1, "1 personne"),
        (2, "2 personnes"),
        (1200, f"1{NARROW}200 personnes"),
    ],
)
def test_people_are_counted_as_grammar_asks(n, said):
    assert Words("fr").count("{n} person", "{n} people", n) == said


@pytest.mark.parametrize(
    ("value", "written"), [(0.5, "0,50"), (-0.25, "-0,25"), (12345, f"12{NARROW}345,00")]
)
def test_a_number_has_a_comma_and_narrow_spaces(value, written):
    assert Words("fr").number(value, 2) == written


def test_a_share_has_a_no_break_space_before_its_sign():
    assert Words("fr").percent(0.254) == f"25{WIDE}%"


def test_a_quoted_name_is_tied_to_its_marks():
    assert Words("fr").say("“{name}”", name="préjudice") == f"«{WIDE}préjudice{WIDE}»"


def test_both_forms_name_the_number_since_the_first_stands_for_none_and_one():
    counted = [message for message in TRANSLATED if message.pluralizable]
    nameless = [m.id[0] for m in counted if not all("n" in names_in(f) for f in m.string)]
    assert nameless == []


def test_no_translation_is_a_copy_of_the_english():
    copied = {
        english
        for message in TRANSLATED
        for english in english_of(message)
        if english in forms_of(message)
    }
    assert copied <= THE_SAME


def test_quotes_and_apostrophes_are_those_of_french():
    assert found("['“”]") == []


def test_each_mark_is_tied_to_the_word_before_it():
    assert found(rf"(?<!{WIDE}):") == []
    assert found(rf"(?<!{NARROW})[;?!]") == []
    assert found(rf"«(?!{WIDE})|(?<!{WIDE})»") == []


def test_no_other_space_is_a_no_break_space():
    assert found(f"{WIDE}(?![:»])(?<!«{WIDE})|{NARROW}(?![;?!])") == []


def found(pattern):
    """Return the translations that hold a pattern; the colon of an address stands close."""
    forms = [form for message in TRANSLATED for form in forms_of(message)]
    return [form for form in forms if re.search(pattern, re.sub(r"\w+://\S+", "", form))]
