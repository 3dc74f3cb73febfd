"""The fields of a form."""

from __future__ import annotations

from dataclasses import dataclass

Options = tuple[tuple[str, str], ...]
"""What may be chosen: pairs of the value that is sent and the label that is read."""


@dataclass(frozen=True)
class TextField:
    """A line of text, or several (``is_long``)."""

    name: str
    label: str
    value: str = ""
    is_long: bool = False
    is_required: bool = False
    max_length: int = 500
    hint: str = ""


@dataclass(frozen=True)
class ChoiceField:
    """One of several options: radio buttons, or a list where there are more than seven."""

    name: str
    label: str
    options: Options
    value: str = ""
    is_required: bool = True


@dataclass(frozen=True)
class DateField:
    """A day, as "2026-03-14"; it may stay empty."""

    name: str
    label: str
    value: str = ""


Field = TextField | ChoiceField | DateField
