"""A workshop that is being held: its record, watched, and the panels that show it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd

from pe_tools.blocks import Block, Paragraph, to_html
from pe_tools.errors import PeError
from pe_tools.language import Words
from pe_tools.notebook.steps.base import Context
from pe_tools.record import Head, Record
from pe_tools.tables import Tables, open_live
from pe_tools.widgets import Control, Panel, bundle
from pe_tools.workshop import Conductor

_log = logging.getLogger("pe_tools.notebook")

WATCH_SECONDS = 0.4
"""How often a kernel looks whether the record has grown."""

_BY_THE_CLOCK = partial(datetime.now, UTC)

Draw = Callable[[Context], Sequence[Block]]
Lead = Callable[[Context], Sequence[Control]]
Act = Callable[[Conductor, Context, str, Mapping[str, Any], datetime], None]


@dataclass
class Scene:
    """One panel: what it draws, what can be done, and what was drawn last.

    A quick one is drawn anew each time; the others only when something else may be seen.
    """

    draw: Draw
    lead: Lead
    act: Act
    is_quick: bool = False
    panel: Panel | None = None
    drawn: tuple[object, str] = field(default=("", ""))


class Stage:
    """A workshop as a live page sees it.

    Answers of rounds that were not revealed stay behind the stage: no scene can draw them. Of
    those that were, a scene draws the snapshot that the room is shown (``tables.open_live``).
    Heads are counted all the same. ``chosen`` are thresholds that differ from the workshop's own,
    ``clock`` tells the time at which consents have to hold.
    """

    def __init__(
        self,
        record: Record,
        name: str,
        *,
        words: Words,
        chosen: Mapping[str, Any],
        clock: Callable[[], datetime] = _BY_THE_CLOCK,
    ) -> None:
        self.conductor = Conductor(record, name)
        self.words = words
        self._chosen = chosen
        self._clock = clock
        self._scenes: list[Scene] = []
        self._seen: tuple[Head, str] | None = None
        self._context: Context | None = None
        self._task: asyncio.Task[None] | None = None

    def context(self) -> Context:
        """Return what may be seen now; read anew when the record has grown, and each hour.

        A consent runs out on the hour, without any event.
        """
        stand = self._stand()
        if self._context is None or stand != self._seen:
            self._seen = stand
            self._context = self._look()
        return self._context

    def _stand(self) -> tuple[Head, str]:
        hour = self._clock().isoformat(timespec="hours")
        return self.conductor.record.head(self.conductor.name), hour

    def scene(
        self, draw: Draw, lead: Lead, act: Act, *, is_quick: bool = False, place: str = ""
    ) -> LiveShown:
        """Return a panel that draws itself anew whenever the record has grown.

        ``place`` is what the fragment of an address calls the panel; "" is not called anything.
        """
        scene = Scene(draw, lead, act, is_quick)
        scene.panel = Panel(self.words, lambda name, values: self._do(scene, name, values))
        self._scenes.append(scene)
        self._redraw(scene, self.context())
        self._watch()
        return LiveShown(scene.panel, self.words, place)

    def refresh(self) -> None:
        """Draw every panel anew that shows something else now."""
        context = self.context()
        for scene in self._scenes:
            self._redraw(scene, context)

    def _look(self) -> Context:
        live = open_live(
            self.conductor.record,
            self.conductor.name,
            language=self.words.language,
            now=self._clock(),
        )
        limits = replace(live.tables.kit.thresholds, **self._chosen)
        return Context(
            live.tables,
            self.words,
            limits,
            stage=self,
            heads=live.heads,
            waiting=live.waiting,
        )

    def _redraw(self, scene: Scene, context: Context) -> None:
        if scene.panel is None:
            return
        print_ = (_fingerprint(context.tables), context.limits, sorted(context.waiting.items()))
        if scene.is_quick or scene.drawn[0] != print_:
            scene.drawn = (print_, to_html(scene.draw(context), words=self.words))
        scene.panel.show(scene.drawn[1], scene.lead(context))

    def _do(self, scene: Scene, name: str, values: Mapping[str, object]) -> None:
        scene.act(self.conductor, self.context(), name, values, datetime.now(UTC))
        self.refresh()

    def _watch(self) -> None:
        """Watch the record from the kernel's own loop; without one, acts alone refresh."""
        if self._task is not None:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._task = loop.create_task(self._watching())

    async def _watching(self) -> None:
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                if self._stand() != self._seen:
                    self.refresh()
            except PeError as refusal:
                _log.info("the record could not be read: %s", refusal.code)
            except Exception:  # noqa: BLE001 - one bad drawing must not end the watching
                _log.exception("a panel could not be drawn")


@dataclass(frozen=True)
class LiveShown:
    """A panel as the last value of a cell.

    A saved notebook keeps no results of it: a live page may show what is for this room only.
    """

    panel: Panel
    words: Words
    place: str = ""

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        note = self.words.say("This part is live. Make a report to keep or share results.")
        forms = bundle(self.panel, [Paragraph(note)], self.words)
        return forms, {"pe_place": self.place} if self.place else {}


def _fingerprint(tables: Tables) -> object:
    """Return something that changes whenever a drawing could change."""
    said = (tables.notes, tables.treatments, tables.decisions, tables.objections)
    notes = (tables.minority_notes, tables.unquoted_notes)
    people = (_sum_of(tables.people), len(tables.people), tables.heads)
    allowed = (people, tables.left_out, tables.community, tables.care)
    course = tables.course
    on = course.current.step if course.current else ""
    revealed = sorted((key, sorted(groups)) for key, groups in course.revealed.items())
    items = tuple(item.id for item in tables.kit.items)
    shown = (on, str(revealed), str(sorted(course.opened)), items)
    words = (said, notes, tables.proposals, tables.writings)
    return (_sum_of(tables.answers), len(tables.answers), words, allowed, shown)


def _sum_of(frame: pd.DataFrame) -> int:
    return int(pd.util.hash_pandas_object(frame, index=False).sum())
