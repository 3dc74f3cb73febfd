"""Advice on the words of a kit: what people may find hard to read or to answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pe_tools.errors import KitError, Problem
from pe_tools.kits.files import read_text
from pe_tools.kits.folders import KIT_FILE
from pe_tools.kits.loading import load_kit
from pe_tools.kits.nearest import shown
from pe_tools.kits.rules import ANSWERED
from pe_tools.kits.scanning import scan
from pe_tools.kits.texts import texts_of
from pe_tools.kits.translating import coverage
from pe_tools.kits.tree import Node, path_of, place_of
from pe_tools.model import Kit

MAX_WORDS = 15
"""The longest sentence of a text for participants."""

_SENTENCE_END = re.compile(r"(?<=[.!?؟।。])\s+")
_WORD = re.compile(r"\w[\w'’-]*")
_TWO_THINGS = re.compile(r"\b(and|or)\b", re.IGNORECASE)


def advise_kit(path: Path) -> list[Problem]:
    """Return advice on a kit that loads, by line; it can be used as it is.

    Parameters
    ----------
    path : Path
        The kit's folder, or the kit.yaml in it.

    Returns
    -------
    list of Problem
        Long sentences, items that ask two things, steps left off the agenda or without items, and
        texts without translation. Empty for a kit that does not load: `check_kit` says why.
    """
    file = path / KIT_FILE if path.is_dir() else path
    try:
        text = read_text(file)
        kit = load_kit(text, name=file.name)
        root, _ = scan(text)
        return sorted([*_on_words(kit, root), *_on_steps(kit, root), *_on_languages(file.parent)])
    except KitError:
        return []


def _on_words(kit: Kit, root: Node | None) -> Iterator[Problem]:
    for context, text in texts_of(kit).items():
        for sentence in _SENTENCE_END.split(text):
            count = len(_WORD.findall(sentence))
            if count > MAX_WORDS:
                what = f"A sentence has {count} words: {shown(sentence)}."
                yield _at(root, context, what, f"Split it; {MAX_WORDS} words are easy to read.")
        if context.startswith("items.") and (found := _TWO_THINGS.search(text)):
            what = f"The item may ask two things: it has the word '{found[0]}'."
            yield _at(
                root, context, what, "Make it two items, if people could answer differently."
            )


def _on_steps(kit: Kit, root: Node | None) -> Iterator[Problem]:
    given = {(entry.step, entry.round) for entry in kit.agenda}
    for step in kit.steps:
        context = f"steps.{step.id}"
        if step.id not in {name for name, _ in given}:
            yield _at(root, context, f"'{step.id}' has no minutes.", "Add it to the agenda.")
        for number in range(2, step.rounds + 1):
            if (step.id, number) not in given:
                what = f"Round {number} of '{step.id}' has no minutes."
                yield _at(root, context, what, "Add it to the agenda.")
        if step.kind in ANSWERED and not kit.items_of(step):
            what = f"'{step.id}' has no items of the kind '{step.items}'."
            yield _at(root, context, what, "Add some, or import them with the answers.")


def _on_languages(folder: Path) -> Iterator[Problem]:
    for path in sorted((folder / "locales").glob("*.po")):
        done, total = coverage(folder, path.stem)
        if done < total:
            what = f"(locales/{path.name}) {total - done} of {total} texts are shown in English."
            yield Problem(0, 0, what, "Translate them, or check those marked fuzzy.")


def _at(root: Node | None, context: str, what: str, remedy: str) -> Problem:
    names = context.split(".")
    place = place_of(root, path_of(root, names)) if root else (0, 0)
    return Problem(*place, what, remedy)
