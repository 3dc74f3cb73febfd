"""One text for one value: the profile of RFC 8785 that the hash chain is built on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

_LARGEST = 2**53 - 1  # beyond this, JSON readers round
_DEEPEST = 64


def canonical(value: Json) -> str:
    """Return the one canonical JSON text of a value.

    Parameters
    ----------
    value : Json
        None, booleans, integers, strings, and lists and mappings of these.

    Returns
    -------
    str
        Keys sorted, no spaces, nothing escaped that need not be.

    Raises
    ------
    ValueError
        If the value holds a float, an integer of 2**53 or more, a key that is not an ASCII
        string, half of a surrogate pair, another type, or more than 64 levels.

    References
    ----------
    .. [1] A. Rundgren, B. Jordan and S. Erdtman, "JSON Canonicalization Scheme (JCS)",
       RFC 8785 (2020). Without floats, and with ASCII keys, sorting by code point is its order.

    Examples
    --------
    >>> canonical({"b": [1, True, None], "a": "é"})
    '{"a":"é","b":[1,true,null]}'
    """
    text = json.dumps(_plain(value, 0), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    text.encode()  # half of a surrogate pair has no UTF-8: a UnicodeEncodeError is a ValueError
    return text


def _plain(value: object, depth: int) -> Any:
    if depth > _DEEPEST:
        raise ValueError(f"a value has more than {_DEEPEST} levels")
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return _exact(value)
    if isinstance(value, Mapping):
        return {_key(key): _plain(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, depth + 1) for part in value]
    raise ValueError(f"{type(value).__name__} has no canonical form")


def _exact(value: int) -> int:
    if abs(value) > _LARGEST:
        raise ValueError("an integer of 2**53 or more has no canonical form")
    return int(value)


def _key(key: object) -> str:
    if not (isinstance(key, str) and key.isascii()):
        raise ValueError("a key must be an ASCII string")
    return key
