"""What a phone sent: the fields of a form, each read once and strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import parse_qs

from pe_tools.errors import FormError

MOST_BYTES = 64 * 2**10
"""The largest body that is read."""

FORM = "application/x-www-form-urlencoded"

Fields: TypeAlias = Mapping[str, Sequence[str]]

_MOST_FIELDS = 2000
_PRESS = re.compile(r"[A-Za-z0-9_-]{16,64}")
_ROUND = re.compile(r"[0-9]{1,2}")


def read_fields(body: bytes) -> Fields:
    """Return the fields of a form.

    Raises
    ------
    FormError
        If the body is no form in UTF-8.
    """
    try:
        return parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        raise FormError() from None


def only(fields: Fields, name: str) -> str:
    """Return the value of a field that is given once at most; "" if it is not."""
    values = fields.get(name, ())
    if len(values) > 1:
        raise FormError()
    return values[0] if values else ""


def press_of(fields: Fields) -> str:
    """Return the press of a button, which nobody can guess."""
    press = only(fields, "press")
    if not _PRESS.fullmatch(press):
        raise FormError()
    return press


def round_of(fields: Fields) -> int:
    """Return the number of a round; 0 for words."""
    text = only(fields, "round")
    if not _ROUND.fullmatch(text):
        raise FormError()
    return int(text)
