"""The questions of a step: as boxes of a paper sheet, as pages of a tablet, as answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from pe_tools.kits import picture
from pe_tools.language import Words
from pe_tools.model import (
    CHOICE,
    POINTS,
    RANK,
    Answer,
    Item,
    Kit,
    Missing,
    Point,
    Response,
    Scale,
    Step,
)
from pe_tools.widgets import Page, PageOption, Question

Pair = tuple[Item, Scale]
"""An item and the scale it is judged on; a rank, a choice and points have one of their own."""

_SEPARATOR = "."


def asked(kit: Kit, step: Step, words: Words) -> list[Pair]:
    """Return every item of a step with every scale it is judged on, in the kit's order."""
    scales = [kit.scale(scale) for scale in step.scales] or [_own_scale(kit, step, words)]
    return [(item, scale) for item in kit.items_of(step) for scale in scales]


def boxes(kit: Kit, step: Step, words: Words) -> tuple[Question, ...]:
    """Return the boxes of a paper sheet."""
    return tuple(_box(step, pair) for pair in asked(kit, step, words))


def pages(kit: Kit, step: Step, words: Words) -> tuple[Page, ...]:
    """Return one page of a tablet for each question."""
    return tuple(_page(step, pair) for pair in asked(kit, step, words))


def answers_of(given: Mapping[str, str]) -> tuple[Answer, ...]:
    """Return the answers that a sheet or a tablet sent, by the names of its questions."""
    return tuple(_answer(name, value) for name, value in given.items() if value)


def response_of(
    participant: str, role: str, step: str, round_: int, given: Mapping[str, str]
) -> Response:
    """Return what one participant answered on a sheet or a tablet."""
    return Response(participant, step, round_, answers_of(given), role)


def values_of(answers: Iterable[Answer]) -> dict[str, str]:
    """Return answers as the values of a sheet's boxes."""
    return {
        _name(answer.item, answer.scale): answer.missing or str(answer.value) for answer in answers
    }


def _answer(name: str, value: str) -> Answer:
    item, _, scale = name.rpartition(_SEPARATOR)
    if value in get_args(Missing):
        return Answer(item, scale, None, value)  # type: ignore[arg-type]
    return Answer(item, scale, int(value))


def _own_scale(kit: Kit, step: Step, words: Words) -> Scale:
    """Return the scale of answers that only mean something together: a rank, choice or points."""
    match step.kind:
        case "choose":
            ask = words.count(
                "Do you choose it? You can choose {n}.",
                "Do you choose it? You can choose up to {n}.",
                step.picks,
            )
            chosen = (Point(0, words.say("Not chosen")), Point(1, words.say("Chosen")))
            return Scale(CHOICE, ask, chosen)
        case "points":
            ask = words.count(
                "How much of the {n} point does it get?",
                "How many of the {n} points does it get?",
                step.points,
            )
            return Scale(POINTS, ask, tuple(map(_plain, range(step.points + 1))))
    places = range(1, len(kit.items_of(step)) + 1)
    ask = words.say("Which place does it get? 1 is the best.")
    return Scale(RANK, ask, tuple(map(_plain, places)))


def _plain(value: int) -> Point:
    return Point(value, "")


def _box(step: Step, pair: Pair) -> Question:
    item, scale = pair
    options = _options(step, scale)
    text = item.text if len(step.scales) < 2 else f"{item.text} {scale.question}"  # noqa: PLR2004
    return Question(
        _name(item.id, scale.id),
        text,
        tuple(option.value for option in options),
        tuple(option.word for option in options),
    )


def _page(step: Step, pair: Pair) -> Page:
    item, scale = pair
    return Page(_name(item.id, scale.id), f"{item.text}\n{scale.question}", _options(step, scale))


def _options(step: Step, scale: Scale) -> tuple[PageOption, ...]:
    """Return the points of a scale; the number stands beside the word where people rate."""
    return tuple(
        PageOption(
            str(point.value),
            scale.word(point.value),
            str(point.value) if step.kind == "rate" else "",
            picture(point.picture) if point.picture else "",
        )
        for point in scale.points
    )


def _name(item: str, scale: str) -> str:
    return f"{item}{_SEPARATOR}{scale}"
