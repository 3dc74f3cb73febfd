"""Whole PNG pictures: read chunk by chunk, so that a torn or giant one is found early."""

from __future__ import annotations

import binascii
import struct
from base64 import b64decode
from collections.abc import Iterator

_START = b"\x89PNG\r\n\x1a\n"
_MOST_PIXELS = 50_000_000


def check_png(png: str) -> None:
    """Refuse what is not the base64 text of one whole PNG picture.

    Raises
    ------
    ValueError
        If it is not base64, not a PNG, damaged, cut short, or larger than 50 million pixels.
    """
    try:
        picture = b64decode(png, validate=True)
    except ValueError as err:
        raise ValueError("is not base64") from err
    if not picture.startswith(_START):
        raise ValueError("is not a PNG picture")
    chunks = list(_chunks(picture))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise ValueError("is a damaged PNG picture")
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if not 0 < width * height <= _MOST_PIXELS:
        raise ValueError(f"is a PNG picture of {width} x {height} pixels")


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and body of each chunk; see the PNG specification, section 5.3."""
    at = len(_START)
    while at < len(picture):
        length, kind = struct.unpack(">I4s", picture[at : at + 8].ljust(8, b"\0"))
        body = picture[at + 8 : at + 8 + length]
        checksum = picture[at + 8 + length : at + 12 + length]
        if checksum != struct.pack(">I", binascii.crc32(kind + body)):
            raise ValueError("is a damaged PNG picture")
        yield kind, body
        at += 12 + length
