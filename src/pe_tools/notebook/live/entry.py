"""Entry at the table: paper sheets typed twice, with a page of what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pe_tools.blocks import Block, Paragraph
from pe_tools.model import AgendaEntry, Response, Step, Tier
from pe_tools.notebook.live.phrases import role_options, tier_options
from pe_tools.notebook.live.questions import boxes, response_of, values_of
from pe_tools.notebook.steps.base import Context
from pe_tools.notebook.steps.pages import step_title
from pe_tools.widgets import (
    Button,
    ChoiceField,
    Control,
    DifferenceRow,
    Differences,
    Form,
    SheetGrid,
)
from pe_tools.workshop import Conductor
from pe_tools.workshop.rules import scales_of


@dataclass
class EntryDesk:
    """One person's place at the table: which sheets are typed, and what has to be settled."""

    step: str = ""
    round: int = 0
    unsettled: tuple[Response, Tier] | None = None
    said: str = ""

    def draw(self, context: Context) -> Sequence[Block]:
        """Return what came of the last sheet."""
        text = self.said or context.words.say("Type each sheet twice, best by two people.")
        return [Paragraph(text)]

    def controls(self, context: Context) -> Sequence[Control]:
        """Return the choice of sheets, the grid for one sheet, or what differs."""
        return tuple(self._controls(context))

    def act(
        self,
        conductor: Conductor,
        context: Context,
        name: str,
        values: Mapping[str, Any],
        now: datetime,
    ) -> None:
        """Choose the sheets, take one, or settle what differs."""
        if name == "choose":
            self.step, _, number = str(values["sheet"]).rpartition(" ")
            self.round, self.unsettled, self.said = int(number), None, ""
        elif name == "sheet":
            self._take(conductor, context, values, now)
        elif name == "settle":
            self._settle(conductor, context, values["answers"], now)
        elif name == "count-single":
            count = conductor.count_single(self.step, self.round, now=now)
            self.said = context.words.count(
                "{n} sheet counts that was typed once.",
                "{n} sheets count that were typed once.",
                count,
            )

    def _take(
        self, conductor: Conductor, context: Context, values: Mapping[str, Any], now: datetime
    ) -> None:
        code, tier = str(values["participant"]).strip(), values["tier"]
        response = response_of(code, values["role"], self.step, self.round, values["answers"])
        first, _ = conductor.entries(response)
        entry = 2 if first else 1
        is_same = conductor.enter_sheet(response, tier, entry=entry, now=now)
        say = context.words.say
        if is_same:
            self.said = say("Sheet {code}: both entries agree. It counts.", code=code)
        elif entry == 1:
            self.said = say("Sheet {code}: first entry saved. Type it again.", code=code)
        else:
            self.unsettled = (response, tier)
            self.said = say("Sheet {code}: the entries differ. Look at the paper.", code=code)

    def _settle(
        self, conductor: Conductor, context: Context, chosen: Mapping[str, str], now: datetime
    ) -> None:
        if self.unsettled is None:
            return
        response, tier = self.unsettled
        given = {**values_of(response.answers), **chosen}
        settled = response_of(
            response.participant, response.role, response.step, response.round, given
        )
        conductor.settle_sheet(settled, tier, now=now)
        self.unsettled = None
        self.said = context.words.say(
            "Sheet {code}: settled. It counts.", code=settled.participant
        )

    def _controls(self, context: Context) -> Iterator[Control]:
        kit, words = context.tables.kit, context.words
        if not self.step:
            yield self._choice(context)
            return
        step = kit.step(self.step)
        if self.unsettled is not None:
            yield self._differences(context, step, self.unsettled[0])
            return
        title = _sheet_title(context, step, self.round)
        code = words.say("Code on the sheet")
        roles, tiers = role_options(kit), tier_options(words)
        yield SheetGrid("sheet", title, code, boxes(kit, step, words), roles, tiers)
        once = words.say("Count the sheets that were typed once")
        sure = words.say("Nobody checked them a second time. Count them?")
        yield Button("count-single", once, confirm=sure)
        yield self._choice(context)

    def _choice(self, context: Context) -> Form:
        say, kit = context.words.say, context.tables.kit
        options = tuple(
            (f"{step.id} {round_}", _sheet_title(context, step, round_))
            for step in kit.steps
            if scales_of(step)
            for round_ in range(1, step.rounds + 1)
        )
        chosen = f"{self.step} {self.round}" if self.step else ""
        field = ChoiceField("sheet", say("Which sheets?"), options, chosen)
        return Form("choose", say("Choose the sheets"), (field,), say("Begin"), not self.step)

    def _differences(self, context: Context, step: Step, second: Response) -> Differences:
        kit, words = context.tables.kit, context.words
        stage = context.stage
        first = values_of(stage.conductor.entries(second)[0].values()) if stage else {}
        other = values_of(second.answers)
        rows = tuple(
            DifferenceRow(box.name, box.text, first.get(box.name, ""), other.get(box.name, ""))
            for box in boxes(kit, step, words)
            if first.get(box.name, "") != other.get(box.name, "")
        )
        title = words.say("What does the paper say?")
        return Differences("settle", title, rows)


def _sheet_title(context: Context, step: Step, round_: int) -> str:
    return step_title(context.words, context.tables.kit, AgendaEntry(0, step.id, round_))
