"""The panel: results, controls and one line of status, drawn in the browser."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import anywidget
from traitlets import Dict, Enum, List, Unicode

from pe_tools.blocks import Block, mimebundle
from pe_tools.errors import PeError
from pe_tools.language import Words
from pe_tools.widgets.accepting import accepted
from pe_tools.widgets.browser_side import module, sheet
from pe_tools.widgets.controls import Control
from pe_tools.widgets.labels import fixed_words, sentence_of
from pe_tools.widgets.plain import as_data
from pe_tools.widgets.presses import Done, Press

_log = logging.getLogger("pe_tools.widgets")

OnAct = Callable[[str, Mapping[str, object]], None]


class Panel(anywidget.AnyWidget):
    """One step on the screen: what it shows, and what can be done.

    Every trait is written by Python alone; what a browser sets is overwritten.

    Parameters
    ----------
    words : Words
        The language of the fixed labels.
    on_act : callable of (str, mapping)
        Does what a person asked for. A :class:`PeError` that it raises is shown as a refusal.
    """

    _esm = module()
    _css = sheet()

    html = Unicode().tag(sync=True)
    controls = List(Dict()).tag(sync=True)
    status = Unicode().tag(sync=True)
    status_kind = Enum(["", "ok", "refused"], default_value="").tag(sync=True)
    direction = Unicode().tag(sync=True)
    language = Unicode().tag(sync=True)
    words = Dict().tag(sync=True)

    def __init__(self, words: Words, on_act: OnAct) -> None:
        super().__init__(
            direction=words.direction, language=words.language, words=fixed_words(words)
        )
        self._said_in = words
        self._on_act = on_act
        self._shown: tuple[Control, ...] = ()
        self._done = Done()
        self.on_msg(self._receive)

    def show(self, html: str, controls: Sequence[Control]) -> None:
        """Show this from now on; nothing is sent to the browser if nothing changed.

        Parameters
        ----------
        html : str
            What :func:`pe_tools.blocks.to_html` made, and nothing else.
        controls : sequence of Control
        """
        self._shown = tuple(controls)
        with self.hold_sync():
            self.html = html
            self.controls = as_data(self._shown)

    def tell(self, kind: str, sentence: str) -> None:
        """Show one sentence as the status; ``kind`` is "ok", "refused" or ""."""
        with self.hold_sync():
            self.status, self.status_kind = sentence, kind

    def set_state(self, sync_data: Mapping[str, Any]) -> None:
        """Take nothing that a browser wants to set, and send it what is true."""
        self.send_state([name for name in sync_data if name in self.keys])

    def _receive(self, _panel: Panel, content: object, _buffers: object) -> None:
        press = Press.read(content)
        is_done = press.nonce in self._done or self._act(press)
        if is_done:
            self._done.add(press.nonce)
        self.send({"nonce": press.nonce, "ok": is_done})

    def _act(self, press: Press) -> bool:
        words = self._said_in
        try:
            self._on_act(press.act, accepted(press.act, press.values, self._shown, words))
        except PeError as refusal:
            self.tell("refused", sentence_of(refusal, words))
        except Exception:  # noqa: BLE001 - ipywidgets would swallow it, and nobody would see
            _log.exception("an act of a panel failed")
            self.tell("refused", words.say("This did not work. Try again, or reload the page."))
        else:
            self.tell("ok", words.say("Saved."))
            return True
        return False


def bundle(panel: Panel, blocks: Iterable[Block], words: Words) -> dict[str, Any]:
    """Return the forms of an output that is a panel where it can be one, and blocks elsewhere.

    A live page draws the panel; a report and an analyst's rerun find the blocks.
    """
    view = panel._repr_mimebundle_()
    return {**(view[0] if view else {}), **mimebundle(blocks, words)}
