"""The Arabic catalog: counted as grammar asks, and safe in right-to-left text."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from pe_tools.language import Words
from pe_tools.language.translations import CATALOGS, forms_of, names_in

PATH = CATALOGS / "ar.po"
with PATH.open("rb") as file:
    TRANSLATED = [m for m in read_po(file) if m.id and not m.fuzzy and all(forms_of(m))]
NAMES = (  # commands, formats, addresses, keys to press, indices of statistics
    r"pe_tools|pe (verify|serve|doctor|cards|ledger list|report|notice show)|HTML|PDF"
    r"|JavaScript|PE_RECORD"
    r"|PostgreSQL|pg_dump|pg_restore|CARE|OCAP|--keys|--replace"
    r"|(sqlite|postgresql):\S+|--port|--count|QR|Enter|Ctrl(\+C)?|\b[dpu](?=:)|\b[AW]\b"
)
FORMS = [form for message in TRANSLATED for form in forms_of(message)]


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


def test_the_last_three_forms_name_the_number_and_the_others_may_have_a_word_for_it():
    counted = [message for message in TRANSLATED if message.pluralizable]
    nameless = [m.id[0] for m in counted if not all("n" in names_in(f) for f in m.string[3:])]
    assert nameless == []


def test_no_letters_of_english_are_left_but_names():
    bare = [re.sub(rf"{{\w+}}|{NAMES}", "", form) for form in FORMS]
    assert [form for form in bare if re.search("[A-Za-z]", form)] == []


def test_punctuation_is_that_of_arabic():
    assert found("[,;?“”]") == []


def test_each_minus_is_marked_so_that_it_stands_before_its_number():
    assert found("(?<!\u200e)[-−](?=[0-9])") == []


def test_arrows_point_the_way_that_arabic_reads():
    assert found("→") == []


def found(pattern):
    """Return the translations that hold a pattern."""
    return [form for form in FORMS if re.search(pattern, form)]
