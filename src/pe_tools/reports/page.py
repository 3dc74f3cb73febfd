"""Blocks as one HTML file that needs nothing else: no script, no request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pe_tools.blocks import Block, style, to_html
from pe_tools.reports.front import as_report

TEMPLATES = Path(__file__).parent / "templates"
"""The folder that nbconvert finds the template "pe" in."""


def report_html(blocks: Iterable[Block]) -> str:
    """Return a report as one HTML page.

    Raises
    ------
    UnknownLanguageError
        If no words are shipped for the cover's language.
    ValueError
        If a block cannot be drawn.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(TEMPLATES / "pe")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    template = environment.get_template("index.html.j2")
    return template.render(resources={"pe": page_parts(blocks)})


def page_parts(blocks: Iterable[Block]) -> Mapping[str, str]:
    """Return what the template puts into the page, the body and style as finished HTML and CSS."""
    report = as_report(blocks)
    words = report.words
    return {
        "lang": words.language,
        "dir": words.direction,
        "title": report.cover.title,
        "skip": words.say("Skip to the report"),
        "style": style() + _page_style(),
        "body": to_html(report.blocks, words=words),
    }


def _page_style() -> str:
    lines = (TEMPLATES / "page.css").read_text(encoding="utf-8").splitlines()
    return "".join(line.strip() for line in lines if not line.startswith("/*"))
