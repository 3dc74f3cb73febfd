"""The first page of the app: the workshops there are, and a new one from a kit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from pe_tools.blocks import Block, Paragraph, Table, to_html
from pe_tools.kits import kit_names, read_kit
from pe_tools.language import Words, known_languages, own_name
from pe_tools.notebook.live.stage import LiveShown
from pe_tools.places import notebook_of
from pe_tools.record import Record
from pe_tools.widgets import ChoiceField, Control, Form, Link, Panel, TextField
from pe_tools.workshop import create_workshop, find_workshop

DEMO = "demo"
"""The name of the made-up sample of a kit."""

_ENTRY, _TABLET = "10_entry", "11_tablet"
"""The notebooks that go with every workshop, whatever its kit."""


@dataclass
class Home:
    """The workshops of a record."""

    record: Record
    words: Words
    panel: Panel | None = None

    def blocks(self) -> list[Block]:
        """Return the workshops as a table."""
        say = self.words.say
        rows = tuple(sorted(self._rows()))
        if not rows:
            return [Paragraph(say("There is no workshop yet. Create one above."))]
        header = (say("Partnership"), say("Workshop"), say("Kit"), say("Where it stands"))
        return [Table(say("Partnerships and their workshops"), header, rows)]

    def panel_shown(self) -> LiveShown:
        """Return the page with its links and its form."""
        self.panel = Panel(self.words, self._act)
        self._draw()
        return LiveShown(self.panel, self.words)

    def controls(self) -> Sequence[Control]:
        """Return a link to each workshop, one to the sample of each kit, and the form."""
        return (*self._links(), self._form())

    def _draw(self) -> None:
        if self.panel is not None:
            self.panel.show(to_html(self.blocks(), words=self.words), self.controls())

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

    def _rows(self) -> Iterator[tuple[str, str, str, str]]:
        for name in self.record.streams():
            workshop = find_workshop(self.record, name, language=self.words.language)
            current = workshop.state.course.current
            titles = {step.id: step.title for step in workshop.kit.steps}
            stands = titles[current.step] if current else self.words.say("Not begun")
            yield workshop.state.partnership or "–", name, workshop.kit.title, stands

    def _links(self) -> Iterator[Control]:
        for name in self.record.streams():
            state = find_workshop(self.record, name).state
            yield from self._links_of(name, state.kit_id, state.language)
        for kit in kit_names():
            title = read_kit(kit, self.words.language)[0].title
            label = self.words.say("Look at a made-up workshop: {kit}", kit=title)
            yield from self._link(label, kit, DEMO, self.words.language)

    def _links_of(self, name: str, kit: str, lang: str) -> Iterator[Control]:
        say = self.words.say
        yield from self._link(say("Open {workshop}", workshop=name), kit, name, lang)
        yield Link(say("Type sheets: {workshop}", workshop=name), _address(_ENTRY, name, lang))
        yield Link(say("Tablet: {workshop}", workshop=name), _address(_TABLET, name, lang))

    def _link(self, label: str, kit: str, workshop: str, lang: str) -> Iterator[Control]:
        if notebook := notebook_of(kit):
            yield Link(label, _address(notebook.stem, workshop, lang))

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
