"""The pages of the phones: values in, HTML text out; every text of theirs stays text.

Each page works as forms alone. ``phone.js`` sends the same forms by itself, in the background:
with ``Accept: application/json`` and the seat in ``Authorization``, the language as ``lang`` in
the address. It shows the ``sentence`` of a refusal, and takes ``/now`` and ``/me`` with
``X-Part: main`` as what stands inside of ``<main>``.

========================  ==================================================================
form                      fields
========================  ==================================================================
``/enter``                code, lang
``/join``                 press, code, role, tier, version, lang
``/resume``               own; or code and press (of `move_page`)
``/answer``               press, step, round, and those that `forms.read_answers` reads
``/words``                press, step, text, item
``/me/consent``           press, tier ("none" withdraws), version
========================  ==================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pe_tools.language import Words, known_languages, own_name, text_direction
from pe_tools.model import Kit, Step
from pe_tools.room.phone.drawing import symbols
from pe_tools.room.phone.forms import MISSING, PICKED, Fields, field_name
from pe_tools.room.phone.static import VERSION
from pe_tools.room.phone.views import Move, Offer, View
from pe_tools.workshop.codes import JOIN_LENGTH, OWN_LENGTH, spelt
from pe_tools.workshop.notice import tier_texts
from pe_tools.workshop.visiting import MOST_WORDS

_HERE = Path(__file__).parent
_SHEETS = 256  # questions that are held ready: of some workshops, steps and languages


def welcome_page(words: Words, *, problem: str = "") -> str:
    """Return the first page: where one types a code. It is the same for everybody."""
    return _draw("welcome", words, problem=problem, lengths=(JOIN_LENGTH, OWN_LENGTH))


def consent_page(words: Words, offer: Offer, *, problem: str = "") -> str:
    """Return the page that says what participants are told, and asks what they allow."""
    return _draw("consent", words, problem=problem, offer=offer, code=offer.code)


def move_page(words: Words, move: Move, *, problem: str = "") -> str:
    """Return the page that asks whether a seat shall move to this phone."""
    return _draw("move", words, problem=problem, move=move, code=move.code)


def now_page(words: Words, view: View, *, is_part: bool = False, problem: str = "") -> str:
    """Return what a participant can answer now; only what is inside of ``<main>`` as a part."""
    sheet = partial(_sheet, words, view)
    return _draw("now", words, is_part=is_part, problem=problem, view=view, sheet=sheet)


def me_page(words: Words, view: View, *, is_part: bool = False, problem: str = "") -> str:
    """Return a participant's own page: their code, what they allow, and how to change it."""
    return _draw("me", words, is_part=is_part, problem=problem, view=view)


def problem_page(words: Words, sentence: str) -> str:
    """Return a page that says why something was not done."""
    return _draw("problem", words, problem=sentence)


def _draw(name: str, words: Words, *, is_part: bool = False, **values: Any) -> str:
    """Return a page by the name of its template."""
    return _filled(
        name,
        words,
        page=name,
        frame="part.html.j2" if is_part else "whole.html.j2",
        languages=[(code, own_name(code)) for code in known_languages()],
        tiers=tier_texts(words),
        **values,
    )


def _filled(name: str, words: Words, **values: Any) -> str:
    direction = partial(text_direction, around=words.direction)
    template = _environment().get_template(f"{name}.html.j2")
    return template.render(words=words, say=words.say, direction=direction, **values)


def _sheet(words: Words, view: View, step: Step, typed: Fields) -> str:
    """Return the questions of a step; when a round opens, all phones ask for the same at once."""
    if typed:
        return _asked(words, view.kit, step, view.clips, typed)
    return _blank(words.language, view.kit, step, tuple(view.clips.items()))


@lru_cache(maxsize=_SHEETS)
def _blank(language: str, kit: Kit, step: Step, clips: tuple[tuple[str, str], ...]) -> str:
    return _asked(Words(language), kit, step, dict(clips), {})


def _asked(words: Words, kit: Kit, step: Step, clips: Mapping[str, str], typed: Fields) -> str:
    return _filled("sheet", words, kit=kit, step=step, clips=clips, typed=typed)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "field_name": field_name,
        "missing_field": MISSING,
        "most_words": MOST_WORDS,
        "picked_field": PICKED,
        "spelt": spelt,
        "symbols": symbols,
        "version": VERSION,
    }
    return environment
