"""The recorded sound of a kit: ``audio/<language>/<item>.mp3`` or ``.ogg`` in its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

KINDS: Mapping[str, str] = {".mp3": "audio/mpeg", ".ogg": "audio/ogg"}
"""The content types of clips by the end of their names."""

LARGEST_BYTES = 2**20
"""What a clip may hold: two minutes of speech."""

MOST_BYTES = 32 * 2**20
"""What all clips of a kit may hold, since they are kept in memory."""

_NAME = re.compile(r"[a-z0-9][A-Za-z0-9-]*")


def read_clips(folder: Path) -> dict[str, tuple[str, bytes]]:
    """Return the clips of a kit by name, such as "clinic/en/harm-trust-lost.mp3".

    Parameters
    ----------
    folder : Path
        The kit's. What lies elsewhere, has no id as its name, or is too large is left out.

    Returns
    -------
    dict of str to tuple of (str, bytes)
        Their content types and their bytes.
    """
    clips: dict[str, tuple[str, bytes]] = {}
    left = MOST_BYTES
    for path in _clip_files(folder):
        size = path.stat().st_size
        if size <= min(left, LARGEST_BYTES):
            left -= size
            name = f"{folder.name}/{path.parent.name}/{path.name}"
            clips[name] = (KINDS[path.suffix], path.read_bytes())
    return clips


def clips_of(names: Iterable[str], kit_id: str, language: str) -> dict[str, str]:
    """Return the names of clips by item, for a page of a kit in a language.

    Examples
    --------
    >>> clips_of(["clinic/en/harm-a.mp3", "clinic/fr/harm-a.ogg"], "clinic", "fr")
    {'harm-a': 'clinic/fr/harm-a.ogg'}
    """
    beginning = f"{kit_id}/{language}/"
    return {
        name.removeprefix(beginning).rpartition(".")[0]: name
        for name in sorted(names)
        if name.startswith(beginning)
    }


def _clip_files(folder: Path) -> Iterator[Path]:
    for path in sorted((folder / "audio").glob("*/*")):
        is_named = _NAME.fullmatch(path.stem) and _NAME.fullmatch(path.parent.name)
        is_here = path.is_file() and path.resolve().is_relative_to(folder.resolve())
        if path.suffix in KINDS and is_named and is_here:
            yield path
