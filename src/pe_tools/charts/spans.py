"""Lines with a mark and two ends, item by item and group by group; dots of people above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pe_tools.charts.colours import BLUE, GREY
from pe_tools.charts.fonts import text_width
from pe_tools.charts.labels import wrap
from pe_tools.charts.sheet import SMALL, TEXT, WIDTH, Place, Sheet, tall
from pe_tools.language import Words

_HEAD, _GAP, _APART = 26.0, 6.0, 10.0
_EDGE, _TRACK = 9.0, 18.0
_DOT, _STACK = 3.4, 44.0  # the widest dot, and the tallest stack of dots
_MOST_DOTS = 20  # people in one stack from which on it is drawn as a bar


@dataclass(frozen=True)
class Span:
    """One line: where its ends and its mark stand, from 0 at the start to 1 at the end.

    ``said`` stands at the end of the line; ``dots`` says how many people stand where. Large stacks
    become bars.
    """

    group: str
    low: float
    mid: float
    high: float
    said: str
    dots: tuple[tuple[float, int], ...] = ()


Spans = Sequence[tuple[str, Sequence[Span]]]
"""The lines of each item, that of all together first."""


def draw_spans(spans: Spans, ends: tuple[str, str], words: Words) -> Sheet:
    """Return the sheet with all lines; ``ends`` are the words at the start and the end."""
    labels = [wrap(item, WIDTH, size=TEXT, direction=words.direction) for item, _ in spans]
    height = _HEAD + sum(
        tall(label, TEXT) + sum(map(_height, lines)) + _APART
        for label, (_, lines) in zip(labels, spans, strict=True)
    )
    sheet = Sheet(height, words.direction)
    sheet.text((0, 0), ends[0], size=SMALL)
    sheet.text((WIDTH, 0), ends[1], size=SMALL, anchor="end")
    top = _HEAD
    for label, (_, lines) in zip(labels, spans, strict=True):
        sheet.text((0, top), label)
        top += tall(label, TEXT)
        for number, span in enumerate(lines):
            _draw(sheet, span, top, BLUE if number == 0 else GREY)
            top += _height(span)
        top += _APART
    return sheet


def _height(span: Span) -> float:
    return tall(["x"], SMALL) + _stack(span) + _TRACK + _GAP


def _draw(sheet: Sheet, span: Span, top: float, colour: str) -> None:
    wide = text_width(span.said, SMALL)
    name = wrap(span.group, WIDTH - wide - 2 * _GAP, size=SMALL, direction=sheet.direction, most=1)
    sheet.text((0, top), name, size=SMALL)
    sheet.text((WIDTH, top), span.said, size=SMALL, anchor="end")
    y = top + tall(name, SMALL) + _stack(span) + _TRACK / 2
    sheet.line([(_at(0), y), (_at(1), y)], strength=0.45)
    for end in (0.0, 0.5, 1.0):
        sheet.line([(_at(end), y - 3), (_at(end), y + 3)], strength=0.45)
    _draw_people(sheet, span, y - _TRACK / 2, colour)
    sheet.line([(_at(span.low), y), (_at(span.high), y)], colour=colour, width=3.4)
    for end in (span.low, span.high):
        sheet.line([(_at(end), y - 4), (_at(end), y + 4)], colour=colour, width=1.6)
    sheet.dots([(_at(span.mid), y)], 5.5, fill=colour, shape="diamond")


def _draw_people(sheet: Sheet, span: Span, foot: float, colour: str) -> None:
    """Draw who stands where: one dot above the other, or one bar where they are many."""
    step = 2 * _radius(span)
    if max((people for _, people in span.dots), default=0) > _MOST_DOTS:
        for place, people in span.dots:
            corner = (_at(place) - _DOT, foot - people * step)
            sheet.box(corner, (2 * _DOT, people * step), fill=colour, width=0.5)
        return
    places: list[Place] = [
        (_at(place), foot - (number + 0.5) * step)
        for place, people in span.dots
        for number in range(people)
    ]
    if places:
        sheet.dots(places, step / 2, fill=colour, width=0.5)


def _radius(span: Span) -> float:
    most = max((people for _, people in span.dots), default=1)
    return min(_DOT, _STACK / (2 * max(most, 1)))


def _stack(span: Span) -> float:
    most = max((people for _, people in span.dots), default=0)
    return most * 2 * _radius(span) + (_DOT if most else 0.0)


def _at(share: float) -> float:
    return _EDGE + share * (WIDTH - 2 * _EDGE)
