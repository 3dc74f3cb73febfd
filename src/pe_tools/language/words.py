"""The words of one language, read from PO files at run time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache, reduce
from math import isnan
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent, get_minus_sign_symbol

from pe_tools.errors import UnknownLanguageError
from pe_tools.language.direction import Direction, set_apart
from pe_tools.language.translations import CATALOGS, ENGLISH, Translations, read_translations

DIGITS = "latn"
"""The digits of all languages, 0 to 9: Babel knows the signs of others, not their digits."""


def known_languages() -> tuple[str, ...]:
    """Return the codes of the languages that the reports' own words exist in."""
    return ("en", *sorted(path.stem for path in CATALOGS.glob("*.po")))


def own_name(language: str) -> str:
    """Return the name of a language in the language itself, such as "Français"."""
    locale = Locale.parse(language, sep="-")
    return str(locale.get_display_name(language) or language).capitalize()


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
        self._translations = ENGLISH if language == "en" else _read(CATALOGS / f"{language}.po")

    @property
    def direction(self) -> Direction:
        """Return the direction of the script: "ltr" or "rtl"."""
        return "rtl" if self._locale.character_order == "right-to-left" else "ltr"

    @property
    def is_reviewed(self) -> bool:
        """Return whether a speaker of the language has checked its words."""
        return self._translations.is_reviewed

    def say(self, message: str, /, **values: object) -> str:
        """Return a message in this language, its ``{names}`` filled from ``values``."""
        return self._filled(self.translate(message), values)

    def translate(self, message: str, /) -> str:
        """Return a whole message in this language; braces in it are only braces."""
        return self._translations.forms.get(message, (message,))[0]

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the plural form for ``n``, which the message may name as ``{n}``."""
        forms = self._translations.forms.get((one, many))
        text = forms[self._translations.plural(n)] if forms else (one if n == 1 else many)
        return self._filled(text, {"n": self.number(n), **values})

    def join(self, parts: Iterable[str]) -> str:
        """Return texts one after the other, as in "a, b"; nothing for none."""
        first, *others = [*parts] or [""]
        return reduce(self._and, others, first)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number as this language writes it; nan becomes an en dash.

        The minus sign is the language's own: in a right-to-left text it needs a mark before it,
        or it would stand behind the number. A number that rounds to zero has no sign.
        """
        if isnan(value):
            return "–"
        pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
        rounded = round(Decimal(str(value)), decimals) + 0
        text = format_decimal(
            rounded, format=pattern, locale=self._locale, numbering_system=DIGITS
        )
        return text.replace("-", get_minus_sign_symbol(self._locale, numbering_system=DIGITS))

    def day(self, day: date) -> str:
        """Return a day as this language writes it, its month in letters."""
        return str(format_date(day, format="long", locale=self._locale))

    def percent(self, share: float) -> str:
        """Return a share in [0, 1] as whole percent; nan becomes an en dash."""
        if isnan(share):
            return "–"
        return format_percent(share, locale=self._locale, numbering_system=DIGITS)

    def _filled(self, text: str, values: dict[str, object]) -> str:
        told = {name: set_apart(str(value), self.direction) for name, value in values.items()}
        return text.format(**told)

    def _and(self, some: str, more: str) -> str:
        return self.say("{some}, {more}", some=some, more=more)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@cache
def _read(path: Path) -> Translations:
    return read_translations(path)
