"""A YAML document as a tree that remembers where each part was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""The keys and positions that lead to a part, such as ``("items", 3, "text")``."""

_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,9}\.[0-9]{1,9}")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


class Place(NamedTuple):
    """A place in a file, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Scalar:
    """A text as it was written; only one without quotes can be a number, true, false or null."""

    place: Place
    text: str
    is_plain: bool


@dataclass(frozen=True)
class Entries:
    """A list."""

    place: Place
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Mapping:
    """Keys with their values, and the places of the keys."""

    place: Place
    nodes: dict[str, Node]
    keys: dict[str, Place]


Node = Scalar | Entries | Mapping


def plain(node: Node) -> object:
    """Return a tree as dicts, lists, texts and numbers, by YAML 1.2 ("no" is a text)."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.nodes.items()}
    if isinstance(node, Entries):
        return [plain(value) for value in node.nodes]
    return _value(node.text) if node.is_plain else node.text


def place_of(root: Node, path: Sequence[str | int]) -> Place:
    """Return where the deepest part on a path was written; a keyed part begins at its key."""
    node, place = root, root.place
    for name in path:
        if isinstance(node, Mapping) and name in node.nodes:
            place, node = node.keys[str(name)], node.nodes[str(name)]
        elif isinstance(node, Entries) and isinstance(name, int) and name < len(node.nodes):
            node = node.nodes[name]
            place = node.place
        else:
            break
    return place


def _value(text: str) -> str | int | float | bool | None:
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return _WORDS.get(text, text)


def path_of(root: Node, names: Sequence[str]) -> KeyPath:
    """Return the path to what names lead to; an entry of a list is named by its id or value."""
    node, path = root, list[str | int]()
    for name in names:
        if isinstance(node, Mapping):
            path.append(name)
            node = node.nodes[name]
        elif isinstance(node, Entries):
            index = next(i for i, each in enumerate(node.nodes) if name in _own_names(each))
            path.append(index)
            node = node.nodes[index]
    return tuple(path)


def _own_names(node: Node) -> list[str]:
    keyed = node.nodes if isinstance(node, Mapping) else {}
    found = [keyed.get(key) for key in ("id", "value")]
    return [each.text for each in found if isinstance(each, Scalar)]
