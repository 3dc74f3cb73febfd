"""What the room reads to join: the Wi-Fi, the address, the code, and how people are counted."""

from __future__ import annotations

from collections.abc import Iterator

from pe_tools.blocks import qr_svg
from pe_tools.language import Words
from pe_tools.notebook.live.wifi import Wifi
from pe_tools.widgets import JoinScreen, Options, Way
from pe_tools.workshop.arriving import Mode
from pe_tools.workshop.codes import spelt


def join_screen(
    words: Words, mode: Mode, code: str, address: str, wifi: Wifi, count: str
) -> JoinScreen:
    """Return the screen; ``code`` is that of the room, which only the mode "open" shows."""
    ways = (*_network(words, wifi), _page(words, mode, code, address, has_wifi=bool(wifi.name)))
    sentences = (*counting(words, mode), *_advice(words))
    return JoinScreen(words.say("Join with your phone"), ways, count, sentences)


def counting(words: Words, mode: Mode) -> tuple[str, ...]:
    """Return how people are counted, in sentences for everybody."""
    say = words.say
    return {
        "open": (say("Everybody who has the code can join. Somebody could join twice."),),
        "cards": (say("Each card lets one person in, once."),),
        "roster": (say("Each person on the list has one card, for one use."),),
    }[mode]


def mode_options(words: Words) -> Options:
    """Return the ways to count people, for the facilitator to choose from."""
    return (
        ("open", words.say("Open: whoever has the code joins")),
        ("cards", words.say("Cards: one printed card for each person")),
        ("roster", words.say("List: one card for each person on a list")),
    )


def _network(words: Words, wifi: Wifi) -> Iterator[Way]:
    if not wifi.name:
        return
    say = words.say
    password = ((say("Password"), wifi.password),) if wifi.password else ()
    facts = ((say("Network"), wifi.name), *password)
    yield Way(say("1. Join this Wi-Fi"), qr_svg(wifi.text), say("QR code of the Wi-Fi"), facts)


def _page(words: Words, mode: Mode, code: str, address: str, *, has_wifi: bool) -> Way:
    say = words.say
    title = say("2. Open this page") if has_wifi else say("Open this page")
    is_open = mode == "open"
    scanned = f"{address}#{code}" if is_open else address
    shown = spelt(code) if is_open else say("The one on your card")
    facts = ((say("Address"), address.rstrip("/")), (say("Code"), shown))
    return Way(title, qr_svg(scanned), say("QR code of the page"), facts)


def _advice(words: Words) -> tuple[str, ...]:
    say = words.say
    return (
        say("The phone says there is no internet? Stay connected."),
        say("The page does not open? Turn mobile data off."),
        say("No phone? Ask for paper or the tablet."),
    )
