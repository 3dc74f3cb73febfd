"""Kits by name: their folders, and reading one whole."""

from __future__ import annotations

import re
from pathlib import Path

from pe_tools import places
from pe_tools.errors import KitError, Problem, UnknownKitError
from pe_tools.kits.catalogs import read_catalog
from pe_tools.kits.files import read_text
from pe_tools.kits.loading import load_kit
from pe_tools.model import Kit

KIT_FILE = "kit.yaml"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def find_kit(kit_id: str) -> Path:
    """Return the folder of a kit, one of the user's before a shipped one.

    Raises
    ------
    UnknownKitError
        If no folder of kits holds it.
    """
    for folder in places.kit_folders():
        if _NAME.fullmatch(kit_id) and (folder / kit_id / KIT_FILE).is_file():
            return folder / kit_id
    raise UnknownKitError(kit=kit_id, known=", ".join(kit_names()) or "none")


def read_kit(kit_id: str, language: str = "en") -> tuple[Kit, str]:
    """Return a kit by its name in a language, and the text of its file.

    Raises
    ------
    UnknownKitError
        If there is no such kit.
    KitError
        If it cannot be loaded.
    """
    folder = find_kit(kit_id)
    text = read_text(folder / KIT_FILE)
    return load_kit(text, folder=folder, language=language), text


def check_kit(path: Path) -> list[Problem]:
    """Return everything that forbids using a kit: of its file, its name and its translations.

    Parameters
    ----------
    path : Path
        The kit's folder, or the kit.yaml in it.
    """
    file = path / KIT_FILE if path.is_dir() else path
    try:
        kit = load_kit(read_text(file), name=file.name)
    except KitError as err:
        return [*err.problems, *_catalog_problems(file.parent)]
    return [*_name_problems(kit, file), *_catalog_problems(file.parent)]


def _name_problems(kit: Kit, file: Path) -> list[Problem]:
    folder = file.resolve().parent.name
    if file.name != KIT_FILE or folder == kit.id:
        return []
    what = f"The id is '{kit.id}', but the folder is '{folder}'."
    return [Problem(0, 0, what, "Give both the same name: kits are found by their folder.")]


def _catalog_problems(folder: Path) -> list[Problem]:
    problems: list[Problem] = []
    for path in sorted((folder / "locales").glob("*.po")):
        try:
            read_catalog(path)
        except KitError as err:
            problems += [_in_file(problem, err.context["file"]) for problem in err.problems]
    return problems


def _in_file(problem: Problem, name: object) -> Problem:
    return Problem(
        problem.line, problem.column, f"(locales/{name}) {problem.what}", problem.remedy
    )


def kit_names() -> list[str]:
    """Return the names of the kits that are found: the user's own, and the shipped ones."""
    found = {file.parent.name for each in places.kit_folders() for file in each.glob("*/kit.yaml")}
    return sorted(found)
