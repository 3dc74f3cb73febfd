"""What the pages of the phones show, as values that whoever asks for a page fills in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pe_tools.model import Kit, Step, Tier
from pe_tools.workshop.following import Ask


@dataclass(frozen=True)
class Offer:
    """What a participant is asked before anything of them is kept.

    ``roles`` are ids and names, ``bound_role`` is the id of the role that a card gives ("" where
    the participant chooses); ``notice`` is what they are told, in paragraphs, and ``version``
    its version.
    """

    code: str
    press: str
    title: str
    roles: tuple[tuple[str, str], ...]
    bound_role: str
    notice: tuple[str, ...]
    version: str


@dataclass(frozen=True)
class Move:
    """A seat that may move to this phone: the code that moves it, and its number."""

    code: str
    press: str
    number: int


@dataclass(frozen=True)
class View:
    """What a participant's own pages show.

    ``title`` is of the workshop, ``role`` the role's name, ``kit`` in the language of the page.
    ``press`` gives a new press for each form. ``asks`` is what can be answered now, ``on`` the
    step that the room is at; ``receipts`` holds what is known of earlier answers, by step and
    round (0 for words). ``notice`` and ``version`` are what is told now, ``agreed`` the version
    that the participant agreed to. ``token`` stands for what is shown: another token, another
    page. ``clips`` names the recorded sound of items, below ``/clip/``. ``typed`` holds the
    fields of a form that was refused, so that nothing has to be typed again.
    """

    title: str
    role: str
    number: int
    own_code: str
    tier: Tier | None
    kit: Kit
    press: Callable[[], str]
    asks: tuple[Ask, ...] = ()
    on: Step | None = None
    receipts: Mapping[tuple[str, int], str] = field(default_factory=dict)
    notice: tuple[str, ...] = ()
    version: str = ""
    agreed: str = ""
    token: str = ""
    clips: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
