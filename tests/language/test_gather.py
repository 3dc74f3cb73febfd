"""Gathering: which messages are found, and what becomes of a catalog."""

from __future__ import annotations

import json

import pytest
from babel.messages.pofile import read_po

from pe_tools.language.gather import messages, of_code, of_notebook, of_template, update


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('words.say("Harm")', ["Harm"]),
        ('say("{n} of {m}", n=1, m=2)', ["{n} of {m}"]),
        ('words.translate("Harm")', ["Harm"]),
        ('words.count("{n} harm", "{n} harms", 3)', [("{n} harm", "{n} harms")]),
        ('words.say("One "\n  "message")', ["One message"]),
        ('class LateError(PeError):\n    sentence = "{who} is late."', ["{who} is late."]),
        ("words.say(message)", []),
        ('kinds.count("R")', []),
        ('print("Harm")', []),
    ],
)
def test_literals_handed_to_words_are_the_messages_of_code(code, found):
    assert list(of_code(code)) == found


def test_literals_handed_to_words_are_the_messages_of_a_template():
    template = (
        '<p>{{ say("Table: {caption}", caption=name) }} {{ other("no") }} {{ say(name) }}</p>'
    )
    assert list(of_template(template)) == ["Table: {caption}"]


def test_paragraphs_and_headings_are_the_messages_of_a_notebook():
    cells = [
        {"cell_type": "markdown", "source": ["# Risk\n", "\n", "One\n", "paragraph.\n", "\n"]},
        {"cell_type": "code", "source": ["words.say('no')"]},
        {"cell_type": "markdown", "source": ["**Decision point.** Which?"]},
    ]
    found = list(of_notebook(json.dumps({"cells": cells})))
    assert found == ["Risk", "One paragraph.", "**Decision point.** Which?"]


OLD = r"""# A note that stays.
msgid ""
msgstr ""
"Language: ar\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
"n%100>=11 ? 4 : 5;\n"
"X-Reviewed: no\n"

msgid "Priority"
msgstr "الأولوية"

msgid "Nobody has answered until now."
msgstr "لم يُجب أحد بعد."

msgid "Zanzibar"
msgstr "زنجبار"
"""


@pytest.fixture
def catalog(tmp_path):
    path = tmp_path / "ar.po"
    path.write_text(OLD, encoding="utf-8")
    update(path)
    return path


def test_a_catalog_keeps_its_header_to_the_letter(catalog):
    header = OLD.partition("\n\n")[0]
    assert catalog.read_text("utf-8").startswith(f"{header}\n\n")


def test_a_catalog_keeps_translations_and_gets_every_message(catalog):
    with catalog.open("rb") as file:
        read = read_po(file)
    assert read["Priority"].string == "الأولوية"
    assert read["Owner"].string == ""
    assert {message.id for message in read if message.id} == {found for found, _ in messages()}


def test_the_translation_of_a_changed_message_is_fuzzy(catalog):
    with catalog.open("rb") as file:
        changed = read_po(file)["Nobody has answered yet."]
    assert changed.fuzzy
    assert changed.string == "لم يُجب أحد بعد."


def test_what_is_no_longer_said_is_kept_as_a_comment(catalog):
    assert '#~ msgid "Zanzibar"' in catalog.read_text("utf-8")


def test_gathering_again_changes_nothing(catalog):
    before = catalog.read_bytes()
    update(catalog)
    assert catalog.read_bytes() == before
