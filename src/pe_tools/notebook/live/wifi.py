"""The Wi-Fi of the room, as it was typed: kept on this computer, never in the record."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from pe_tools.record.disk import make_folder, write_private

FILE = "wifi.json"

_WITH_MEANING = re.compile(r'([\\;,:"])')


@dataclass(frozen=True)
class Wifi:
    """A network, its password ("" for none), and the address of this computer in it ("": any)."""

    name: str = ""
    password: str = ""
    address: str = ""

    @property
    def text(self) -> str:
        """Return what the QR code of the network holds."""
        if not self.password:
            return f"WIFI:T:nopass;S:{_escaped(self.name)};;"
        return f"WIFI:T:WPA;S:{_escaped(self.name)};P:{_escaped(self.password)};;"


def read_wifi(folder: Path) -> Wifi:
    """Return the Wi-Fi that was kept in a folder; one without a name if none was."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Wifi(*(str(kept[name]) for name in ("name", "password", "address")))
    except (OSError, ValueError, LookupError, TypeError):
        return Wifi()


def keep_wifi(folder: Path, wifi: Wifi) -> None:
    """Keep a Wi-Fi in a file that only its owner may read."""
    make_folder(folder)
    write_private(folder / FILE, json.dumps(asdict(wifi), ensure_ascii=False))


def _escaped(text: str) -> str:
    """Return a text whose signs mean nothing to a reader of the code but themselves."""
    return _WITH_MEANING.sub(r"\\\1", text)
