"""From the text of a kit file to the kit, or to all its problems at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from babel.messages.catalog import Catalog

from pe_tools.errors import KitError, Problem
from pe_tools.kits.build import build_kit
from pe_tools.kits.catalogs import SOURCE_LANGUAGE, catalog_path, read_catalog, translator
from pe_tools.kits.rules import broken_rules
from pe_tools.kits.scanning import scan
from pe_tools.kits.shape import fit
from pe_tools.kits.texts import with_texts
from pe_tools.kits.tree import Mapping, Node, Scalar, place_of, plain
from pe_tools.model import Kit


def load_kit(
    text: str, *, name: str = "kit.yaml", folder: Path | None = None, language: str = "en"
) -> Kit:
    """Return the kit that a YAML text describes.

    Parameters
    ----------
    text : str
        The whole file.
    name : str
        What problems call the file.
    folder : Path, optional
        The kit's folder, for ``locales/<language>.po``.
    language : str
        The language of the kit's texts. A text without a checked translation stays in English
        and ends in " [en]".

    Returns
    -------
    Kit
        Its words in the language, its ids and numbers as in the file.

    Raises
    ------
    KitError
        With every problem of the text, or of the translations; no other error is raised.
    """
    kit = _source_kit(text, name)
    if language == SOURCE_LANGUAGE:
        return kit
    path = catalog_path(folder, language) if folder else None
    catalog = read_catalog(path) if path else Catalog()
    return with_texts(replace(kit, language=language), translator(catalog))


def _source_kit(text: str, name: str) -> Kit:
    root, problems = scan(text)
    if problems or not isinstance(root, Mapping):
        raise KitError(name, problems or [_no_mapping(root)])
    data = _data(root)
    file, problems = fit(data, root)
    problems += [
        Problem(*place_of(root, fault.path), fault.what, fault.remedy)
        for fault in broken_rules(data)
    ]
    if problems or file is None:
        raise KitError(name, problems)
    return build_kit(file)


def _data(root: Mapping) -> dict[str, object]:
    """Return the tree as data; a version is text even where it looks like a number."""
    data = {key: plain(node) for key, node in root.nodes.items()}
    version = root.nodes.get("version")
    if isinstance(version, Scalar):
        data["version"] = version.text
    return data


def _no_mapping(root: Node | None) -> Problem:
    place = root.place if root else (0, 0)
    return Problem(*place, "A kit is a list of 'key: value' lines.", "Start from a shipped kit.")
