"""Catalogs of a test's own, in the place where words are looked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pe_tools.language import Words
from pe_tools.language import words as language_words

HEADER = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: {plurals}\n"

"""


@pytest.fixture
def words_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Words]:
    """Return what makes the words of a language from the messages of a catalog."""
    folder = tmp_path / "catalogs"
    folder.mkdir()
    monkeypatch.setattr(language_words, "CATALOGS", folder)

    def make(
        messages: str, *, language: str, plurals: str = "nplurals=2; plural=n != 1;"
    ) -> Words:
        text = HEADER.format(plurals=plurals) + messages
        (folder / f"{language}.po").write_text(text, encoding="utf-8")
        return Words(language)

    return make
