"""Translations of a kit: one PO file a language, its messages named by context.

A changed source text makes its translation fuzzy, so that nobody reads old words as new ones.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from pe_tools.errors import KitError, Problem
from pe_tools.kits.files import read_text
from pe_tools.kits.sight import at_sight
from pe_tools.kits.texts import Say, texts_of
from pe_tools.model import Kit

SOURCE_LANGUAGE = "en"
MARK = f" [{SOURCE_LANGUAGE}]"
"""What follows a text that is shown in the source language for want of a translation."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*")


def is_language(code: str) -> bool:
    """Return whether a text has the form of a language code, such as "ar" or "pt_BR"."""
    return bool(_LANGUAGE.fullmatch(code))


def catalog_path(folder: Path, language: str) -> Path | None:
    """Return the PO file of a language, or None if the kit has none."""
    path = folder / "locales" / f"{language}.po"
    return path if is_language(language) and path.is_file() else None


def read_catalog(path: Path) -> Catalog:
    """Return the messages of a PO file.

    Raises
    ------
    KitError
        If the file cannot be read.
    """
    text = read_text(path)
    problems = list(at_sight(text))
    if problems:
        raise KitError(path.name, problems)
    try:
        return read_po(BytesIO(text.encode()), abort_invalid=True)
    except Exception as err:  # a broken header raises more than PoFileError
        line = getattr(err, "lineno", -1) + 1
        problem = Problem(line, 0, f"This is not PO: {err}.", "Repair it in a PO editor.")
        raise KitError(path.name, [problem]) from err


def translation(catalog: Catalog, context: str, text: str) -> str:
    """Return the checked translation of a text, or "" if there is none."""
    found = catalog.get(text, context)
    if found is None or found.fuzzy or not isinstance(found.string, str):
        return ""
    return found.string


def translator(catalog: Catalog) -> Say:
    """Return what says each text in the catalog's language, or marks it as not translated."""
    return lambda context, text: translation(catalog, context, text) or text + MARK


def template(kit: Kit) -> Catalog:
    """Return the template for translators: each text of a kit under its context."""
    catalog = Catalog(project=kit.id, version=kit.version, fuzzy=False)
    catalog.header_comment = f"# Texts of the kit {kit.id}."
    for context, text in texts_of(kit).items():
        catalog.add(text, context=context)
    return catalog


def updated(catalog: Catalog, newest: Catalog) -> Catalog:
    """Return a new catalog: translations kept, those of a changed source marked as fuzzy."""
    old = {message.context: message for message in catalog if message.id and message.string}
    result = _copy(catalog)
    result.update(newest, no_fuzzy_matching=True)
    result.obsolete.clear()
    for message in result:
        before = old.get(message.context)
        if message.id and before and before.id != message.id:
            message.string = before.string
            message.previous_id = [str(before.id)]
            message.flags.add("fuzzy")
    return result


def po_text(catalog: Catalog) -> str:
    """Return the text of a PO file, its messages in the kit's order."""
    file = BytesIO()
    write_po(file, catalog, width=99, include_previous=True)
    return file.getvalue().decode()


def _copy(catalog: Catalog) -> Catalog:
    return read_po(BytesIO(po_text(catalog).encode()))
