"""A -wal or a record.db that is damaged: whatever was lost comes back, and people are told.

SQLite reads a damaged -wal up to the first frame that does not fit, and says nothing. Each trial
damages a copy of a record that was killed with a full -wal, and opens it.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pe_tools.errors import RecordError
from pe_tools.record import Draft, open_record
from pe_tools.record.copies import look_over
from pe_tools.record.repairs import read_repairs

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
HERE = Path(__file__).parent
ALL = [f"id-{number}" for number in range(30)]
HEADER, FRAME_HEADER, PAGE = 32, 24, 4096
FRAME = FRAME_HEADER + PAGE


@pytest.fixture(scope="module", params=["plain", "backfilled"])
def left(request, tmp_path_factory):
    """Return the folder of a record that was killed with thirty events acknowledged."""
    folder = tmp_path_factory.mktemp(request.param) / "record"
    command = [sys.executable, str(HERE / "leave.py"), str(folder), request.param]
    assert subprocess.run(command, timeout=60, check=False).returncode == -signal.SIGKILL
    assert (folder / "record.db-wal").stat().st_size > 30 * FRAME
    return folder


@pytest.fixture
def trial(left, tmp_path):
    """Return a way to damage one file of a copy and to open it; it tells whether events lacked."""
    copy = tmp_path / "copy"

    def run(name, damage):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(left, copy)
        (copy / "record.db-shm").unlink()  # it is memory
        content = bytearray((copy / name).read_bytes())
        damage(content)
        (copy / name).write_bytes(content)
        lacked = not reads_all(copy)
        look_over(copy)
        with open_record(copy) as record, record.hold():
            assert record.verify() == []
        assert [event.id for event in record.events("w")] == ALL
        assert [event.body["n"] for event in record.events("w")] == [*range(30)]
        assert not lacked or read_repairs(copy)
        return lacked

    return run


def reads_all(folder):
    """Tell whether a reader, before anything was mended, still sees all that was acknowledged."""
    try:
        return [event.id for event in open_record(folder).events("w")] == ALL
    except RecordError:
        return False


def flip(place, bit=0):
    def damage(content):
        content[place] ^= 1 << bit

    return damage


def cut(length):
    def damage(content):
        del content[length:]

    return damage


def frames(left):
    return range(HEADER, (left / "record.db-wal").stat().st_size, FRAME)


def test_without_damage_nothing_is_told(trial, tmp_path):
    assert not trial("record.db-wal", lambda content: None)
    assert read_repairs(tmp_path / "copy") == ()


def test_a_lost_or_zeroed_wal_loses_nothing(trial, left):
    def zero(content):
        content[:HEADER] = bytes(HEADER)

    assert trial("record.db-wal", zero)
    assert trial("record.db-wal", cut(0))


def test_every_byte_of_the_header_and_of_three_frame_headers_may_turn(trial, left):
    starts = frames(left)
    some = [starts[0], starts[len(starts) // 2], starts[-1]]
    places = [*range(HEADER), *(start + n for start in some for n in range(FRAME_HEADER))]
    lacked = [trial("record.db-wal", flip(place, place % 8)) for place in places]
    assert sum(lacked) > HEADER  # the test can fail: most of these lose acknowledged events


def test_a_cut_at_each_border_of_a_frame_loses_nothing(trial, left):
    starts = frames(left)
    lengths = [
        start + n for start in starts[:: len(starts) // 8] for n in (-1, 0, 1, FRAME_HEADER)
    ]
    lacked = [trial("record.db-wal", cut(max(0, length))) for length in lengths]
    assert all(lacked)


def test_bits_turned_in_record_db_lose_nothing(trial, left):
    size = (left / "record.db").stat().st_size
    for place in [*range(0, 100, 3), *range(100, size, max(1, size // 60))]:
        trial("record.db", flip(place, place % 8))


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_every_frame_header_and_a_sample_of_every_page_may_turn(trial, left):
    """Every byte of all frame headers, the first 16 of each page, and every 251st of the rest."""
    for start in frames(left):
        page = start + FRAME_HEADER
        places = [*range(start, page + 16), *range(page + 16, start + FRAME, 251)]
        for place in places:
            trial("record.db-wal", flip(place, place % 8))


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_a_cut_at_any_length_loses_nothing(trial, left):
    """Around every border, and every 509th length between."""
    size = (left / "record.db-wal").stat().st_size
    lengths = {start + n for start in frames(left) for n in (-1, 0, 1, FRAME_HEADER)}
    for length in sorted(lengths | set(range(0, size, 509))):
        trial("record.db-wal", cut(length))


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """Return the folder of a record that was closed in order: no -wal, sixty events."""
    folder = tmp_path_factory.mktemp("closed") / "record"
    drafts = [Draft("w", "answered", {"n": n}, NOW, f"p-{n % 3}", f"id-{n}") for n in range(60)]
    open_record(folder).append(drafts)
    assert not (folder / "record.db-wal").exists()
    return folder


def verifies(folder):
    try:
        return open_record(folder).verify() == []
    except RecordError:
        return False


def is_mended(closed, copy, place, bit):
    """Turn one bit of record.db, look the record over, and tell whether there was a fault."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(closed, copy)
    content = bytearray((copy / "record.db").read_bytes())
    content[place] ^= 1 << bit
    (copy / "record.db").write_bytes(content)
    is_well = verifies(copy)
    repairs = look_over(copy)
    assert is_well or repairs
    with open_record(copy) as record, record.hold():
        assert [event.body["n"] for event in record.events("w")] == [*range(60)]
        assert record.verify() == []
        record.append([Draft("w", "answered", {"n": 60}, NOW, "p-1")])
    return bool(repairs)


def test_a_bit_turned_in_a_closed_record_db_is_mended(closed, tmp_path):
    size = (closed / "record.db").stat().st_size
    assert size >= 8 * PAGE
    places = [*range(100), *range(100, size, size // 120)]
    faults = [is_mended(closed, tmp_path / "copy", place, place % 8) for place in places]
    assert sum(faults) > 30  # the rest lie in free space, or in numbers that nothing depends on


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_many_bits_turned_in_a_closed_record_db_are_mended(closed, tmp_path):
    """Every bit of the file's header, and one of every 17th byte."""
    size = (closed / "record.db").stat().st_size
    header = [(place, bit) for place in range(100) for bit in range(8)]
    for place, bit in [*header, *((place, place % 8) for place in range(100, size, 17))]:
        is_mended(closed, tmp_path / "copy", place, bit)
