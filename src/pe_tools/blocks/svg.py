"""Clean SVG: only shapes, nothing that runs, loads or hides."""

from __future__ import annotations

import re
from html import escape
from xml.parsers import expat

_SPACE = "http://www.w3.org/2000/svg"


def _names(*lines: str) -> frozenset[str]:
    return frozenset(name for line in lines for name in line.split())


_ELEMENTS = _names(
    "svg g path defs clipPath pattern rect use line polyline polygon circle ellipse title desc"
)
_TEXT_ELEMENTS = _names("title desc")
_REUSED = _names("clipPath pattern")
_PAINT = _names(
    "clip-path clip-rule color fill fill-opacity fill-rule opacity paint-order stroke",
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit",
    "stroke-opacity stroke-width",
)
_PROPERTIES = _PAINT | _names("display height max-width vector-effect width")
_ATTRIBUTES = _PAINT | _names(
    "aria-hidden clipPathUnits cx cy d focusable height id patternTransform patternUnits points",
    "preserveAspectRatio r role rx ry transform version viewBox width x x1 x2 y y1 y2",
)
_NAME = r"[A-Za-z_][A-Za-z0-9_.:-]*"
_ID = re.compile(_NAME)
_LINK = re.compile(f"#{_NAME}")
_OWN_URL = re.compile(rf"url\(#{_NAME}\)")
_SIMPLE = re.compile(r"[A-Za-z0-9#%(),.+\s-]*")
_CALL = re.compile(r"([A-Za-z-]+)\s*\(")
_CALLS = _names("rgb rgba matrix translate scale rotate skewX skewY")


def clean_svg(text: str) -> str:
    """Return an SVG written anew from the parts that are allowed.

    Allowed are shapes, groups, clips, patterns and uses of the picture's own shapes, with
    simple values. ``xlink:href`` becomes ``href``; comments and the XML prolog are dropped.

    Parameters
    ----------
    text : str
        One SVG document.

    Returns
    -------
    str
        The same picture, safe to stand inside an HTML page.

    Raises
    ------
    ValueError
        If there is anything else in it: a doctype, an entity, a script, a style sheet, a link
        to the outside, an event handler, an element or attribute not listed here.
    """
    writer = _Writer()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = writer.refuse
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).strip().encode(), True)
    except expat.ExpatError as err:
        raise ValueError(f"the SVG cannot be read: {err}") from err
    if writer.used & writer.holders:
        raise ValueError("a <use> of a <use> is not allowed in an SVG")
    return "".join(writer.parts)


class _Writer:
    """What is written so far, and what keeps a small file from unfolding into a huge picture."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.open: list[tuple[str, str]] = []  # elements not closed yet: name and id
        self.used: set[str] = set()
        self.holders: set[str] = set()  # ids of what holds a <use>

    def refuse(self, *_: object) -> None:
        raise ValueError("a doctype is not allowed in an SVG")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name not in _ELEMENTS or (not self.open and name != "svg"):
            raise ValueError(f"<{name}> is not allowed in an SVG")
        self._watch(name, attributes)
        self.open.append((name, attributes.get("id", "")))
        written = (_attribute(key, value) for key, value in attributes.items())
        self.parts.append(f"<{name}{''.join(written)}>")

    def end(self, name: str) -> None:
        self.open.pop()
        self.parts.append(f"</{name}>")

    def text(self, text: str) -> None:
        inside, _ = self.open[-1]
        if inside in _TEXT_ELEMENTS:
            self.parts.append(escape(text, quote=False))
        elif text.strip():
            raise ValueError(f"text is not allowed in <{inside}> of an SVG")

    def _watch(self, name: str, attributes: dict[str, str]) -> None:
        if name == "use":
            link = attributes.get("href", "") + attributes.get("xlink:href", "")
            self.used.add(link.removeprefix("#"))
            self.holders.update(held for _, held in self.open)
        inside = {held for held, _ in self.open} & _REUSED
        if inside and any("url(" in value for value in attributes.values()):
            raise ValueError(f"url() is not allowed inside <{inside.pop()}> of an SVG")


def _attribute(name: str, value: str) -> str:
    if name == "xmlns:xlink":
        return ""
    name = name.removeprefix("xlink:") if name == "xlink:href" else name
    if not _is_allowed(name, value):
        raise ValueError(f'{name}="{value[:80]}" is not allowed in an SVG')
    return f' {name}="{escape(value)}"'


def _is_allowed(name: str, value: str) -> bool:
    if name == "xmlns":
        return value == _SPACE
    if name == "id":
        return bool(_ID.fullmatch(value))
    if name == "href":
        return bool(_LINK.fullmatch(value))
    if name == "style":
        return all(_is_declaration(part) for part in value.split(";") if part.strip())
    return name in _ATTRIBUTES and _is_simple(value)


def _is_declaration(text: str) -> bool:
    name, colon, value = text.partition(":")
    return bool(colon) and name.strip() in _PROPERTIES and _is_simple(value)


def _is_simple(value: str) -> bool:
    rest = _OWN_URL.sub("", value)
    return bool(_SIMPLE.fullmatch(rest)) and all(call in _CALLS for call in _CALL.findall(rest))
