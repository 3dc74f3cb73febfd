"""The controls of a panel: what a person can press, fill in, or only look at.

A control says what it is, never how it looks. Each that can be sent names an ``act``, which
comes back to the panel's owner with its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pe_tools.widgets.fields import Field, Options
from pe_tools.widgets.joining import JoinScreen, Spelt
from pe_tools.widgets.sheets import DifferenceRow, Page, Question


@dataclass(frozen=True)
class Button:
    """A button; it sends ``values`` as they are here, whatever the browser says.

    ``confirm`` is a question to be answered before anything is sent; ``key`` is a key of the
    keyboard that may press the button from anywhere on the page, such as "r".
    """

    act: str
    label: str
    values: Mapping[str, object] = field(default_factory=dict)
    look: Literal["plain", "main", "danger"] = "plain"
    is_disabled: bool = False
    confirm: str = ""
    key: str = ""


@dataclass(frozen=True)
class Form:
    """Fields that are sent together: ``{name of the field: text}``.

    ``more`` are fields that are seldom changed; they stand folded, under a title of their own.
    """

    act: str
    title: str
    fields: tuple[Field, ...]
    submit: str
    is_open: bool = False
    more_title: str = ""
    more: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Link:
    """A way to another page of the app, or to a place on this one.

    ``address`` is a path that begins with one "/", or "#" and the name of the place.
    """

    label: str
    address: str
    look: Literal["plain", "main"] = "plain"

    def __post_init__(self) -> None:
        if not self.address.startswith(("/", "#")) or self.address.startswith("//"):
            raise ValueError(f"a link stays in the app, so {self.address!r} cannot be one")


@dataclass(frozen=True)
class DirectoryEntry:
    """One thing that can be opened: what it is called, what is known of it, the ways to it."""

    title: str
    facts: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Directory:
    """What can be opened, under one heading."""

    title: str
    entries: tuple[DirectoryEntry, ...]


@dataclass(frozen=True)
class Prompt:
    """What the room is asked, in large type."""

    text: str


@dataclass(frozen=True)
class Heads:
    """How many people answered, group by group; ``expected`` 0 is "nobody knows"."""

    label: str
    groups: tuple[tuple[str, int], ...]
    expected: int = 0


@dataclass(frozen=True)
class Timer:
    """Time that runs down in the browser by itself.

    ``started`` is a UTC time in ISO format; "" is a timer that does not run.
    """

    label: str
    seconds: int
    started: str = ""


@dataclass(frozen=True)
class AgendaRow:
    """One entry of the agenda."""

    title: str
    minutes: int
    state: Literal["done", "now", "next", "later"]


@dataclass(frozen=True)
class Agenda:
    """What was done, what is done now, and what comes."""

    entries: tuple[AgendaRow, ...]


@dataclass(frozen=True)
class SheetGrid:
    """A paper sheet, typed in as a whole.

    It sends ``{"participant": code, "role": id, "tier": id, "answers": {question: value}}``: a
    value is one of ``allowed`` or of "dont-know", "prefer-not" and "unreadable", and an empty box
    is left out. ``values``, of the same form, is what stands in the boxes at first.
    """

    act: str
    title: str
    code_label: str
    questions: tuple[Question, ...]
    roles: Options
    tiers: Options
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Differences:
    """Where two people typed the same sheet differently.

    It sends ``{"answers": {row: value}}`` with a value for every row.
    """

    act: str
    title: str
    rows: tuple[DifferenceRow, ...]


@dataclass(frozen=True)
class Tablet:
    """One participant after the other answers alone, on a tablet that hides all else.

    It sends ``{"participant": code, "role": id, "tier": id, "answers": {page: value}}``. Each page
    also offers "dont-know" and "prefer-not", unless they are among its options. Without roles,
    tiers or a label for the code there is no screen for them, and "" is sent.
    """

    act: str
    welcome: str
    roles: Options
    tiers: Options
    pages: tuple[Page, ...]
    code_label: str = ""


@dataclass(frozen=True)
class Matter:
    """One thing to settle: its text, what is known of it, and the ways to settle it.

    ``name`` tells it from the others of a panel.
    """

    name: str
    text: str
    facts: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True)
class Fold:
    """Controls that stay out of sight until somebody opens them, as on a page that all can see.

    ``name`` tells it from the others of a panel.
    """

    name: str
    title: str
    controls: tuple[Control, ...]


Shown = Link | Directory | Prompt | Heads | Timer | Agenda | JoinScreen | Spelt
"""The controls that send nothing."""
Sent = Button | Form | SheetGrid | Differences | Tablet
"""The controls that have an ``act``."""
Holding = Matter | Fold
"""The controls that hold others."""

Control = Shown | Sent | Holding
