"""What a form of a phone says, as answers; the names of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from pe_tools.errors import (
    BothAnsweredError,
    FormError,
    NothingAnsweredError,
    PlacesError,
    PointsSumError,
    TooManyPicksError,
)
from pe_tools.model import CHOICE, POINTS, RANK, Answer, Kit, Missing, Step

REASONS: tuple[Missing, ...] = ("dont-know", "prefer-not")
"""Why somebody does not answer, as a form offers it."""

MISSING = "missing"
"""The field of the reason why a whole sheet has no answer."""

PICKED = "picked"
"""The field of the items that are chosen."""

_MARK = "a:"

Fields = Mapping[str, Sequence[str]]


def field_name(item: str, scale: str) -> str:
    """Return the name of the field of one answer.

    Examples
    --------
    >>> field_name("harm-trust-lost", "severity")
    'a:harm-trust-lost:severity'
    """
    return f"{_MARK}{item}:{scale}"


def read_answers(kit: Kit, step: Step, fields: Fields) -> tuple[Answer, ...]:
    """Return what a form says.

    Parameters
    ----------
    kit : Kit
        The kit with the items that are asked now.
    step : Step
        One that takes answers.
    fields : mapping of str to sequence of str
        The fields as they came. Those that are no answers are left alone.

    Raises
    ------
    FormError
        If the form says nothing, contradicts itself, or does not fit the step.
    """
    items = [item.id for item in kit.items_of(step)]
    _check_names(step, items, fields)
    match step.kind:
        case "rate":
            return _rated(step, items, fields)
        case "rank":
            return _whole(RANK, items, fields, _ranked(items, fields))
        case "choose":
            return _whole(CHOICE, items, fields, _picked(step, items, fields))
        case "points":
            return _whole(POINTS, items, fields, _shared(step, items, fields))
    raise FormError()


def _check_names(step: Step, items: Iterable[str], fields: Fields) -> None:
    """Refuse answers to what is not asked."""
    scales = step.scales if step.kind == "rate" else (step.kind,)
    known = {field_name(item, scale) for item in items for scale in scales}
    if any(name.startswith(_MARK) and name not in known for name in fields):
        raise FormError()


def _rated(step: Step, items: Iterable[str], fields: Fields) -> tuple[Answer, ...]:
    asked = [(item, scale) for item in items for scale in step.scales]
    told = [(item, scale, _only(fields, field_name(item, scale))) for item, scale in asked]
    answers = tuple(_answer(item, scale, text) for item, scale, text in told if text)
    if not answers:
        raise NothingAnsweredError()
    return answers


def _answer(item: str, scale: str, text: str) -> Answer:
    reason = cast("Missing", text)
    if reason in REASONS:
        return Answer(item, scale, None, reason)
    return Answer(item, scale, _number(text))


def _whole(
    scale: str, items: Iterable[str], fields: Fields, values: Mapping[str, int]
) -> tuple[Answer, ...]:
    """Return the answers of a sheet that only means something as a whole."""
    reason = cast("Missing", _only(fields, MISSING))
    if reason:
        if values:
            raise BothAnsweredError()
        if reason not in REASONS:
            raise FormError()
        return tuple(Answer(item, scale, None, reason) for item in items)
    if not values:
        raise NothingAnsweredError()
    return tuple(Answer(item, scale, value) for item, value in values.items())


def _ranked(items: Iterable[str], fields: Fields) -> dict[str, int]:
    places = _numbers(RANK, items, fields)
    if sorted(places.values()) != [*range(1, len(places) + 1)]:
        raise PlacesError()
    return places


def _picked(step: Step, items: Sequence[str], fields: Fields) -> dict[str, int]:
    picked = {*fields.get(PICKED, ())}
    if not picked.issubset(items):
        raise FormError()
    if len(picked) > step.picks:
        raise TooManyPicksError(chosen=len(picked), picks=step.picks)
    return {item: int(item in picked) for item in items} if picked else {}


def _shared(step: Step, items: Iterable[str], fields: Fields) -> dict[str, int]:
    points = _numbers(POINTS, items, fields)
    given = sum(points.values())
    if given and given != step.points:
        raise PointsSumError(given=given, points=step.points)
    return {item: points.get(item, 0) for item in items} if given else {}


def _numbers(scale: str, items: Iterable[str], fields: Fields) -> dict[str, int]:
    texts = {item: _only(fields, field_name(item, scale)) for item in items}
    return {item: _number(text) for item, text in texts.items() if text}


def _only(fields: Fields, name: str) -> str:
    """Return the value of a field that is given once at most; "" if it is not."""
    values = fields.get(name, ())
    if len(values) > 1:
        raise FormError()
    return values[0].strip() if values else ""


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len("1000")):
        raise FormError()
    return int(text)
