"""Words: what is said, counted and written in one language, and what a poor catalog does."""

from __future__ import annotations

import pytest

from pe_tools.errors import UnknownLanguageError
from pe_tools.language import Words, known_languages

LRM, LRI, RLI, PDI = "\u200e", "\u2066", "\u2067", "\u2069"


def test_english_needs_no_catalog():
    assert Words().say("Objection: {about}", about="the whole use") == "Objection: the whole use"


def test_the_shipped_languages_are_known():
    assert known_languages() == ("en", "ar", "fr")


def test_a_language_without_words_is_refused_with_those_there_are():
    with pytest.raises(UnknownLanguageError, match="en, ar, fr"):
        Words("tlh")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_a_language_has_the_direction_of_its_script(language, direction):
    assert Words(language).direction == direction


def test_a_language_that_cldr_does_not_know_reads_from_left_to_right(words_of):
    assert words_of('msgid "Harm"\nmsgstr "Mrah"', language="xx").direction == "ltr"


def test_a_translation_is_said_with_its_values(words_of):
    words = words_of('msgid "{part} of {whole}"\nmsgstr "{whole} : {part}"', language="de")
    assert words.say("{part} of {whole}", part="3", whole="9") == "9 : 3"


def test_a_message_without_a_translation_stays_english(words_of):
    words = words_of('msgid "Harm"\nmsgstr ""', language="de")
    assert (words.say("Harm"), words.say("Owner")) == ("Harm", "Owner")


def test_a_fuzzy_translation_is_not_shown(words_of):
    words = words_of('#, fuzzy\nmsgid "Harm"\nmsgstr "Nutzen"', language="de")
    assert words.say("Harm") == "Harm"


@pytest.mark.parametrize(
    "broken",
    ["{nane} fehlt", "fehlt", "{name} {more}", "{name", "name}", "{} fehlt", "{0}", "{name!r}"],
)
def test_a_translation_that_names_something_else_is_not_shown(words_of, broken):
    words = words_of(f'msgid "{{name}} is missing"\nmsgstr "{broken}"', language="de")
    assert words.say("{name} is missing", name="A") == "A is missing"


def test_braces_in_a_value_are_only_braces():
    assert Words().say("“{name}”", name="{other} {0} {") == "“{other} {0} {”"


def test_braces_in_a_whole_message_are_only_braces(words_of):
    words = words_of('msgid "a { b"\nmsgstr "A { B"', language="de")
    assert (words.translate("a { b"), words.translate("c } d")) == ("A { B", "c } d")


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 people"), (1, "1 person"), (2, "2 people"), (1200, "1,200 people")]
)
def test_english_counts_one_apart(n, said):
    assert Words().count("{n} person", "{n} people", n) == said


FRENCH = """
msgid "{n} person of {whole}"
msgid_plural "{n} people of {whole}"
msgstr[0] "{n} personne sur {whole}"
msgstr[1] "{n} personnes sur {whole}"
"""


def test_the_rule_of_the_catalog_chooses_the_form(words_of):
    words = words_of(FRENCH, language="fr", plurals="nplurals=2; plural=n > 1;")
    said = [
        words.count("{n} person of {whole}", "{n} people of {whole}", n, whole=9)
        for n in (0, 1, 2)
    ]
    assert said == ["0 personne sur 9", "1 personne sur 9", "2 personnes sur 9"]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(FRENCH.replace("personnes sur {whole}", "personnes"), id="a name is lost"),
        pytest.param(FRENCH.replace("{n} personnes sur {whole}", ""), id="a form is empty"),
        pytest.param(
            FRENCH.replace('msgstr[1] "{n} personnes sur {whole}"', ""), id="one is gone"
        ),
        pytest.param("#, fuzzy" + FRENCH, id="fuzzy"),
        pytest.param('msgid "{n} person of {whole}"\nmsgstr "{n} sur {whole}"', id="one form"),
    ],
)
def test_a_message_whose_forms_are_not_whole_is_counted_in_english(words_of, broken):
    words = words_of(broken, language="fr")
    said = words.count("{n} person of {whole}", "{n} people of {whole}", 2, whole=9)
    assert said == "2 people of 9"


def test_a_form_may_have_a_word_for_the_number(words_of):
    french = FRENCH.replace("{n} personne sur", "une personne sur")
    words = words_of(french, language="fr")
    said = words.count("{n} person of {whole}", "{n} people of {whole}", 1, whole=9)
    assert said == "une personne sur 9"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0.5, 2, "0.50"),
        (-0.25, 2, "-0.25"),
        (1234567, 0, "1,234,567"),
        (float("nan"), 2, "–"),
        pytest.param(-0.004, 2, "0.00", id="no minus before a zero"),
        pytest.param(-0.4, 0, "0", id="no minus before a whole zero"),
    ],
)
def test_numbers_in_english(value, decimals, written):
    assert Words().number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "written"), [(0.5, "0.50"), (-0.25, f"{LRM}-0.25"), (-0.001, "0.00")]
)
def test_numbers_in_arabic_have_latin_digits_and_a_mark_before_the_minus(value, written):
    """CLDR: the digits of plain "ar" are latn, its minus sign is U+200E U+002D."""
    assert Words("ar").number(value, 2) == written


@pytest.mark.parametrize("language", ["ar-EG", "fa"])
def test_no_number_mixes_the_signs_of_one_script_with_the_digits_of_another(words_of, language):
    assert words_of("", language=language).number(1234.5, 1) == "1,234.5"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_share_is_whole_percent(language):
    words = Words(language)
    assert (words.percent(0.254), words.percent(float("nan"))) == ("25%", "–")


@pytest.mark.parametrize(
    ("parts", "joined"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b, c")]
)
def test_parts_are_joined_by_commas(parts, joined):
    assert Words().join(parts) == joined


def test_arabic_joins_by_its_own_comma():
    assert Words("ar").join(["تباعد", "معسكران"]) == "تباعد، معسكران"


def test_a_value_that_runs_against_its_sentence_is_set_apart():
    assert Words().say("“{name}”", name="ضرر") == f"“{RLI}ضرر{PDI}”"
    assert Words("ar").say("“{name}”", name="Harm.") == f"«{LRI}Harm.{PDI}»"


def test_numbers_and_words_of_the_same_direction_stay_as_they_are():
    words = Words("ar")
    assert words.say("{part} of {whole}", part=words.number(-1), whole=9) == f"{LRM}-1 من 9"
    assert words.say("“{name}”", name="ضرر") == "«ضرر»"
