"""A translation says of itself whether a speaker has checked it."""

import pytest

from pe_tools.language import Words, known_languages


def test_english_is_the_language_it_was_written_in() -> None:
    assert Words("en").is_reviewed


@pytest.mark.parametrize("language", [code for code in known_languages() if code != "en"])
def test_no_shipped_translation_claims_a_review_it_did_not_get(language: str) -> None:
    assert not Words(language).is_reviewed
