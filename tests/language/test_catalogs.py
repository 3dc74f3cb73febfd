"""Every shipped catalog: whole, with the right forms, and true to what its messages name."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from pe_tools.language.gather import messages
from pe_tools.language.translations import (
    CATALOGS,
    english_of,
    forms_of,
    names_in,
    read_translations,
)

CATEGORIES = {
    "ar": ("zero", "one", "two", "few", "many", "other"),
    "fr": ("one", "other"),
}
"""The plural categories of CLDR that can stand for 0 to 200, in the order of the forms."""


FOUND = {message for message, _ in messages()}


def catalog(language):
    with (CATALOGS / f"{language}.po").open("rb") as file:
        return read_po(file)


def translated(language):
    return [m for m in catalog(language) if m.id and not m.fuzzy and all(forms_of(m))]


def wrong(language, is_right):
    """Return the English of those translations that a test finds wrong."""
    return [english_of(message)[0] for message in translated(language) if not is_right(message)]


def end_of(text):
    return re.search(r"[.:?؟]?$", text)[0].replace("؟", "?")


def test_every_catalog_that_is_shipped_is_held_to_this():
    assert {path.stem for path in CATALOGS.glob("*.po")} == set(CATEGORIES)


def test_no_message_is_both_counted_and_said():
    assert not FOUND & {message[0] for message in FOUND if isinstance(message, tuple)}


@pytest.mark.parametrize("language", CATEGORIES)
class TestEachCatalog:
    def test_says_every_message_of_the_reports(self, language):
        forms = read_translations(CATALOGS / f"{language}.po").forms
        missing = FOUND - set(forms)
        assert not missing, f"Run python -m pe_tools.language.gather, then fill {language}.po."

    def test_has_no_translation_left_over(self, language):
        forms = read_translations(CATALOGS / f"{language}.po").forms
        assert set(forms) <= FOUND

    def test_says_in_its_header_that_no_speaker_has_read_it_yet(self, language):
        header = (CATALOGS / f"{language}.po").read_text("utf-8").partition("\n\n")[0]
        assert f'"Language: {language}\\n"' in header
        assert '"X-Reviewed: no\\n"' in header

    def test_has_a_form_for_each_category(self, language):
        assert catalog(language).num_plurals == len(CATEGORIES[language])

    def test_chooses_the_form_that_cldr_names(self, language):
        """Babel's rules from CLDR name the category; the header of the catalog counts it."""
        plural = read_translations(CATALOGS / f"{language}.po").plural
        chosen = [CATEGORIES[language][plural(n)] for n in range(201)]
        assert chosen == [Locale(language).plural_form(n) for n in range(201)]


@pytest.mark.parametrize("language", CATEGORIES)
class TestEachTranslation:
    def test_has_as_many_forms_as_its_language_needs(self, language):
        def is_right(message):
            needed = len(CATEGORIES[language]) if message.pluralizable else 1
            return len(forms_of(message)) == needed

        assert wrong(language, is_right) == []

    def test_names_what_its_message_names(self, language):
        """A form may have a word for the number that it counts."""

        def is_right(message):
            counted = {"n"} if message.pluralizable else set()
            needed = names_in(english_of(message)[-1]) | counted
            return all(names_in(form) | counted == needed for form in forms_of(message))

        assert wrong(language, is_right) == []

    def test_keeps_the_bold_beginning(self, language):
        def is_right(message):
            english, form = english_of(message)[0], forms_of(message)[0]
            is_bold = form.startswith("**") == english.startswith("**")
            return is_bold and form.count("**") == english.count("**")

        assert wrong(language, is_right) == []

    def test_ends_as_its_message_does(self, language):
        def is_right(message):
            ends = {end_of(text) for text in (english_of(message)[-1], *forms_of(message))}
            return len(ends) == 1

        assert wrong(language, is_right) == []
