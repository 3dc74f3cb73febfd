"""The data form of blocks: what a notebook output carries, and how it is read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pe_tools.blocks.checked import checked
from pe_tools.blocks.kinds import Block

MIME = "application/vnd.pe.blocks+json"
"""The MIME type under which a notebook output carries its blocks."""

_KINDS: Mapping[str, type[Block]] = {kind.__name__.lower(): kind for kind in get_args(Block)}


def kind_of(block: Block) -> str:
    """Return the name of a block's kind, such as "paragraph"."""
    return type(block).__name__.lower()


def to_data(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return blocks as JSON-able data: one object a block, its kind named as ``block``."""
    return [{"block": kind_of(block), **_listed(asdict(block))} for block in blocks]


def from_data(data: object) -> tuple[Block, ...]:
    """Return the blocks that :func:`to_data` wrote, after checking every part of them.

    A notebook from outside is hostile: nothing is taken over that is not a known field of a
    known kind with the right type.

    Parameters
    ----------
    data : object
        What was read from JSON.

    Returns
    -------
    tuple of Block

    Raises
    ------
    ValueError
        If anything is unknown, missing or of the wrong type. The message names the place.
    """
    if not isinstance(data, list):
        raise ValueError("blocks: a list is needed")
    return checked(_block(entry, f"blocks[{place}]") for place, entry in enumerate(data))


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _listed(part) for name, part in value.items()}
    return [_listed(part) for part in value] if isinstance(value, tuple) else value


def _block(entry: object, place: str) -> Block:
    if not isinstance(entry, dict):
        raise ValueError(f"{place}: an object is needed")
    name = entry.get("block")
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise ValueError(f"{place}.block: {name!r} is not a kind of block")
    given = {field: value for field, value in entry.items() if field != "block"}
    block: Block = _record(kind, given, place)
    return block


def _record(kind: Any, given: object, place: str) -> Any:
    if not isinstance(given, dict):
        raise ValueError(f"{place}: an object is needed")
    known = {field.name: field for field in fields(kind)}
    for name in given:
        if name not in known:
            raise ValueError(f"{place}: {name!r} is not a field of {kind.__name__}")
    for name, field in known.items():
        if name not in given and field.default is MISSING:
            raise ValueError(f"{place}.{name}: is missing")
    hints = get_type_hints(kind)
    return kind(
        **{name: _value(hints[name], value, f"{place}.{name}") for name, value in given.items()}
    )


def _value(hint: Any, value: object, place: str) -> Any:
    if is_dataclass(hint):
        return _record(hint, value, place)
    if get_origin(hint) is tuple:
        return _sequence(get_args(hint), value, place)
    if get_origin(hint) is Literal:
        if not any(type(value) is type(choice) and value == choice for choice in get_args(hint)):
            raise ValueError(f"{place}: {value!r} is none of {get_args(hint)}")
        return value
    if type(value) is not hint:
        raise ValueError(f"{place}: {hint.__name__} is needed, not {type(value).__name__}")
    return value


def _sequence(hints: tuple[Any, ...], value: object, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{place}: a list is needed")
    if hints[-1] is not Ellipsis and len(value) != len(hints):
        raise ValueError(f"{place}: {len(hints)} values are needed, not {len(value)}")
    each = hints if hints[-1] is not Ellipsis else (hints[0],) * len(value)
    return tuple(
        _value(hint, part, f"{place}[{at}]")
        for at, (hint, part) in enumerate(zip(each, value, strict=True))
    )
