"""Whether what was typed into a field fits it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pe_tools.errors import ControlError
from pe_tools.language import Words
from pe_tools.widgets.fields import ChoiceField, DateField, Field


def filled(field: Field, text: str, words: Words) -> str:
    """Return the text of a field without the spaces around it.

    Raises
    ------
    ControlError
        If it is missing, too long, not on the list, or no date.
    """
    text = text.strip()
    if not text:
        if not isinstance(field, DateField) and field.is_required:
            raise ControlError(
                what=words.say("{label} is missing. Fill it in.", label=field.label)
            )
        return ""
    if isinstance(field, ChoiceField):
        return one_of([value for value, _ in field.options], text, field.label, words)
    if isinstance(field, DateField):
        return _day(field, text, words)
    if len(text) > field.max_length:
        most = words.number(field.max_length)
        sentence = words.say(
            "{label} is too long. At most {n} characters.", label=field.label, n=most
        )
        raise ControlError(what=sentence)
    return text


def _day(field: DateField, text: str, words: Words) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as err:
        raise ControlError(what=words.say("{label} is not a date.", label=field.label)) from err


def one_of(allowed: Iterable[str], value: str, label: str, words: Words) -> str:
    """Return the value; it is refused if it is not among those allowed."""
    if value not in allowed:
        raise ControlError(what=words.say("{label}: this answer is not on the list.", label=label))
    return value
