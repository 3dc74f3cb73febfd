"""Cards to print and cut: each lets one person into the room, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pe_tools.blocks import qr_svg
from pe_tools.language import Words
from pe_tools.reports.pdf import set_pdf, without

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class CardFace:
    """What stands on one card: the code in groups, and perhaps a role and whom it is for."""

    code: str
    role: str = ""
    label: str = ""


@dataclass(frozen=True)
class CardSheet:
    """All cards of a batch; ``address`` is that of the room, "" if nobody knows it yet."""

    words: Words
    title: str
    workshop: str
    address: str
    faces: tuple[CardFace, ...]


def cards_html(sheet: CardSheet) -> str:
    """Return the cards as one HTML page for the printer, without a script or a request."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(_TEMPLATES)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    style = (_TEMPLATES / "cards.css").read_text(encoding="utf-8")
    return environment.get_template("cards.html.j2").render(_document(sheet), style=style)


def cards_pdf(sheet: CardSheet) -> bytes:
    """Return the cards as PDF; a letter of a label that the fonts lack is shown as U+FFFD.

    Raises
    ------
    MissingFontError
        If a font's package is not installed.
    """
    document = _document(sheet)

    def shown(lacking: set[str]) -> dict[str, Any]:
        cards = [{**card, "label": without(lacking, card["label"])} for card in document["cards"]]
        return {**document, "cards": cards}

    return set_pdf(_TEMPLATES / "cards.typ", shown)


def _document(sheet: CardSheet) -> dict[str, Any]:
    words, is_listed = sheet.words, any(face.label for face in sheet.faces)
    return {
        "lang": words.language,
        "dir": words.direction,
        "title": sheet.title,
        "workshop": sheet.workshop,
        "address": sheet.address.rstrip("/"),
        "cards": [_card(sheet, face) for face in sheet.faces],
        "say": _said(words, is_listed=is_listed),
    }


def _card(sheet: CardSheet, face: CardFace) -> dict[str, str]:
    code = face.code.replace("-", "")
    return {**asdict(face), "qr": qr_svg(f"{sheet.address}#{code}") if sheet.address else ""}


def _said(words: Words, *, is_listed: bool) -> Mapping[str, str]:
    say = words.say
    shuffled = say("Cut along the lines. Shuffle the cards before you hand them out.")
    named = say("Cut along the lines. Give each card to the person it names.")
    return {
        "cut": named if is_listed else shuffled,
        "scan": say("Scan the picture with your phone."),
        "or": say("Or open this page:"),
        "open": say("Open the page on the screen."),
        "code": say("Your code:"),
        "once": say("This card lets one person in, once."),
        "qr": say("QR code of the page"),
    }
