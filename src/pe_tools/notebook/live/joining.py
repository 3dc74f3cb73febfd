"""The door: how people join with their phones, and who did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pe_tools.blocks import Block
from pe_tools.errors import NoCardsError
from pe_tools.notebook.live.join_screen import join_screen, mode_options
from pe_tools.notebook.live.leads import undo_controls
from pe_tools.notebook.live.letting_in import letting_in, whole_number
from pe_tools.notebook.live.stage import Stage
from pe_tools.notebook.live.who_joined import counted, who_joined
from pe_tools.notebook.live.wifi import Wifi, keep_wifi, read_wifi
from pe_tools.notebook.steps.base import Context
from pe_tools.record import Record
from pe_tools.record.remote import ask_room
from pe_tools.widgets import Button, ChoiceField, Control, Fold, Form, TextField
from pe_tools.workshop import Conductor, Follower, Host

_MOST_DIGITS = 5


@dataclass
class Door:
    """What a facilitator sees and does about people coming in.

    ``addresses`` are those at which phones reach the room, as they were when it was last drawn.
    """

    follower: Follower
    addresses: tuple[str, ...] = ()

    def draw(self, context: Context) -> Sequence[Block]:
        """Return who joined, and what is in the way of more."""
        self.follower.refresh()
        self.addresses = addresses(self.follower.record)
        return who_joined(context, self.follower.state, has_room=bool(self.addresses))

    def controls(self, context: Context) -> Sequence[Control]:
        """Return how to join while one can, and what the facilitator can do about it."""
        return tuple(self._controls(context))

    def act(
        self,
        conductor: Conductor,
        context: Context,
        name: str,
        values: Mapping[str, Any],
        now: datetime,
    ) -> None:
        """Open or close joining, count heads, let somebody back in, or keep the Wi-Fi."""
        host, words = Host(conductor.record, conductor.name), context.words
        match name:
            case "open-joining":
                self._open(host, values["mode"], now)
            case "close-joining":
                host.close_joining(now=now)
            case "count-heads":
                label = words.say("People in the room")
                host.count_heads(whole_number(values["heads"], label, words), now=now)
            case "readmit":
                label = words.say("Number of the seat")
                host.open_readmission(whole_number(values["number"], label, words), now=now)
            case "wifi":
                self._keep_wifi(values)
            case "undo":
                conductor.undo(now=now)

    def _open(self, host: Host, mode: Any, now: datetime) -> None:
        if mode != "open" and not self.follower.state.arrivals.cards:
            raise NoCardsError(workshop=host.name)
        host.open_joining(mode, now=now)

    def _keep_wifi(self, values: Mapping[str, Any]) -> None:
        wifi = Wifi(values["name"], values["password"], values.get("address", ""))
        keep_wifi(self.follower.record.folder, wifi)

    def _controls(self, context: Context) -> Iterator[Control]:
        words, arrivals = context.words, self.follower.state.arrivals
        if not self.addresses:
            yield Button("look", words.say("Look again"))
        if arrivals.joining is None:
            yield self._opening(context)
        else:
            yield from self._joining(context)
            yield from self._counting(context)
        yield from letting_in(words, self.follower)
        yield self._network(context)
        if arrivals.joining is not None:
            sure = words.say("Nobody can join after this. Who joined stays. Close it?")
            yield Button("close-joining", words.say("Close joining"), confirm=sure)
        yield from undo_controls(context)

    def _opening(self, context: Context) -> Form:
        say = context.words.say
        latest = self.follower.state.arrivals.latest_mode
        mode = ChoiceField(
            "mode", say("How are people counted?"), mode_options(context.words), latest
        )
        title = say("Let people join with their phones")
        return Form("open-joining", title, (mode,), say("Open joining"), is_open=True)

    def _joining(self, context: Context) -> Iterator[Control]:
        joining, code = self.follower.state.arrivals.joining, self.follower.join_code()
        if joining is None or not self.addresses:
            return
        wifi = read_wifi(self.follower.record.folder)
        address = wifi.address if wifi.address in self.addresses else self.addresses[0]
        count = counted(context, self.follower.state)
        yield join_screen(context.words, joining.mode, code, address, wifi, count)

    def _counting(self, context: Context) -> Iterator[Control]:
        joining, say = self.follower.state.arrivals.joining, context.words.say
        if joining is None or joining.mode != "open":
            return
        heads = str(self.follower.state.arrivals.heads or "")
        label = say("People in the room")
        field = TextField("heads", label, heads, is_required=True, max_length=_MOST_DIGITS)
        yield Form("count-heads", say("Count the people in the room"), (field,), say("Save"))

    def _network(self, context: Context) -> Fold:
        say, wifi = context.words.say, read_wifi(self.follower.record.folder)
        fields = [
            TextField("name", say("Network"), wifi.name, max_length=32),
            TextField("password", say("Password"), wifi.password, max_length=63),
        ]
        if len(self.addresses) > 1:
            options = tuple((one, one) for one in self.addresses)
            label = say("Address that the phones reach")
            known = wifi.address if wifi.address in self.addresses else self.addresses[0]
            fields.append(ChoiceField("address", label, options, known))  # type: ignore[arg-type]
        title = say("Wi-Fi of the room. It is kept on this computer only.")
        form = Form("wifi", say("Network and password"), tuple(fields), say("Save"), is_open=True)
        return Fold("wifi", title, (form,))


def door_of(stage: Stage) -> Door:
    """Return the door of the workshop that a stage shows."""
    return Door(Follower(stage.conductor.record, stage.conductor.name))


def addresses(record: Record) -> tuple[str, ...]:
    """Return the addresses at which phones reach the room, the best one first."""
    desk = record.desk()
    return ask_room(desk) if desk else ()
