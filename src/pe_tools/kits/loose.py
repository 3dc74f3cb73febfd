"""Look into parts of a file that may not have the right shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pe_tools.kits.tree import KeyPath

Data = dict[str, Any]


def entries(part: Data, name: str) -> Iterator[tuple[KeyPath, Data]]:
    """Yield the mappings of a list, each with its path."""
    for index, entry in enumerate(list_of(part, name)):
        if isinstance(entry, dict):
            yield (name, index), entry


def list_of(part: Data, name: str) -> list[Any]:
    """Return a list, or an empty one if there is none."""
    value = part.get(name)
    return value if isinstance(value, list) else []


def ids_of(kit: Data, part: str) -> list[str]:
    """Return the ids in a list of mappings."""
    return [name for _, entry in entries(kit, part) if (name := text_of(entry, "id"))]


def text_of(part: Data, name: str) -> str:
    """Return a text, or "" if there is none."""
    value = part.get(name)
    return value if isinstance(value, str) else ""


def number_of(part: Data, name: str) -> int | None:
    """Return a whole number, or None if there is none."""
    value = part.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
