from __future__ import annotations

import subprocess
from contextlib import suppress

import pytest

from pe_tools.errors import RecordDamagedError, RecordDiskError, RecordFullError
from pe_tools.record import open_record


@pytest.fixture
def small_disk(tmp_path):
    """Mount a file system of 2 MB; skip where that is not allowed."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    with suppress(FileNotFoundError):
        if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
            yield place
            subprocess.run(["umount", str(place)], check=True)
            return
    pytest.skip("needs the right to mount")


def fill(record, draft):
    """Append until the disk is full, and return how many drafts were acknowledged."""
    for number in range(1000):
        try:
            record.append([draft(f"p-{number % 7}", id_=f"id-{number}", text="x" * 30_000)])
        except RecordFullError:
            return number
    raise AssertionError("the disk never got full")


def test_a_full_disk_refuses_keeps_all_and_takes_again_when_there_is_space(small_disk, draft):
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 600_000)
    record = open_record(small_disk / "record")
    with record.hold():
        kept = fill(record, draft)
        assert kept > 5
        assert len(record.events("w")) == kept
        ballast.unlink()
        again = record.append([draft(f"p-{kept % 7}", id_=f"id-{kept}", text="x" * 30_000)])
        assert again[0].seq == kept + 1
    assert [event.id for event in record.events("w")] == [f"id-{n}" for n in range(kept + 1)]
    assert record.verify() == []


def test_a_disk_full_from_the_start_is_told_and_leaves_no_lock(small_disk, draft):
    (small_disk / "ballast").write_bytes(b"x" * (2 * 1024 * 1024 - 8192))
    record = open_record(small_disk / "record")
    with pytest.raises(RecordFullError, match=r"is full\. Nothing was lost\. Free space"):
        record.append([draft("p-1", n=1)])
    (small_disk / "ballast").unlink()
    assert record.append([draft("p-1", n=1)])[0].seq == 1


def test_a_database_at_its_limit_is_full_too(record, folder, draft):
    with record.hold():
        record.append([draft(n=1)])
        record._writer._store._ledger.connection.pragma("max_page_count", 20)
        kept = fill(record, draft)
        assert len(record.events("w")) == kept + 1
        # the failed commit closed the connection, and the new one has no such limit
        assert record.append([draft(f"p-{kept % 7}", id_=f"id-{kept}", text="x" * 30_000)])
    assert record.verify() == []


@pytest.mark.parametrize("name", ["record.db", "keys.db"])
def test_a_file_that_is_no_database_is_damaged(record, folder, draft, name):
    record.append([draft("p-1", n=1)])
    (folder / "record.journal").unlink()
    (folder / name).write_bytes(b"not a database" * 1000)
    with pytest.raises(RecordDamagedError, match="not a database"):
        record.events("w")
    with pytest.raises(RecordDamagedError, match=r"not a database|holds nothing"):
        record.append([draft("p-1", n=2)])
    assert (folder / name).read_bytes() == b"not a database" * 1000


def test_a_page_of_noise_is_found(record, folder, draft):
    record.append([draft(n=n, text="x" * 500) for n in range(60)])
    path = folder / "record.db"
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 4] = bytes(range(256)) * 16
    path.write_bytes(content)
    assert record.verify() != []


@pytest.mark.parametrize("name", ["keys.db", "kek.json"])
def test_a_missing_key_file_is_told_and_never_made_anew(record, folder, draft, name):
    record.append([draft("p-1", n=1)])
    (folder / name).unlink()
    with pytest.raises(RecordDamagedError):
        record.events("w")
    with pytest.raises(RecordDamagedError, match=f"{name} is missing"):
        record.append([draft("p-1", n=2)])
    assert not (folder / name).exists()
    assert record.verify() != []


def test_a_folder_that_cannot_be_made_is_told(tmp_path, draft):
    (tmp_path / "file").touch()
    with pytest.raises(RecordDiskError, match="Not a directory"):
        open_record(tmp_path / "file" / "record").append([draft(n=1)])
