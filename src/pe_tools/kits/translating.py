"""What translators need of a kit's folder: the template, a file to fill in, and how far it is."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog

from pe_tools.kits.catalogs import (
    catalog_path,
    is_language,
    po_text,
    read_catalog,
    template,
    translation,
    updated,
)
from pe_tools.kits.files import read_text
from pe_tools.kits.folders import KIT_FILE
from pe_tools.kits.loading import load_kit
from pe_tools.kits.texts import texts_of
from pe_tools.model import Kit

NOT_REVIEWED = '"X-Reviewed: no\\n"'
"""The header line of a new file; whoever speaks the language changes it after reading all."""

_OWN_HEADER = re.compile(r'^"X-[^"]*"$', re.MULTILINE)


def extract(folder: Path) -> Catalog:
    """Return the template of a kit's folder: each text that people read, under its context.

    Raises
    ------
    KitError
        If the kit cannot be loaded.
    """
    return template(_kit(folder))


def update_translations(folder: Path, language: str) -> Path:
    """Write ``locales/<language>.po`` so that it fits the kit, and return its path.

    Translations are kept. Where the source text changed, its translation becomes fuzzy: it is not
    shown until somebody has checked it. Texts that the kit no longer has are dropped.

    Raises
    ------
    KitError
        If the kit or the present translations cannot be read; nothing is written then.
    ValueError
        If `language` is not the code of a language.
    """
    if not is_language(language):
        raise ValueError(f"{language!r} is not the code of a language")
    target = folder / "locales" / f"{language}.po"
    if target.is_file():
        old, text = read_catalog(target), read_text(target)
    else:
        old, text = Catalog(locale=language.replace("-", "_"), fuzzy=False), NOT_REVIEWED
    target.parent.mkdir(exist_ok=True)
    target.write_text(_with_headers(po_text(updated(old, extract(folder))), text), "utf-8")
    return target


def coverage(folder: Path, language: str) -> tuple[int, int]:
    """Return how many of a kit's texts have a checked translation, and how many there are.

    Raises
    ------
    KitError
        If the kit or its translations cannot be read.
    """
    texts = texts_of(_kit(folder))
    path = catalog_path(folder, language)
    catalog = read_catalog(path) if path else Catalog()
    done = [context for context, text in texts.items() if translation(catalog, context, text)]
    return len(done), len(texts)


def _kit(folder: Path) -> Kit:
    return load_kit(read_text(folder / KIT_FILE))


def _with_headers(content: str, old: str) -> str:
    """Return PO text with the "X-..." header lines of an older text, which Babel drops."""
    lines = "".join(f"{line}\n" for line in _OWN_HEADER.findall(old))
    return content.replace('"Generated-By:', f'{lines}"Generated-By:', 1)
