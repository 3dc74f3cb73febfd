"""The words of one language, read from PO files at run time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from gettext import c2py  # the standard library's plural rules
from math import isnan
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from pe_tools.errors import UnknownLanguageError

CATALOGS = Path(__file__).parent / "catalogs"


def known_languages() -> tuple[str, ...]:
    """Return the codes of the languages that the reports' own words exist in."""
    return ("en", *sorted(path.stem for path in CATALOGS.glob("*.po")))


class Words:
    """The words of one language; a message without a translation stays in English.

    Parameters
    ----------
    language : str
        A code such as "en" or "ar".

    Raises
    ------
    UnknownLanguageError
        If no words are shipped for the language.
    """

    def __init__(self, language: str = "en") -> None:
        if language not in known_languages():
            raise UnknownLanguageError(language=language, known=", ".join(known_languages()))
        self.language = language
        self._locale = _locale(language)
        self._catalog = Catalog() if language == "en" else _read(CATALOGS / f"{language}.po")

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Return the direction of the script: "ltr" or "rtl"."""
        return "rtl" if self._locale.character_order == "right-to-left" else "ltr"

    def say(self, message: str, /, **values: object) -> str:
        """Return a message in this language, its ``{names}`` filled from ``values``."""
        return self._look_up(message).format(**values)

    def translate(self, message: str, /) -> str:
        """Return a whole message in this language; braces in it are only braces."""
        return self._look_up(message)

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the plural form for ``n``, which the message may name as ``{n}``."""
        form = self._catalog.plural_expr and self._plural(one, n)
        text = form or (one if n == 1 else many)
        return text.format(n=self.number(n), **values)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number as this language writes it; nan becomes an en dash."""
        if isnan(value):
            return "–"
        pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
        return format_decimal(
            value, format=pattern, locale=self._locale, numbering_system="default"
        )

    def percent(self, share: float) -> str:
        """Return a share in [0, 1] as whole percent; nan becomes an en dash."""
        if isnan(share):
            return "–"
        return format_percent(share, locale=self._locale, numbering_system="default")

    def _look_up(self, message: str) -> str:
        found = self._catalog.get(message)
        if found is None or found.fuzzy or not found.string:
            return message
        return found.string if isinstance(found.string, str) else found.string[0]

    def _plural(self, one: str, n: int) -> str:
        found = self._catalog.get(one)
        if found is None or found.fuzzy or isinstance(found.string, str):
            return ""
        forms = found.string or ("",)
        return forms[int(_plural_rule(self._catalog.plural_expr)(n))]


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@cache
def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


@cache
def _plural_rule(expression: str) -> Callable[[int], int]:
    return c2py(expression)
