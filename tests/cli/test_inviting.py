"""What the terminal says of the room."""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image

from pe_tools.cli import inviting

ADDRESS = "http://192.168.1.20:8765/"


class Terminal(io.StringIO):
    """A terminal that shows signs of an encoding."""

    def __init__(self, encoding):
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self):
        return self._encoding

    def isatty(self):
        return True


def picture(code):
    """Return what blocks look like on a terminal: two rows of squares for each line of signs."""
    lines = code.splitlines()
    halves = {" ": (0, 0), "▀": (255, 0), "▄": (0, 255), "█": (255, 255)}
    image = Image.new("L", (len(lines[0]), 2 * len(lines)))
    for y, line in enumerate(lines):
        for x, sign in enumerate(line):
            for half, light in enumerate(halves[sign]):
                image.putpixel((x, 2 * y + half), light)
    return image.resize((image.width * 8, image.height * 8), Image.Resampling.NEAREST)


def test_a_phone_reads_the_address_from_the_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdout", Terminal("utf-8"))
    code = inviting.terminal_code(ADDRESS)
    (found,) = zxingcpp.read_barcodes(picture(code))
    assert found.text == ADDRESS


def test_no_code_is_shown_where_its_signs_cannot_be(monkeypatch):
    monkeypatch.setattr("sys.stdout", Terminal("cp1252"))
    assert inviting.terminal_code(ADDRESS) == ""


def test_in_a_file_there_is_no_code(capsys):
    inviting.invite((ADDRESS, "http://10.0.0.4:8765/"))
    said = capsys.readouterr().out
    assert said.startswith(f"Phones come in here: {ADDRESS}\n")
    assert "other networks too: http://10.0.0.4:8765/\n" in said
    assert "what comes to port 8765" in said
    assert "█" not in said


def test_without_a_network_it_says_so(capsys):
    inviting.invite(("http://127.0.0.1:8765/",))
    assert capsys.readouterr().out.startswith("This machine is in no network")
