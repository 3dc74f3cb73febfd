"""Recorded sound of a kit is read once, with limits, and never from elsewhere."""

from __future__ import annotations

import pytest

from pe_tools.room.phone import clips
from pe_tools.room.phone.clips import clips_of, read_clips


@pytest.fixture
def kit(tmp_path):
    """Return a way to put a clip into a kit's folder."""
    folder = tmp_path / "clinic"

    def put(name, content=b"sound"):
        path = folder / "audio" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return folder

    return put


def test_clips_are_known_by_kit_language_and_item(kit):
    kit("en/harm-a.mp3", b"one")
    folder = kit("ar/harm-a.ogg", b"two")
    found = read_clips(folder)
    assert found == {
        "clinic/ar/harm-a.ogg": ("audio/ogg", b"two"),
        "clinic/en/harm-a.mp3": ("audio/mpeg", b"one"),
    }
    assert clips_of(found, "clinic", "ar") == {"harm-a": "clinic/ar/harm-a.ogg"}
    assert clips_of(found, "clinic", "fr") == {}


def test_a_kit_without_sound_has_none(tmp_path):
    assert read_clips(tmp_path) == {}


@pytest.mark.parametrize(
    "name", ["en/harm.wav", "en/.mp3", "en/a b.mp3", "en/a.b.mp3", "..x/a.mp3"]
)
def test_other_names_are_left_out(kit, name):
    assert read_clips(kit(name)) == {}


def test_what_lies_elsewhere_is_left_out(kit, tmp_path):
    folder = kit("en/harm-a.mp3")
    (tmp_path / "secret").write_bytes(b"secret")
    (folder / "audio" / "en" / "harm-b.mp3").symlink_to(tmp_path / "secret")
    (folder / "audio" / "fr").symlink_to(tmp_path)
    (tmp_path / "harm-c.mp3").write_bytes(b"secret")
    assert [*read_clips(folder)] == ["clinic/en/harm-a.mp3"]


def test_what_is_too_large_is_left_out(kit, monkeypatch):
    monkeypatch.setattr(clips, "LARGEST_BYTES", 4)
    monkeypatch.setattr(clips, "MOST_BYTES", 6)
    for item, size in {"a": 4, "b": 5, "c": 4, "d": 2}.items():
        folder = kit(f"en/{item}.mp3", b"x" * size)
    assert [*read_clips(folder)] == ["clinic/en/a.mp3", "clinic/en/d.mp3"]
