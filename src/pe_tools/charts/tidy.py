"""matplotlib's SVG made fit to stand inside a page, in light, in dark and on paper."""

from __future__ import annotations

import re
from base64 import b32encode
from hashlib import sha256
from xml.etree import ElementTree as ET

from pe_tools.charts.colours import INK

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_STYLE = "max-width:100%;stroke-linejoin:round;stroke-linecap:butt"
_PREFIX = "@@"
_DECIMAL = re.compile(r"-?\d+\.\d+")


def tidy_svg(drawn: str, owner: str) -> str:
    """Return a drawing of matplotlib as a small inline SVG.

    Prolog, doctype, comments, metadata and the style sheet (it would reach the whole page) are
    left out. Ids begin with a digest of the drawing and its owner, so that two figures of one
    page never share one. The ink becomes ``currentColor``; the size is left to the page.

    Parameters
    ----------
    drawn : str
        What ``Figure.savefig`` wrote with ``svg.fonttype`` "path".
    owner : str
        What sets the figure apart from one that looks the same, such as its alternative text.
    """
    root = ET.fromstring(drawn)  # noqa: S314 - written by matplotlib a moment ago
    glyphs = _shared(root)
    names = {old: f"{_PREFIX}{number}" for number, old in enumerate(glyphs)}
    shapes = "".join(_written(child, names) for child in root)
    defs = "".join(_defined(names[old], path) for old, path in glyphs.items())
    body = f"<defs>{defs}</defs>{shapes}".replace(INK, "currentColor")
    return _opened(root.attrib["viewBox"]) + body.replace(_PREFIX, _own(body + owner)) + "</svg>"


def _opened(view: str) -> str:
    return f'<svg xmlns="{_SVG}" viewBox="{view}" aria-hidden="true" style="{_STYLE}">'


def _own(content: str) -> str:
    """Return what every id of a drawing begins with: a letter and 30 bits of a digest."""
    return (
        "c"
        + b32encode(sha256(content.encode(errors="replace")).digest())[:6].decode().lower()
        + "-"
    )


def _shared(root: ET.Element) -> dict[str, ET.Element]:
    """Return the shapes that are used by reference, by id; a space has no outline."""
    paths = root.iterfind(f".//{{{_SVG}}}defs/{{{_SVG}}}path")
    return {path.attrib["id"]: path for path in paths if path.get("d")}


def _defined(name: str, path: ET.Element) -> str:
    return f'<path id="{name}" d="{_path(path)}"{_attributes(path)}/>'


def _written(element: ET.Element, names: dict[str, str]) -> str:
    name = element.tag.removeprefix(f"{{{_SVG}}}")
    if name == "use":
        return _used(element, names)
    if name == "g":
        return _grouped(element, names)
    if name == "path":
        return f'<path d="{_path(element)}"{_attributes(element)}/>'
    return ""  # defs, metadata, style: said elsewhere or left out


def _used(element: ET.Element, names: dict[str, str]) -> str:
    name = names.get(element.attrib[_LINK].removeprefix("#"))
    if name is None:
        return ""
    place = "".join(f' {axis}="{at}"' for axis, at in zip("xy", _at(element), strict=True) if at)
    return f'<use href="#{name}"{place}/>'


def _at(element: ET.Element) -> tuple[str, str]:
    """Return where a mark or a glyph stands; "" for 0. Glyphs count hundredths of a size."""
    moved = re.fullmatch(r"translate\((\S+) (\S+)\)", element.get("transform", ""))
    if moved:
        return _whole(moved[1]), _whole(moved[2])
    return _numbers(element.get("x", "")), _numbers(element.get("y", ""))


def _grouped(element: ET.Element, names: dict[str, str]) -> str:
    inside = "".join(_written(child, names) for child in element)
    marks = element.find(f"{{{_SVG}}}use[@style]")  # all marks of a group look alike
    attributes = _attributes(element) + (_attributes(marks) if marks is not None else "")
    return f"<g{attributes}>{inside}</g>" if attributes and inside else inside


def _attributes(element: ET.Element) -> str:
    kept = ((name, element.get(name)) for name in ("transform", "style"))
    return "".join(f' {name}="{value}"' for name, value in kept if value)


def _path(element: ET.Element) -> str:
    """Return the outline of a path without needless spaces."""
    return re.sub(r" ?([A-Za-z]) ?", r"\1", _numbers(element.attrib["d"]))


def _numbers(text: str) -> str:
    """Return a text with numbers of at most two decimals and single spaces."""
    return " ".join(_DECIMAL.sub(_short, text).split())


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _whole(number: str) -> str:
    return str(round(float(number)) or "")
