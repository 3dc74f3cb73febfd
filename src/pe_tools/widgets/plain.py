"""Controls as plain data, which the browser draws."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pe_tools.blocks import clean_svg, printable
from pe_tools.widgets.controls import Control
from pe_tools.widgets.joining import Way
from pe_tools.widgets.sheets import PageOption


def as_data(controls: Iterable[Control]) -> list[dict[str, Any]]:
    """Return controls as lists, dicts, texts and numbers.

    Each has a ``kind`` and an ``id``, which stays the same while the control is about the same:
    what somebody types there survives a change of its label.

    Raises
    ------
    ValueError
        If a picture is more than shapes.
    """
    seen: Counter[str] = Counter()
    return [_numbered(_named(control), seen) for control in controls]


def plain(value: Any) -> Any:
    """Return a value as JSON would hold it, its texts printable and its pictures clean."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    return value


def _fields(value: Any) -> dict[str, Any]:
    data = {"kind": type(value).__name__}
    data |= {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, PageOption | Way) and value.picture_svg:
        data["picture_svg"] = clean_svg(value.picture_svg)
    return data


def _named(control: Control) -> dict[str, Any]:
    data: dict[str, Any] = plain(control)
    for name in ("controls", "forms"):
        if name in data:
            data[name] = as_data(getattr(control, name))
    about = [data["kind"], data.get("act") or data.get("name", "")]
    if data["kind"] == "Button" and data["values"]:
        about.append(json.dumps(data["values"], sort_keys=True, ensure_ascii=False))
    return {"id": " ".join(filter(None, about)), **data}


def _numbered(data: dict[str, Any], seen: Counter[str]) -> dict[str, Any]:
    seen[data["id"]] += 1
    number = seen[data["id"]]
    return data if number == 1 else {**data, "id": f"{data['id']} {number}"}
