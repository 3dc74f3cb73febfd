"""Blocks as PDF: typst sets a fixed template, which reads the blocks as data."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from pe_tools.blocks import Block, Figure, Paragraph, Table, callout_names, text_direction, to_data
from pe_tools.language import Words
from pe_tools.reports.columns import column_shares
from pe_tools.reports.fonts import report_fonts
from pe_tools.reports.front import Report, as_report
from pe_tools.reports.raster import inked

_TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_NOT_TEXT = {"block", "kind", "size", "direction", "language"}
_LONG_WORD = re.compile(r"\S{24,}")


def report_pdf(blocks: Iterable[Block]) -> bytes:
    """Return a report as PDF/UA-1: tagged, with bookmarks, the same bytes for the same blocks.

    A letter that the fonts lack is shown as U+FFFD, and the report's last line says so.

    Raises
    ------
    MissingFontError
        If a font's package is not installed.
    ValueError
        If a block cannot be drawn, such as a figure without a description.
    """
    report = as_report(blocks)
    return set_pdf(_TEMPLATE, lambda lacking: _document(report, lacking))


def set_pdf(template: Path, document: Callable[[set[str]], dict[str, Any]]) -> bytes:
    """Return what a template makes of a document, as PDF/UA-1.

    Parameters
    ----------
    document : callable
        Returns the data that the template reads, without the pieces of text that it is given:
        the fonts lack them.

    Raises
    ------
    MissingFontError
        If a font's package is not installed.
    ValueError
        If it cannot be made.
    """
    lacking: set[str] = set()
    while True:
        found = _compiled(template, json.dumps(document(lacking), ensure_ascii=False))
        if isinstance(found, bytes):
            return found
        if found <= lacking:
            raise ValueError(f"the PDF cannot be made: its fonts cannot show {found}")
        lacking |= found


def _compiled(template: Path, text: str) -> bytes | set[str]:
    """Return the PDF, or the pieces of text that the fonts have no glyph for."""
    import typst

    compiler = typst.Compiler(
        template.read_bytes(), font_paths=report_fonts(), sys_inputs={"report": text}
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as err:
        lacking = {_unescaped(text) for text in _NO_GLYPH.findall(err.diagnostic)}
        if lacking:
            return lacking
        raise ValueError(f"the PDF cannot be made: {err.message}") from err
    return cast(bytes, pdf)


def _document(report: Report, lacking: set[str]) -> dict[str, Any]:
    """Return what the template reads: the blocks, and the words that are not theirs."""
    words = report.words
    language, _, region = words.language.partition("-")
    drawn = (*report.blocks, *_remark(words, lacking))
    blocks = [_spelled(data, lacking) for data in to_data(drawn)]
    return {
        "lang": language,
        "region": region,
        "dir": words.direction,
        "turned": {text: True for text in _texts(blocks) if _is_turned(text, words)},
        "callouts": dict(callout_names(words)),
        "shares": [_shares(block) for block in drawn],
        "blocks": blocks,
    }


def _shares(block: Block) -> tuple[float, ...]:
    table = block.table if isinstance(block, Figure) else block
    return column_shares(table) if isinstance(table, Table) else ()


def _remark(words: Words, lacking: set[str]) -> tuple[Block, ...]:
    if not lacking:
        return ()
    what = words.count(
        "The fonts of this PDF lack one letter or sign. It is shown as \ufffd.",
        "The fonts of this PDF lack {n} letters or signs. They are shown as \ufffd.",
        len(lacking),
    )
    where = words.say("The HTML report shows every letter.")
    return (Paragraph(f"{what} {where}", "small"),)


def _spelled(value: Any, lacking: set[str], field: str = "") -> Any:
    """Return data whose texts the fonts can show and whose long words can be broken."""
    if isinstance(value, dict):
        return {name: _spelled(part, lacking, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_spelled(part, lacking, field) for part in value]
    if field == "png":
        return list(b64decode(value))
    if field == "svg":
        return inked(value)
    if not isinstance(value, str) or field in _NOT_TEXT:
        return value
    return _LONG_WORD.sub(_breakable, without(lacking, value))


def without(lacking: set[str], text: str) -> str:
    """Return a text with U+FFFD in place of the pieces that the fonts lack."""
    for piece in sorted(lacking, key=len, reverse=True):
        text = text.replace(piece, "\ufffd")
    return text


def _breakable(word: re.Match[str]) -> str:
    return re.sub(r"(.{8})(?=.)", "\\1\u200b", word[0])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _is_turned(text: str, words: Words) -> bool:
    return text_direction(text, words.direction) != words.direction


def _unescaped(text: str) -> str:
    """Return a piece of text as it was before it was quoted in a message."""
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), text)
    return re.sub(r"\\(.)", r"\1", plain)
