"""What the parts of a kit owe each other, judged even where other parts are broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pe_tools.kits.loose import Data, entries, ids_of, list_of, number_of, text_of
from pe_tools.kits.nearest import nearest, shown
from pe_tools.kits.pictures import picture_names
from pe_tools.kits.tree import KeyPath
from pe_tools.model import WHOLE

ANSWERED = ("rate", "rank", "choose", "points")
"""The kinds of step that take answers to items."""

RESERVED = (
    "participant",
    "role",
    "round",
    "consent",
    "step",
    "item",
    "scale",
    "value",
    *WHOLE,
)
"""Names that the columns of a sheet of answers have already."""

MATRIX_POINTS = {"dpv-3x3": 3, "ico-3x3": 3, "dpv-5x5": 5, "dpv-7x7": 7}


class Fault(NamedTuple):
    """A broken rule: the path of the part that breaks it, what, and what to do."""

    path: KeyPath
    what: str
    remedy: str


def broken_rules(kit: Data) -> Iterator[Fault]:
    """Yield every rule that a kit breaks.

    Parameters
    ----------
    kit : dict
        The file as dicts, lists, texts and numbers. What does not have the right shape is passed
        over: the schema says so.
    """
    for rule in (_ids, _points, _end_words, _items, _steps, _agenda, _minutes, _matrix):
        yield from rule(kit)


def _ids(kit: Data) -> Iterator[Fault]:
    for part in ("roles", "scales", "items", "steps"):
        seen: set[str] = set()
        for path, entry in entries(kit, part):
            name = text_of(entry, "id")
            if name in seen:
                what = f"The id {shown(name)} stands twice in {part}."
                yield Fault((*path, "id"), what, "Give one of the two another id.")
            if part in ("scales", "items") and name in RESERVED:
                what = f"{shown(name)} is a column of answer sheets."
                yield Fault((*path, "id"), what, "Choose another id.")
            seen |= {name} - {""}


def _points(kit: Data) -> Iterator[Fault]:
    known = picture_names()
    for path, scale in entries(kit, "scales"):
        below: int | None = None
        for at, point in entries(scale, "points"):
            place: KeyPath = (*path, *at)
            value, picture = number_of(point, "value"), text_of(point, "picture")
            if value is not None and below is not None and value <= below:
                what = f"{value} does not come after {below}."
                yield Fault((*place, "value"), what, "Order the points from lowest to highest.")
            if picture and picture not in known:
                what = f"There is no picture {shown(picture)}."
                yield Fault((*place, "picture"), what, nearest(picture, known))
            below = value if value is not None else below


def _end_words(kit: Data) -> Iterator[Fault]:
    for path, scale in entries(kit, "scales"):
        points = list(entries(scale, "points"))
        for at, point in (points[0], points[-1]) if points else ():
            if "word" not in point:
                what = "The lowest and the highest point of a scale need a word."
                yield Fault((*path, *at), what, "Add 'word: ...'.")


def _items(kit: Data) -> Iterator[Fault]:
    asked = [text_of(step, "items") for _, step in entries(kit, "steps")]
    for path, item in entries(kit, "items"):
        kind = text_of(item, "kind")
        if kind and kind not in asked:
            what = f"No step asks about the kind {shown(kind)}."
            yield Fault((*path, "kind"), what, nearest(kind, filter(None, asked)))


def _steps(kit: Data) -> Iterator[Fault]:
    scales = ids_of(kit, "scales")
    for path, step in entries(kit, "steps"):
        for index, name in enumerate(list_of(step, "scales")):
            if isinstance(name, str) and name not in scales:
                what = f"There is no scale {shown(name)}."
                yield Fault((*path, "scales", index), what, nearest(name, scales))
            elif name in list_of(step, "scales")[:index]:
                what = f"The scale {shown(name)} stands here twice."
                yield Fault((*path, "scales", index), what, "Delete one of the two.")
        yield from _fitting(path, step)


def _fitting(path: KeyPath, step: Data) -> Iterator[Fault]:
    kind, has_scales = text_of(step, "kind"), bool(list_of(step, "scales"))
    if kind in ANSWERED and not text_of(step, "items"):
        yield Fault(path, f"A step of kind {shown(kind)} needs items.", "Add 'items: <kind>'.")
    if kind == "rate" and not has_scales:
        yield Fault(path, "A step that people rate needs scales.", "Add 'scales: [<id>]'.")
    if kind and kind != "rate" and has_scales:
        what = f"A step of kind {shown(kind)} has no scales."
        yield Fault((*path, "scales"), what, "Delete them, or make its kind 'rate'.")
    if kind and kind not in ANSWERED and (number_of(step, "rounds") or 1) > 1:
        what = f"A step of kind {shown(kind)} has one round."
        yield Fault((*path, "rounds"), what, "Delete 'rounds'.")
    for key, fits in (("picks", "choose"), ("points", "points")):
        if kind and kind != fits and key in step:
            what = f"A step of kind {shown(kind)} has no '{key}'."
            yield Fault((*path, key), what, f"Delete '{key}', or make its kind '{fits}'.")


def _agenda(kit: Data) -> Iterator[Fault]:
    rounds = {
        text_of(step, "id"): number_of(step, "rounds") or 1 for _, step in entries(kit, "steps")
    }
    for path, entry in entries(kit, "agenda"):
        name, number = text_of(entry, "step"), number_of(entry, "round") or 0
        if name and name not in rounds:
            what = f"There is no step {shown(name)}."
            yield Fault((*path, "step"), what, nearest(name, filter(None, rounds)))
        elif name and number > rounds[name]:
            what = f"{shown(name)} has no round {number}."
            yield Fault((*path, "round"), what, f"Write a round from 1 to {rounds[name]}.")


def _minutes(kit: Data) -> Iterator[Fault]:
    minutes = [number_of(entry, "minutes") for _, entry in entries(kit, "agenda")]
    promised, total = number_of(kit, "minutes"), sum(filter(None, minutes))
    if promised is not None and minutes and None not in minutes and promised != total:
        what = f"The agenda has {total} minutes, the kit {promised}."
        yield Fault(("minutes",), what, "Change one of the two.")


def _matrix(kit: Data) -> Iterator[Fault]:
    thresholds = kit.get("thresholds")
    named = text_of(thresholds, "matrix") if isinstance(thresholds, dict) else ""
    matrix = named or "dpv-5x5"
    if matrix not in MATRIX_POINTS:
        return
    expected = list(range(1, MATRIX_POINTS[matrix] + 1))
    for path, scale in entries(kit, "scales"):
        values = [number_of(point, "value") for _, point in entries(scale, "points")]
        if text_of(scale, "id") in ("severity", "likelihood") and values != expected:
            what = f"The matrix {matrix} needs the points 1 to {len(expected)}."
            yield Fault((*path, "points"), what, "Change the points, or the matrix.")
