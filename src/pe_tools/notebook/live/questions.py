"""The questions of a step: as boxes of a paper sheet, as pages of a tablet, as answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from pe_tools.kits import picture
from pe_tools.language import Words
from pe_tools.model import RANK, Answer, Item, Kit, Missing, Response, Scale, Step
from pe_tools.widgets import Page, PageOption, Question

Pair = tuple[Item, Scale | None]
"""An item and the scale it is judged on; None for a rank."""

_SEPARATOR = "."


def asked(kit: Kit, step: Step) -> list[Pair]:
    """Return every item of a step with every scale it is judged on, in the kit's order."""
    scales: list[Scale | None] = [kit.scale(scale) for scale in step.scales]
    scales = scales or [None]
    return [(item, scale) for item in kit.items_of(step) for scale in scales]


def boxes(kit: Kit, step: Step) -> tuple[Question, ...]:
    """Return the boxes of a paper sheet."""
    return tuple(_box(kit, step, pair) for pair in asked(kit, step))


def pages(kit: Kit, step: Step, words: Words) -> tuple[Page, ...]:
    """Return one page of a tablet for each question."""
    return tuple(_page(kit, step, pair, words) for pair in asked(kit, step))


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


def question_text(kit: Kit, step: Step, name: str) -> str:
    """Return the text of a question by its name."""
    return {box.name: box.text for box in boxes(kit, step)}.get(name, name)


def _answer(name: str, value: str) -> Answer:
    item, _, scale = name.rpartition(_SEPARATOR)
    if value in get_args(Missing):
        return Answer(item, scale, None, value)  # type: ignore[arg-type]
    return Answer(item, scale, int(value))


def _box(kit: Kit, step: Step, pair: Pair) -> Question:
    item, scale = pair
    options = _options(kit, step, scale)
    text = item.text if scale is None or len(step.scales) == 1 else f"{item.text} {scale.question}"
    return Question(
        _name(item.id, scale.id if scale else RANK),
        text,
        tuple(option.value for option in options),
        tuple(option.word for option in options),
    )


def _page(kit: Kit, step: Step, pair: Pair, words: Words) -> Page:
    item, scale = pair
    ask = scale.question if scale else words.say("Which place does it get? 1 is the best.")
    name = _name(item.id, scale.id if scale else RANK)
    return Page(name, f"{item.text}\n{ask}", _options(kit, step, scale))


def _options(kit: Kit, step: Step, scale: Scale | None) -> tuple[PageOption, ...]:
    if scale is None:
        places = range(1, len(kit.items_of(step)) + 1)
        return tuple(PageOption(str(place), str(place)) for place in places)
    return tuple(
        PageOption(
            str(point.value),
            scale.word(point.value),
            str(point.value),
            picture(point.picture) if point.picture else "",
        )
        for point in scale.points
    )


def _name(item: str, scale: str) -> str:
    return f"{item}{_SEPARATOR}{scale}"
