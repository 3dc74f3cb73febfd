"""The translations of one language: what of a PO file may be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gettext import c2py  # the standard library's plural rules
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

CATALOGS = Path(__file__).parent / "catalogs"
"""The folder of the PO files, one a language."""

Message = str | tuple[str, ...]
"""A message, or its forms for one and for many."""


@dataclass(frozen=True)
class Translations:
    """What may be shown of a catalog.

    Attributes
    ----------
    forms : dict of message to tuple of str
        The translations by English message; one form, or all plural forms of the language.
    plural : callable of int to int
        Which form stands for a number.
    is_reviewed : bool
        Whether a speaker of the language has checked them (``X-Reviewed: yes`` in the header).
    """

    forms: dict[Message, tuple[str, ...]]
    plural: Callable[[int], int]
    is_reviewed: bool = True


ENGLISH = Translations({}, lambda n: int(n != 1))


def read_translations(path: Path) -> Translations:
    """Return the translations of a PO file that may be shown.

    Fuzzy and empty ones are left out, and those whose ``{names}`` are not the message's: a
    report then shows the English message instead of failing or losing a number.
    """
    with path.open("rb") as file:
        catalog = read_po(file)
    is_reviewed = _header(path, "X-Reviewed") == "yes"
    return Translations(dict(_shown(catalog)), c2py(catalog.plural_expr), is_reviewed)


def names_in(text: str) -> frozenset[str] | None:
    """Return the ``{names}`` in a text; None if its braces name nothing that could be filled."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    named = [(name, spec, conversion) for _, name, spec, conversion in parts if name is not None]
    if any(spec or conversion or not name.isidentifier() for name, spec, conversion in named):
        return None
    return frozenset(name for name, _, _ in named)


def is_whole(message: Entry, plurals: int) -> bool:
    """Return whether a message has all its forms, and each names what the message names.

    A plural form may leave out ``{n}``: many languages have a word for one and two.
    """
    forms = forms_of(message)
    if not (all(forms) and len(forms) == (plurals if message.pluralizable else 1)):
        return False
    counted = frozenset({"n"} if message.pluralizable else ())
    needed = _names(english_of(message)[-1], counted)
    return all(_names(form, counted) == needed for form in forms)


def english_of(message: Entry) -> tuple[str, ...]:
    """Return a message, or its forms for one and for many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms_of(message: Entry) -> tuple[str, ...]:
    """Return the translations of a message: one, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _names(text: str, more: frozenset[str]) -> frozenset[str] | None:
    names = names_in(text)
    return None if names is None else names | more


def _shown(catalog: Catalog) -> Iterator[tuple[Message, tuple[str, ...]]]:
    for message in catalog:
        if message.id and not message.fuzzy and is_whole(message, catalog.num_plurals):
            english = english_of(message)
            yield (english if message.pluralizable else english[0]), forms_of(message)


def _header(path: Path, name: str) -> str:
    """Return a line of a PO file's header; Babel keeps only those it knows."""
    start = f'"{name}:'
    lines = path.read_text("utf-8").splitlines()
    found = next((line for line in lines if line.startswith(start)), "")
    return found.removeprefix(start).removesuffix('\\n"').strip()
