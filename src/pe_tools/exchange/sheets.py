"""Read a CSV file row by row; every problem is noted with its line and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from pe_tools.errors import ImportProblemsError
from pe_tools.exchange.problems import Problems, shown

MAX_BYTES = 50 * 1024 * 1024
MAX_FIELD = 10_000  # characters of one field
MAX_COLUMNS = 2_000

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_SEPARATORS = ",;\t"
_REMEDY_UTF_8 = "Save it as 'CSV UTF-8'."


class Cell(NamedTuple):
    """The text of one field without outer spaces, and where it begins; both count from 1."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Row:
    """One row of a file: the line it begins on, and its fields as they stand there."""

    line: int
    fields: tuple[str, ...]

    def cell(self, index: int) -> Cell:
        """Return a field; behind a field with line breaks it lies on a later line."""
        before = sum(map(_breaks, self.fields[:index]))
        return Cell(self.fields[index].strip(), self.line + before, index + 1)

    def cells(self) -> list[Cell]:
        """Return all fields."""
        lines = accumulate(map(_breaks, self.fields), initial=self.line)
        return [
            Cell(field.strip(), line, column)
            for column, (field, line) in enumerate(zip(self.fields, lines, strict=False), 1)
        ]


def open_sheet(path: Path, problems: Problems) -> tuple[Row, Iterator[Row]]:
    """Return the header and the rows of a CSV file.

    The separator (comma, semicolon or tab) is the one that cuts the header into most fields.
    Empty rows are skipped. A row with more or fewer fields than the header is noted as a problem
    and skipped.

    Raises
    ------
    ImportProblemsError
        If nothing can be read: the file is absent, too large, too wide, empty, or not in UTF-8.
    """
    text = _decoded(_content(path, problems), problems)
    rows = _rows(text, problems)
    header = next(rows, None)
    if header is None:
        problems.note(0, 0, "It holds no rows.", "Write a header and a row for each participant.")
        raise problems.error()
    _check_header(header, problems)
    return header, _even(rows, len(header.fields), problems)


def _content(path: Path, problems: Problems) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as err:
        problems.note(0, 0, f"It cannot be read: {err.strerror}.", "Check the name of the file.")
        raise problems.error() from err
    if len(content) > MAX_BYTES:
        problems.note(0, 0, "It is larger than 50 MB.", "Split it into smaller files.")
        raise problems.error()
    return content


def _decoded(content: bytes, problems: Problems) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise _not_text(content, err.start, "It is not written in UTF-8.", problems) from err
    if "\0" in text:
        raise _not_text(content, content.index(b"\0"), "It holds a zero byte.", problems)
    return text


def _not_text(content: bytes, at: int, what: str, problems: Problems) -> ImportProblemsError:
    problems.note(content.count(b"\n", 0, at) + 1, 0, what, _REMEDY_UTF_8)
    return problems.error()


def _rows(text: str, problems: Problems) -> Iterator[Row]:
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_separator(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader, None)
        except csv.Error:
            what = "From this line on, the quotation marks do not match or a field has no end."
            problems.note(line, 0, what, "Double each quotation mark inside a quoted field.")
            return
        if fields is None:
            return
        if any(field.strip() for field in fields):
            yield Row(line, tuple(fields))


def _separator(text: str) -> str:
    lines = io.StringIO(text, newline="")
    header = next((line for line in lines if line.strip()), "")[:MAX_FIELD]
    return max(_SEPARATORS, key=lambda mark: len(next(csv.reader([header], delimiter=mark), [])))


def _check_header(header: Row, problems: Problems) -> None:
    if len(header.fields) > MAX_COLUMNS:
        problems.note(header.line, 0, f"It has more than {MAX_COLUMNS} columns.", "Split it.")
        raise problems.error()
    seen: set[str] = set()
    for cell in header.cells():
        if not cell.text:
            what = "This column has no name."
            problems.note(cell.line, cell.column, what, "Name it, or remove it.")
        elif cell.text in seen:
            what = f"The column {shown(cell.text)} is there twice."
            problems.note(cell.line, cell.column, what, "Keep one of the two.")
        seen.add(cell.text)


def _even(rows: Iterator[Row], width: int, problems: Problems) -> Iterator[Row]:
    for row in rows:
        if len(row.fields) != width:
            what = f"This row has {len(row.fields)} fields, the header has {width}."
            problems.note(row.line, 0, what, "Give each row as many fields as the header.")
        elif not _too_long(row, problems):
            yield row


def _too_long(row: Row, problems: Problems) -> bool:
    long = [index for index, field in enumerate(row.fields) if len(field) > MAX_FIELD]
    for index in long:
        cell = row.cell(index)
        what = f"This field has more than {MAX_FIELD} characters."
        problems.note(cell.line, cell.column, what, "Shorten it.")
    return bool(long)


def _breaks(text: str) -> int:
    return len(_LINE_BREAK.findall(text))
