"""Read YAML text into a tree, and refuse what a kit never needs before building anything.

Parser events are counted and judged one by one, so a small file that would unfold into a large
one (aliases, deep nesting, long lists) is refused after a few of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from pe_tools.errors import Problem
from pe_tools.kits.nearest import shown
from pe_tools.kits.sight import MAX_DEPTH, TOO_DEEP, at_sight, unprintable
from pe_tools.kits.tree import Entries, Mapping, Node, Place, Scalar

MAX_PARTS = 4000  # keys and values; a kit of 40 items has about 500


class _StopError(Exception):
    """Reading further is of no use; the reason is among the problems."""


def scan(text: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a YAML text and the problems found, without a tree if it has none.

    Parameters
    ----------
    text : str
        The whole file.

    Returns
    -------
    tree : Mapping, Entries, Scalar or None
        None if the text could not be read to its end.
    problems : list of Problem
        Everything refused; an empty list means that the tree can be used.
    """
    problems = list(at_sight(text))
    if problems:
        return None, problems
    reader = _Reader(text, problems)
    try:
        return reader.document(), problems
    except _StopError:
        return None, problems


class _Reader:
    """Builds the tree from the parser's events, each of them once."""

    def __init__(self, text: str, problems: list[Problem]) -> None:
        self._events = _events(text, problems)
        self._problems = problems
        self._parts = 0

    def document(self) -> Node:
        event = next(self._events)
        if isinstance(event, StreamEndEvent):
            self._stop(Place(0, 0), "The file is empty.", "Start from a shipped kit.")
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            self._note(Place(1, 1), "A line starts with %.", "Delete that line.")
        root = self._node(next(self._events), 1)
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                what = "A second document starts here."
                self._stop(_place(event), what, "Keep one kit in a file: delete '---'.")
        return root

    def _node(self, event: Event, depth: int) -> Node:
        place = _place(event)
        self._judge(event, place, depth)
        if isinstance(event, MappingStartEvent):
            return self._mapping(place, depth)
        if isinstance(event, SequenceStartEvent):
            nodes = [self._node(each, depth + 1) for each in self._until_end()]
            return Entries(place, tuple(nodes))
        return self._scalar(event, place)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        nodes: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for event in self._until_end():
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if name := self._key(key, keys):
                nodes[name], keys[name] = value, key.place
        return Mapping(place, nodes, keys)

    def _key(self, key: Node, keys: dict[str, Place]) -> str:
        if not isinstance(key, Scalar) or not key.text:
            self._note(key.place, "This key is not a word.", "Write 'key: value'.")
            return ""
        if key.text in keys:
            what = f"{shown(key.text)} stands here twice, first on line {keys[key.text].line}."
            self._note(key.place, what, "Keep one of the two.")
            return ""
        if key.is_plain and key.text == "<<":
            self._note(key.place, "Merge keys ('<<') are not used in kits.", "Write the keys out.")
            return ""
        return key.text

    def _scalar(self, event: Event, place: Place) -> Scalar:
        text = event.value if isinstance(event, ScalarEvent) else ""
        for problem in unprintable(text, "The text"):
            self._note(place, problem.what, problem.remedy)
        return Scalar(place, text, isinstance(event, ScalarEvent) and event.style is None)

    def _until_end(self) -> Iterator[Event]:
        while not isinstance(event := next(self._events), CollectionEndEvent):
            yield event

    def _judge(self, event: Event, place: Place, depth: int) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            what = f"The file has more than {MAX_PARTS} keys and values."
            self._stop(place, what, "Split it into several kits.")
        if depth > MAX_DEPTH:
            self._stop(place, *TOO_DEEP)
        if isinstance(event, AliasEvent):
            what = f"'*{event.anchor}' repeats another part."
            self._note(place, what, "Write the part out; put text with a star into quotes.")
        elif isinstance(event, NodeEvent) and event.anchor:
            what = f"'&{event.anchor}' names a part."
            self._note(place, what, "Delete it; put text with an ampersand into quotes.")
        if tag := getattr(event, "tag", None):
            what = f"{shown(str(tag))} is a tag; kits have none."
            self._note(place, what, "Delete it; put text with '!' into quotes.")

    def _note(self, place: Place, what: str, remedy: str) -> None:
        self._problems.append(Problem(*place, what, remedy))

    def _stop(self, place: Place, what: str, remedy: str) -> None:
        self._note(place, what, remedy)
        raise _StopError


def _place(event: Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


def _events(text: str, problems: list[Problem]) -> Iterator[Event]:
    """Yield the parser's events; whatever it raises becomes a problem and ends the reading."""
    events = YAML(typ="safe", pure=True).parse(text)
    while True:
        try:
            event = next(events)
        except StopIteration:
            return
        except Exception as err:  # broken escapes raise more than its own errors
            problems.append(_not_yaml(err))
            raise _StopError from err
        if not isinstance(event, StreamStartEvent | DocumentEndEvent):
            yield event


def _not_yaml(err: Exception) -> Problem:
    mark = err.problem_mark or err.context_mark if isinstance(err, MarkedYAMLError) else None
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(0, 0)
    reason = str(getattr(err, "problem", None) or "it cannot be read")
    remedy = "Check quotes, colons and the spaces before the words; quote a text with a colon."
    return Problem(*place, f"This is not YAML: {' '.join(reason.split())}.", remedy)
