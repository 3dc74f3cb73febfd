"""Say in words what does not fit the schema, and where it was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pe_tools.errors import Problem
from pe_tools.kits.nearest import nearest, shown
from pe_tools.kits.schema import PARTS, KitFile
from pe_tools.kits.tree import KeyPath, Node, place_of

_KINDS = {
    "string_type": ("must be text", "Put it into quotes."),
    "int_type": ("must be a whole number", "Write digits only, without quotes."),
    "float_type": ("must be a number", "Write digits only, without quotes."),
    "bool_type": ("must be true or false", "Write true or false, without quotes."),
    "list_type": ("must be a list", "Start each entry with '- '."),
    "model_type": ("must have keys", "Write 'key: value' lines."),
}
_SIZES = {
    "string_too_short": ("is empty", "Write it, or delete the key."),
    "string_too_long": ("has more than {max_length} characters", "Shorten it."),
    "too_short": ("has fewer than {min_length} entries", "Add some."),
    "greater_than_equal": ("is below {ge}", "Write {ge} or more."),
    "less_than_equal": ("is above {le}", "Write {le} or less."),
}
_KEBAB = "Use lower-case letters, digits and hyphens; start with a letter."


def fit(data: object, root: Node) -> tuple[KitFile | None, list[Problem]]:
    """Return the kit file that the data are, or every problem of their shape."""
    try:
        return KitFile.model_validate(data), []
    except ValidationError as err:
        return None, list(_problems(err, root))


def _problems(error: ValidationError, root: Node) -> Iterator[Problem]:
    for details in error.errors(include_url=False):
        path: KeyPath = tuple(details["loc"])
        what, remedy = _words(details, path)
        yield Problem(*place_of(root, path), what, remedy)


def _words(details: ErrorDetails, path: KeyPath) -> tuple[str, str]:
    kind, name = details["type"], _name(path)
    context: dict[str, Any] = details.get("ctx", {})
    if kind == "missing":
        return f"'{name}' is missing.", f"Add a line '{name}: ...'."
    if kind == "extra_forbidden":
        return f"{shown(name)} is not a key here.", nearest(name, _keys_beside(path))
    if kind == "string_pattern_mismatch":
        return f"{shown(str(details['input']))} cannot be an id.", _KEBAB
    if kind == "literal_error":
        return f"{shown(str(details['input']))} is not a {name}.", _choices(details, context)
    if kind in _KINDS:
        what, remedy = _KINDS[kind]
        return f"'{name}' {what}, not {_found(details['input'])}.", remedy
    what, remedy = _SIZES.get(kind, ("does not fit: " + details["msg"], "Look at a shipped kit."))
    return f"'{name}' {what.format(**context)}.", remedy.format(**context)


def _name(path: KeyPath) -> str:
    """Return the key that a path ends in; an entry of a list goes by the list's key."""
    keys = [str(part) for part in path if isinstance(part, str)]
    if not keys:
        return "kit"
    return keys[-1] if isinstance(path[-1], str) else f"{keys[-1]}, entry {int(path[-1]) + 1}"


def _keys_beside(path: KeyPath) -> list[str]:
    parent = tuple(part for part in path[:-1] if isinstance(part, str))
    return list(PARTS[parent].model_fields)


def _choices(details: ErrorDetails, context: dict[str, Any]) -> str:
    choices = [
        choice.strip("' ") for choice in context["expected"].replace(" or ", ",").split(",")
    ]
    return nearest(str(details["input"]), choices)


def _found(value: object) -> str:
    names = {
        dict: "keys",
        list: "a list",
        str: "text",
        bool: "true or false",
        type(None): "nothing",
    }
    return names.get(type(value), "a number")
