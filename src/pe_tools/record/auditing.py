"""What an auditor gets: every event of a stream as it lies in the record, and no key."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pe_tools.errors import UnknownEventError
from pe_tools.record.chain import Row, text_of
from pe_tools.record.events import Head
from pe_tools.record.merkle import path_of, root_of
from pe_tools.record.record import Record

SCRIPT = Path(__file__).parent / "standalone" / "verify_bundle.py"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that one record always gives the same bytes


def write_bundle(record: Record, stream: str, path: Path) -> Head:
    """Write the bundle of a stream as a ZIP file, whole or not at all; return its head.

    It holds events.txt (a line an event: its hash and its canonical text, bodies of participants
    sealed), heads.json (stream, head, root) and verify_bundle.py, which needs nothing else.
    """
    rows = record.rows(stream)
    head = _head(stream, rows)
    claimed = {"stream": stream, "head": head.text, "root": root_of(_leaves(rows)).hex()}
    folder = path.resolve().parent
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        try:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
                _put(bundle, "events.txt", "".join(_lines(rows)))
                _put(bundle, "heads.json", json.dumps(claimed, ensure_ascii=False) + "\n")
                _put(bundle, SCRIPT.name, SCRIPT.read_text(encoding="utf-8"))
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    Path(file.name).replace(path)
    return head


def prove(record: Record, stream: str, id_: str) -> Mapping[str, object]:
    """Return the proof that an event is in the record as it is now; it shows no other event.

    Raises
    ------
    UnknownEventError
        If the stream has no event of this id.
    """
    rows = record.rows(stream)
    places = [place for place, row in enumerate(rows) if row.id == id_]
    if not places:
        raise UnknownEventError(stream=stream, event=id_)
    row, leaves = rows[places[0]], _leaves(rows)
    return {
        "stream": stream,
        "id": id_,
        "seq": row.seq,
        "hash": row.hash,
        "size": len(rows),
        "root": root_of(leaves).hex(),
        "path": [digest.hex() for digest in path_of(leaves, places[0])],
    }


def _leaves(rows: list[Row]) -> list[bytes]:
    return [bytes.fromhex(row.hash) for row in rows]


def _lines(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        yield f"{row.hash} {text_of(row)}\n"


def _head(stream: str, rows: list[Row]) -> Head:
    if not rows:
        raise UnknownEventError(stream=stream, event="1")
    return Head(stream, rows[-1].seq, rows[-1].hash)


def _put(bundle: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _LONG_AGO)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    bundle.writestr(info, text)
