"""Translations: every text can be translated, an old one is never shown as current."""

import contextlib
import unicodedata
from dataclasses import astuple, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.errors import KitError
from pe_tools.kits import coverage, extract, find_kit, load_kit, update_translations

SMALL = """\
id: small
version: "1"
title: A list
purpose: Agree.
minutes: 5
roles: [{id: all, name: All}]
steps: [{id: talk, kind: talk, title: Talk}]
agenda: [{minutes: 5, step: talk}]
"""
ACCENT = "\u0301"
NOT_WORDS = ("id", "version", "language")


def accented(text):
    return "".join(letter + ACCENT if letter.isalpha() else letter for letter in text)


def is_accented(text):
    letters = unicodedata.normalize("NFD", text)
    return all(
        letters[i + 1 : i + 2] == ACCENT for i, letter in enumerate(letters) if letter.isalpha()
    )


def fill(path, change):
    """Change every message of a PO file."""
    with path.open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        if message.id:
            change(message)
    with path.open("wb") as file:
        write_po(file, catalog)


def translate(folder, language, text=accented):
    path = update_translations(folder, language)
    fill(path, lambda message: setattr(message, "string", text(message.id)))
    return path


def load(folder, language):
    text = (folder / "kit.yaml").read_text(encoding="utf-8")
    return load_kit(text, folder=folder, language=language)


def words_in(kit):
    """Return every string of a kit except ids, kinds, pictures and sources."""
    yield from (kit.title, kit.purpose)
    yield from (role.name for role in kit.roles)
    yield from (scale.question for scale in kit.scales)
    yield from (text for scale in kit.scales for p in scale.points for text in (p.word, p.anchor))
    yield from (item.text for item in kit.items)
    yield from (text for step in kit.steps for text in (step.title, step.prompt))


def strings_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from strings_in(each)


@pytest.mark.parametrize("kit_id", ["risk_assessment", "deliberation"])
def test_no_text_of_a_shipped_kit_bypasses_translation(kit_id, tmp_path):
    folder = tmp_path / kit_id
    folder.mkdir()
    (folder / "kit.yaml").write_bytes((find_kit(kit_id) / "kit.yaml").read_bytes())
    translate(folder, "en-XA")
    kit, plain = load(folder, "en-XA"), load(folder, "en")
    assert all(map(is_accented, words_in(kit)))
    same = set(strings_in(astuple(kit))) & set(strings_in(astuple(plain)))
    assert not {text for text in same if " " in text} - {item.source for item in kit.items}
    assert coverage(folder, "en-XA") == (len(extract(folder)), len(extract(folder)))


def test_ids_and_numbers_are_those_of_the_source(folder):
    translate(folder, "ar")
    kit, plain = load(folder, "ar"), load(folder, "en")
    assert kit.language == "ar"
    assert [item.id for item in kit.items] == [item.id for item in plain.items]
    assert [scale.values for scale in kit.scales] == [scale.values for scale in plain.scales]
    assert (kit.agenda, kit.thresholds) == (plain.agenda, plain.thresholds)


def test_a_text_without_translation_stays_english_and_says_so(folder):
    path = translate(folder, "ar")
    fill(path, lambda m: setattr(m, "string", "" if m.context == "title" else m.string))
    kit = load(folder, "ar")
    assert kit.title == "Harms of a shared list [en]"
    assert kit.purpose == accented("Agree on what could go wrong.")
    assert coverage(folder, "ar") == (14, 15)


def test_a_language_without_a_file_is_all_english_and_marked(folder):
    kit = load(folder, "sw")
    assert kit.items[0].text == "The list is lost. [en]"
    assert kit.steps[0].prompt == ""
    assert coverage(folder, "sw") == (0, 15)


KEYWORDS = [
    "msgid ",
    "msgstr ",
    "msgctxt ",
    "msgid_plural ",
    "msgstr[1] ",
    "msgstr[x] ",
    "#, fuzzy\n",
]
REST = [
    '"a"\n',
    '""\n',
    "#~ ",
    "#| ",
    "#: ",
    "\\",
    "\\x",
    "rubbish\n",
    "\x00",
    '"',
    "a",
    "\n",
    "\u2068 ",
]
HEADERS = [
    'msgid ""\nmsgstr ""\n',
    '"Language: ../x\\n"\n',
    '"Plural-Forms: nplurals=x; plural=y;\\n"\n',
    '"Content-Type: text/plain; charset=none\\n"\n',
    '"PO-Revision-Date: never\\n"\n',
]
PIECES = st.sampled_from([*KEYWORDS, *REST, *HEADERS])


@given(st.lists(PIECES, max_size=20).map("".join))
def test_only_a_kit_error_leaves_for_any_translations(text):
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "locales").mkdir()
        (folder / "locales" / "ar.po").write_text(text, encoding="utf-8")
        with contextlib.suppress(KitError):
            load_kit(SMALL, folder=folder, language="ar")


@pytest.mark.parametrize("language", ["../../secret", "", "a/b", "ar\x00"])
def test_a_language_is_never_a_path(folder, language):
    (folder.parent / "secret.po").write_text("", encoding="utf-8")
    assert load(folder, language).title.endswith(" [en]")
    with pytest.raises(ValueError, match="not the code of a language"):
        update_translations(folder, language)


def test_a_changed_source_makes_its_translation_fuzzy_and_keeps_it(folder, small):
    path = translate(folder, "ar")
    text = small.replace("text: The list is lost.", "text: A neighbour copies everything.")
    (folder / "kit.yaml").write_text(text, encoding="utf-8")
    update_translations(folder, "ar")
    with path.open("rb") as file:
        message = read_po(file).get("A neighbour copies everything.", "items.list-lost.text")
    assert message.fuzzy
    assert '#| msgid "The list is lost."' in path.read_text(encoding="utf-8")
    assert message.string == accented("The list is lost.")
    assert load(folder, "ar").items[0].text == "A neighbour copies everything. [en]"
    assert coverage(folder, "ar") == (14, 15)


def test_a_fuzzy_text_stays_fuzzy_until_somebody_checks_it(folder):
    path = translate(folder, "ar")
    fill(path, lambda message: message.flags.add("fuzzy"))
    update_translations(folder, "ar")
    assert coverage(folder, "ar") == (0, 15)


def test_a_dropped_text_leaves_the_file(folder, small):
    path = translate(folder, "ar")
    (folder / "kit.yaml").write_text(small.replace(", anchor: You hardly notice.", ""), "utf-8")
    update_translations(folder, "ar")
    assert accented("You hardly notice.") not in path.read_text(encoding="utf-8")


def test_writing_a_file_again_changes_only_its_dates(folder):
    path = translate(folder, "ar")
    update_translations(folder, "ar")
    before = path.read_text(encoding="utf-8")
    update_translations(folder, "ar")
    after = path.read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if "Creation-Date" not in line] == [
        line for line in before.splitlines() if "Creation-Date" not in line
    ]


def test_a_new_file_says_that_nobody_reviewed_it_and_keeps_what_a_reviewer_says(folder):
    path = update_translations(folder, "ar")
    assert '"X-Reviewed: no\\n"' in path.read_text(encoding="utf-8")
    reviewed = path.read_text(encoding="utf-8").replace("X-Reviewed: no", "X-Reviewed: 2026-03-01")
    path.write_text(reviewed, encoding="utf-8")
    update_translations(folder, "ar")
    assert '"X-Reviewed: 2026-03-01\\n"' in path.read_text(encoding="utf-8")


def test_the_plural_rule_of_a_file_is_kept(folder):
    path = update_translations(folder, "ar")
    text = path.read_text(encoding="utf-8")
    start = text.index('"Plural-Forms')
    end = text.index('"MIME-Version')
    rule = '"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && "\n'
    rule += '"n%100<=10 ? 3 : n%100>=11 ? 4 : 5;\\n"\n'
    path.write_text(text[:start] + rule + text[end:], encoding="utf-8")
    update_translations(folder, "ar")
    with path.open("rb") as file:
        assert "n%100>=11 ? 4 : 5" in read_po(file).plural_forms


def test_the_template_names_each_text_by_its_context(folder):
    contexts = [message.context for message in extract(folder) if message.id]
    assert contexts[:4] == ["title", "purpose", "roles.community.name", "roles.stewards.name"]
    assert "scales.severity.points.1.anchor" in contexts
    assert "items.list-lost.text" in contexts
    assert "steps.rate-harms.prompt" in contexts
    assert len(contexts) == 15


def test_one_text_in_two_places_can_have_two_translations(folder, small):
    (folder / "kit.yaml").write_text(small.replace("title: Welcome", "title: Neighbours"), "utf-8")
    path = update_translations(folder, "ar")
    fill(path, lambda message: setattr(message, "string", message.context))
    kit = load(folder, "ar")
    assert kit.roles[0].name == "roles.community.name"
    assert kit.steps[0].title == "steps.welcome.title"
    assert replace(kit, title="") != kit
