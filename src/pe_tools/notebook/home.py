"""The first page of the app: the workshops there are, and a new one from a kit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Literal
from urllib.parse import urlencode

from pe_tools.blocks import Block, Paragraph, Table, to_html
from pe_tools.kits import kit_names, read_kit
from pe_tools.language import Words, known_languages, own_name
from pe_tools.notebook.listed import Listed, listed
from pe_tools.notebook.live.stage import LiveShown
from pe_tools.places import notebook_of
from pe_tools.record import Record
from pe_tools.widgets import (
    ChoiceField,
    Control,
    Directory,
    DirectoryEntry,
    Form,
    Link,
    Panel,
    TextField,
)
from pe_tools.workshop import create_workshop

DEMO = "demo"
"""The name of the made-up sample of a kit."""

_ENTRY, _TABLET = "10_entry", "11_tablet"
"""The notebooks that go with every workshop, whatever its kit."""

Look = Literal["plain", "main"]


@dataclass
class Home:
    """The workshops of a record."""

    record: Record
    words: Words
    panel: Panel | None = None

    def blocks(self) -> list[Block]:
        """Return the workshops as a table."""
        say = self.words.say
        rows = tuple(
            (w.partnership or "–", w.name, w.kit, w.day or "–", w.stands) for w in self._listed()
        )
        if not rows:
            return [Paragraph(say("There is no workshop yet. Create one above."))]
        header = (
            say("Partnership"),
            say("Workshop"),
            say("Kit"),
            say("Held on"),
            say("Where it stands"),
        )
        return [Table(say("Partnerships and their workshops"), header, rows)]

    def panel_shown(self) -> LiveShown:
        """Return the page with its links and its form."""
        self.panel = Panel(self.words, self._act)
        self._draw()
        return LiveShown(self.panel, self.words)

    def controls(self) -> Sequence[Control]:
        """Return the workshops by partnership, the form, and a link to the sample of each kit."""
        return (*self._directories(), self._form(), *self._samples())

    def _draw(self) -> None:
        if self.panel is not None:
            rest = [] if self.record.streams() else self.blocks()
            self.panel.show(to_html(rest, words=self.words), self.controls())

    def _act(self, _name: str, values: Mapping[str, Any]) -> None:
        kit, text = read_kit(str(values["kit"]))
        create_workshop(
            self.record,
            str(values["name"]),
            kit=kit,
            text=text,
            language=str(values["language"]),
            partnership=str(values["partnership"]),
            now=datetime.now(UTC),
        )
        self._draw()

    def _listed(self) -> list[Listed]:
        return listed(self.record, self.words, now=datetime.now(UTC))

    def _directories(self) -> Iterator[Directory]:
        without = self.words.say("Without a partnership")
        for partnership, group in groupby(self._listed(), key=lambda one: one.partnership):
            entries = tuple(self._entry(one) for one in group)
            yield Directory(partnership or without, entries)

    def _entry(self, one: Listed) -> DirectoryEntry:
        say, at = self.words.say, {"workshop": one.name}
        held = (say("Held on {day}", day=one.day),) if one.day else ()
        opened = say("Open {workshop}", **at)
        links = (
            *self._link(opened, one.kit_id, one.name, one.language, look="main", place=one.place),
            Link(say("Type sheets: {workshop}", **at), _address(_ENTRY, one.name, one.language)),
            Link(say("Tablet: {workshop}", **at), _address(_TABLET, one.name, one.language)),
        )
        return DirectoryEntry(one.name, (one.stands, *held, one.kit), links)

    def _samples(self) -> Iterator[Control]:
        for kit in kit_names():
            title = read_kit(kit, self.words.language)[0].title
            label = self.words.say("Look at a made-up workshop: {kit}", kit=title)
            yield from self._link(label, kit, DEMO, self.words.language)

    def _link(
        self,
        label: str,
        kit: str,
        workshop: str,
        lang: str,
        *,
        look: Look = "plain",
        place: str = "",
    ) -> Iterator[Link]:
        if notebook := notebook_of(kit):
            at = f"#{place}" if place else ""
            yield Link(label, _address(notebook.stem, workshop, lang) + at, look)

    def _form(self) -> Form:
        say = self.words.say
        kits = tuple((name, read_kit(name, self.words.language)[0].title) for name in kit_names())
        languages = tuple((code, own_name(code)) for code in known_languages())
        fields = (
            TextField("partnership", say("Partnership"), max_length=80),
            TextField("name", say("Name, in small letters"), is_required=True, max_length=64),
            ChoiceField("kit", say("Kit"), kits),
            ChoiceField("language", say("Language"), languages, self.words.language),
        )
        return Form("create", say("Create a workshop"), fields, say("Create"))


def _address(notebook: str, workshop: str, lang: str) -> str:
    query = urlencode({"workshop": workshop, "lang": lang})
    return f"/voila/render/{notebook}.ipynb?{query}"
