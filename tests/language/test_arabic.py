"""The Arabic catalog: whole, with the right forms, and safe in right-to-left text."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from pe_tools.language import Words
from pe_tools.language.gather import messages
from pe_tools.language.translations import (
    CATALOGS,
    english_of,
    forms_of,
    names_in,
    read_translations,
)

PATH = CATALOGS / "ar.po"
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
with PATH.open("rb") as file:
    TRANSLATED = [m for m in read_po(file) if m.id and not m.fuzzy and all(forms_of(m))]
NAMES = (  # commands, formats, addresses, keys to press, indices of statistics
    r"pe_tools|pe (verify|serve|doctor)|HTML|PDF|JavaScript|PE_RECORD|sqlite:\S+|--port"
    r"|Enter|Ctrl(\+C)?|\b[dpu](?=:)|\b[AW]\b"
)
COUNTED = [message for message in TRANSLATED if message.pluralizable]


def shown(message):
    """Return all forms of a translation as one text."""
    return "\n".join(forms_of(message))


def test_every_message_of_the_reports_is_said_in_arabic():
    forms = read_translations(PATH).forms
    missing = {message for message, _ in messages()} - set(forms)
    assert not missing, "Run python -m pe_tools.language.gather, then translate into ar.po."


def test_no_translation_is_left_over():
    assert set(read_translations(PATH).forms) <= {message for message, _ in messages()}


def test_no_message_is_both_counted_and_said():
    found = {message for message, _ in messages()}
    assert not found & {message[0] for message in found if isinstance(message, tuple)}


def test_the_header_says_that_no_speaker_has_read_it_yet():
    header = PATH.read_text("utf-8").partition("\n\n")[0]
    assert '"Language: ar\\n"' in header
    assert '"X-Reviewed: no\\n"' in header


@pytest.mark.parametrize("n", range(201))
def test_the_form_is_the_one_of_cldr(n):
    """Babel's rules from CLDR name the category; the header of the catalog counts it."""
    category = Locale("ar").plural_form(n)
    assert CATEGORIES[read_translations(PATH).plural(n)] == category


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لا أحد"),
        (1, "شخص واحد"),
        (2, "شخصان"),
        (3, "3 أشخاص"),
        (10, "10 أشخاص"),
        (11, "11 شخصًا"),
        (99, "99 شخصًا"),
        (100, "100 شخص"),
        (102, "102 شخص"),
        (103, "103 أشخاص"),
        (1011, "1,011 شخصًا"),
    ],
)
def test_people_are_counted_as_grammar_asks(n, said):
    assert Words("ar").count("{n} person", "{n} people", n) == said


@pytest.mark.parametrize("message", COUNTED, ids=lambda message: message.id[0])
def test_a_counted_message_has_six_forms_and_the_last_three_name_the_number(message):
    assert len(message.string) == 6
    assert all(message.string)
    assert all("n" in names_in(form) for form in message.string[3:])


@pytest.mark.parametrize("message", TRANSLATED, ids=lambda message: english_of(message)[0])
class TestEachTranslation:
    def test_has_no_letters_of_english_but_names(self, message):
        bare = re.sub(rf"{{\w+}}|{NAMES}", "", shown(message))
        assert not re.search("[A-Za-z]", bare)

    def test_has_the_punctuation_of_arabic(self, message):
        assert not re.search("[,;?“”]", shown(message))

    def test_marks_each_minus_so_that_it_stands_before_its_number(self, message):
        assert not re.search("(?<!\u200e)[-−](?=[0-9])", shown(message))

    def test_points_the_way_that_arabic_reads(self, message):
        assert "→" not in shown(message)

    def test_keeps_the_bold_beginning(self, message):
        bold = [text.startswith("**") for text in (english_of(message)[0], shown(message))]
        assert bold[0] == bold[1]
        assert shown(message).count("**") == english_of(message)[0].count("**")

    def test_ends_as_its_message_does(self, message):
        ends = [
            re.search(r"[.:?؟]?$", text)[0] for text in (english_of(message)[-1], shown(message))
        ]
        assert ends[0].replace("?", "؟") == ends[1]
