"""What a panel accepts from a browser: an act among its controls, with values that fit.

Anybody who sees a page can send it anything, so nothing is believed. What the values mean is
for the panel's owner to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import singledispatch
from typing import Any, get_args

from pe_tools.blocks import printable
from pe_tools.errors import ControlError
from pe_tools.language import Words
from pe_tools.widgets.controls import (
    Button,
    Control,
    Differences,
    Fold,
    Form,
    Matter,
    Sent,
    SheetGrid,
    Tablet,
)
from pe_tools.widgets.fields import ChoiceField, TextField
from pe_tools.widgets.filling import filled, one_of
from pe_tools.widgets.labels import missing_marks
from pe_tools.widgets.plain import plain

CODE_LENGTH = 40
"""The longest code of a participant, in characters."""

_NUMBER = re.compile(r"-?[0-9]{1,4}")


def accepted(
    act: str, values: Mapping[str, Any], controls: Iterable[Control], words: Words
) -> dict[str, Any]:
    """Return the values that the panel's owner is given.

    Parameters
    ----------
    act : str
        What the browser wants done.
    values : mapping of str to anything
        What it sent along.
    controls : iterable of Control
        What the panel shows now.
    words : Words
        The language of refusals.

    Raises
    ------
    ControlError
        If no control shown has this act, or it is disabled, or a value does not fit it.
    """
    for control in _sent(controls):
        if control.act != act:
            continue
        if not isinstance(control, Button) or plain(control.values) == values:
            return _accept(control, values, words)
    raise ControlError(
        what=words.say("This control is no longer here. Look at the page, then try again.")
    )


def _sent(controls: Iterable[Control]) -> Iterator[Sent]:
    """Yield the controls that can be sent, also those that others hold."""
    for control in controls:
        if isinstance(control, Fold):
            yield from _sent(control.controls)
        elif isinstance(control, Matter):
            yield from control.forms
        elif isinstance(control, get_args(Sent)):
            yield control


@singledispatch
def _accept(control: Sent, *_: Any) -> dict[str, Any]:
    raise TypeError(f"{type(control).__name__} sends nothing")


@_accept.register
def _(control: Button, _values: Mapping[str, Any], words: Words) -> dict[str, Any]:
    if control.is_disabled:
        raise ControlError(what=words.say("This cannot be used just now."))
    return dict(control.values)


@_accept.register
def _(control: Form, values: Mapping[str, Any], words: Words) -> dict[str, Any]:
    return {
        field.name: filled(field, _text(values, field.name), words)
        for field in (*control.fields, *control.more)
    }


@_accept.register
def _(control: SheetGrid, values: Mapping[str, Any], words: Words) -> dict[str, Any]:
    known = [value for value, _ in missing_marks(words)]
    return {
        "participant": _code(control, values, words),
        **_who(control, values, words),
        "answers": {
            question.name: one_of([*question.allowed, *known], value, question.text, words)
            for question in control.questions
            if (value := _answer(values, question.name))
        },
    }


@_accept.register
def _(control: Differences, values: Mapping[str, Any], words: Words) -> dict[str, Any]:
    known = [value for value, _ in missing_marks(words)]
    answers = {}
    for row in control.rows:
        value = _answer(values, row.name)
        if not value and row.name not in _answers(values):
            raise ControlError(what=words.say("{label} is missing. Fill it in.", label=row.text))
        if not _NUMBER.fullmatch(value):
            one_of([row.first, row.second, *known], value, row.text, words)
        answers[row.name] = value
    return {"answers": answers}


@_accept.register
def _(control: Tablet, values: Mapping[str, Any], words: Words) -> dict[str, Any]:
    answers = {}
    for page in control.pages:
        allowed = [*(option.value for option in page.options), "dont-know", "prefer-not"]
        answers[page.name] = one_of(allowed, _answer(values, page.name), page.prompt, words)
    return {
        "participant": _code(control, values, words),
        **_who(control, values, words),
        "answers": answers,
    }


def _code(control: SheetGrid | Tablet, values: Mapping[str, Any], words: Words) -> str:
    if not control.code_label:
        return ""
    code = TextField("participant", control.code_label, is_required=True, max_length=CODE_LENGTH)
    return filled(code, _text(values, "participant"), words)


def _who(control: SheetGrid | Tablet, values: Mapping[str, Any], words: Words) -> dict[str, str]:
    both = {
        "role": (control.roles, words.say("Role")),
        "tier": (control.tiers, words.say("What may be done with the answers")),
    }
    return {
        name: filled(ChoiceField(name, label, options, is_required=bool(options)), value, words)
        for name, (options, label) in both.items()
        for value in [_text(values, name)]
    }


def _answer(values: Mapping[str, Any], name: str) -> str:
    return _text(_answers(values), name)


def _answers(values: Mapping[str, Any]) -> Mapping[str, Any]:
    answers = values.get("answers")
    return answers if isinstance(answers, Mapping) else {}


def _text(values: Mapping[str, Any], name: str) -> str:
    """Return a text that was sent; what is no text counts as not sent."""
    value = values.get(name)
    return printable(value) if isinstance(value, str) else ""
