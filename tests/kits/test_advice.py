"""Advice on words: shown, and work goes on."""

import pytest

from pe_tools.kits import advise_kit, check_kit, update_translations


def advice(folder, text):
    (folder / "kit.yaml").write_text(text, encoding="utf-8")
    assert check_kit(folder) == []
    return [str(problem) for problem in advise_kit(folder)]


def test_a_plain_kit_gets_none(folder, small):
    assert advice(folder, small) == []


FIFTEEN = "one two three four five six seven eight nine ten eleven twelve thirteen x fifteen"


def test_fifteen_words_are_fine_and_sixteen_are_not(folder, small):
    assert advice(folder, small.replace("Answer alone.", f"{FIFTEEN}. {FIFTEEN}?")) == []
    (said,) = advice(folder, small.replace("Answer alone.", f"Yes. {FIFTEEN} sixteen."))
    assert said == (
        "line 33, column 5: A sentence has 16 words: 'one two three four five six seven eig...'. "
        "Split it; 15 words are easy to read."
    )


@pytest.mark.parametrize("word", ["and", "or", "And/or"])
def test_an_item_that_may_ask_two_things_is_named(folder, small, word):
    (said,) = advice(folder, small.replace("is lost.", f"is lost {word} sold."))
    assert said.startswith("line 23, column 5: The item may ask two things: it has the word")


def test_a_word_that_only_contains_and_is_fine(folder, small):
    assert (
        advice(folder, small.replace("is lost.", "is lost in the sand, for all to order.")) == []
    )


def test_a_round_without_minutes_is_named(folder, small):
    text = small.replace("minutes: 60", "minutes: 40")
    text = text.replace("  - {minutes: 20, step: rate-harms, round: 2}\n", "")
    (said,) = advice(folder, text)
    assert "Round 2 of 'rate-harms' has no minutes." in said


def test_a_step_off_the_agenda_and_a_step_without_items_are_named(folder, small):
    extra = "  - {id: rank-ways, kind: rank, title: Rank, items: way}\nagenda:\n"
    first, second = sorted(advice(folder, small.replace("agenda:\n", extra)))
    assert "'rank-ways' has no items of the kind 'way'." in first
    assert "'rank-ways' has no minutes." in second


def test_texts_without_translation_are_counted(folder, small):
    update_translations(folder, "ar")
    assert advice(folder, small) == [
        "the file: (locales/ar.po) 15 of 15 texts are shown in English. "
        "Translate them, or check those marked fuzzy."
    ]


def test_a_kit_that_does_not_load_gets_problems_instead(folder):
    (folder / "kit.yaml").write_text("id: [", encoding="utf-8")
    assert advise_kit(folder) == []
    assert check_kit(folder)
