"""The kinds of block. Every text is plain text: no block ever holds HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Cover:
    """The front of a report: its title, its language, and facts such as the record's head."""

    title: str
    subtitle: str
    language: str = "en"
    direction: Direction = "ltr"
    facts: tuple[tuple[str, str], ...] = ()
    notice: str = ""  # shown in large type, e.g. that the data are made up


@dataclass(frozen=True)
class Heading:
    """A heading; the report's title is level 1, so ``level`` is 2, 3 or 4."""

    text: str
    level: Literal[2, 3, 4] = 2


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; "lead" is set larger, "small" smaller."""

    text: str
    size: Literal["body", "lead", "small"] = "body"


@dataclass(frozen=True)
class Listing:
    """A bulleted list, or a numbered one."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption and column headers; the first cell of a row heads that row.

    ``numeric`` names the columns (by position) that are aligned as numbers.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A chart as inline SVG, with its alternative text and the numbers it was drawn from."""

    svg: str
    alt: str
    caption: str
    table: Table


@dataclass(frozen=True)
class Picture:
    """A PNG picture from a cell of the analyst's own, as base64 text."""

    png: str
    alt: str


@dataclass(frozen=True)
class Callout:
    """A box that stands out: a decision point, a caution, dissent, or a note."""

    kind: Literal["decision", "caution", "dissent", "note"]
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """A participant's own words, and who said them (a role, never a name)."""

    text: str
    by: str = ""


@dataclass(frozen=True)
class Preformatted:
    """Plain text whose spaces matter, such as a cell's printed output."""

    text: str


Block = (
    Cover
    | Heading
    | Paragraph
    | Listing
    | Table
    | Figure
    | Picture
    | Callout
    | Quote
    | Preformatted
)
