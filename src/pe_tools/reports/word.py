"""Blocks as a Word document, with styles and marks that a screen reader finds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pe_tools.blocks import Block
from pe_tools.reports.front import Report, as_report

_LONG_AGO = datetime(1980, 1, 1)  # the earliest time that a ZIP file can hold
_NAMES = ("author", "category", "comments", "keywords", "last_modified_by", "subject")


def report_docx(blocks: Iterable[Block]) -> bytes:
    """Return a report as a Word document, the same bytes for the same blocks.

    Raises
    ------
    MissingFontError
        If a font that figures are drawn with is not installed.
    UnknownLanguageError
        If no words are shipped for the cover's language.
    ValueError
        If a block cannot be drawn.
    """
    import docx

    from pe_tools.reports.word_blocks import Writer
    from pe_tools.reports.word_styles import set_up

    report = as_report(blocks)
    document = docx.Document()
    _name(document.core_properties, report)
    set_up(document, report.words, report.cover.title)
    writer = Writer(document, report.words)
    for block in report.blocks:
        writer.draw(block)
    packed = BytesIO()
    document.save(packed)
    return _without_times(packed.getvalue())


def _name(properties: Any, report: Report) -> None:
    for name in _NAMES:
        setattr(properties, name, "")
    properties.title = report.cover.title[:255]
    properties.language = report.words.language
    properties.created = properties.modified = _LONG_AGO
    properties.revision = 1


def _without_times(packed: bytes) -> bytes:
    """Return a ZIP file whose entries all have the same old time."""
    result = BytesIO()
    with ZipFile(BytesIO(packed)) as given, ZipFile(result, "w", ZIP_DEFLATED) as fixed:
        for name in given.namelist():
            entry = ZipInfo(name, _LONG_AGO.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            fixed.writestr(entry, given.read(name))
    return result.getvalue()
