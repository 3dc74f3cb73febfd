"""Open a workshop from a notebook; "demo" opens the made-up sample with no set-up at all."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pe_tools.exchange import load_sample
from pe_tools.language import Words
from pe_tools.model import Tier
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.notebook.shown import shown
from pe_tools.notebook.steps.base import Context
from pe_tools.places import home
from pe_tools.record import Record, open_record
from pe_tools.tables import open_tables

if TYPE_CHECKING:
    from pe_tools.notebook.session import Face

DEMO = "demo"


def open_workshop(
    workshop: str = DEMO,
    *,
    kit: str = "",
    lang: str = "en",
    purpose: Tier = "report",
    **thresholds: Any,
) -> OpenWorkshop:
    """Return a workshop with its results, as the consents allow it now.

    Parameters
    ----------
    workshop : str
        The name of a workshop in the record; "demo" is the made-up sample of the kit.
    kit : str
        The kit whose sample "demo" opens.
    lang : str
        The language of the words, such as "en" or "ar".
    purpose : Tier
        What the results are used for; whoever does not allow it is left out.
    **thresholds
        Fields of ``Thresholds`` that differ from the workshop's own, such as ``min_group=5``;
        0 or "" leaves one as it is.

    Raises
    ------
    UnknownWorkshopError, UnknownLanguageError
        If there is no such workshop or language.
    """
    words = Words(lang)
    record, name = find_record(workshop, kit)
    with record:
        tables = open_tables(record, name, purpose=purpose, language=lang)
    chosen = {name: value for name, value in thresholds.items() if value}
    if not is_live():
        return OpenWorkshop(Context(tables, words, replace(tables.kit.thresholds, **chosen)))
    from pe_tools.notebook.live import Stage  # the live face is only loaded where it is seen

    return OpenWorkshop(Stage(record, name, words=words, chosen=chosen).context())


def open_home(lang: str = "en") -> Face:
    """Return the first page of the app: every workshop of the record, and a form for a new one."""
    from pe_tools.notebook.home import Home  # it loads the panels, which a rerun does without

    home = Home(open_record(), Words(lang))
    return home.panel_shown() if is_live() else shown(home.words, home.blocks())


def is_live() -> bool:
    """Return whether this kernel belongs to a page that a person looks at.

    Voila and Jupyter's server say so in the kernel's environment; papermill, nbconvert and plain
    Python do not. ``PE_FACE`` ("live" or "static") overrules them.
    """
    named = os.environ.get("PE_FACE")
    if named:
        return named == "live"
    is_voila = os.environ.get("SERVER_SOFTWARE", "").startswith("voila")
    return is_voila or "JPY_SESSION_NAME" in os.environ


def find_record(workshop: str, kit: str = "") -> tuple[Record, str]:
    """Return the record that holds a workshop, and the workshop's name in it.

    The made-up samples lie in a record of their own, so that they never mix with real ones:
    "demo" is the sample of ``kit``, and "demo-<kit>" that of the kit named.
    """
    if workshop == DEMO:
        return _demo(kit)
    if workshop.startswith(f"{DEMO}-"):
        return _demo(workshop.removeprefix(f"{DEMO}-"))
    return open_record(), workshop


def _demo(kit: str) -> tuple[Record, str]:
    name = f"{DEMO}-{kit}"
    record = open_record(home() / DEMO)
    load_sample(record, kit, name)
    return record, name
