"""Backups of events and of keys, and a record brought back from them."""

from __future__ import annotations

import shutil
import zipfile
from datetime import UTC, datetime
from threading import Thread

import apsw
import pytest

from pe_tools.errors import (
    BackupPlaceError,
    BackupUnreadableError,
    KeysNeededError,
    NoRecordError,
    NotOverwrittenError,
    PassphraseError,
    RecordDamagedError,
    RecordHeldError,
    RecordPresentError,
    RestoreRefusedError,
)
from pe_tools.record import open_record
from pe_tools.record.backup import back_up
from pe_tools.record.copies import look_over
from pe_tools.record.disk import is_cut_short
from pe_tools.record.keks import read_keks
from pe_tools.record.keys_copy import back_up_keys, read_all_keys, read_copy
from pe_tools.record.restore import restore

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
PASSPHRASE = "nine purple goats"
MARKER = "the-nurse-told-everyone"


@pytest.fixture
def record(folder):
    return open_record(folder)


@pytest.fixture
def spoken(record, draft):
    """Return a record in which two people said something, and the facilitator too."""
    record.append([draft("p-1", text=MARKER), draft("p-2", text="hello"), draft(n=1)])
    return record


@pytest.fixture
def places(tmp_path):
    """Return two places that backups go to, apart from each other."""
    for name in ("stick", "other"):
        (tmp_path / name).mkdir()
    return tmp_path / "stick" / "events.zip", tmp_path / "other" / "pe.keys"


def quietly(_done, _of):
    pass


@pytest.fixture
def save(folder, places):
    """Return a way to back up events, keys, or both."""

    def run(*, events=True, keys=True):
        if events:
            places[0].unlink(missing_ok=True)
            back_up(folder, places[0], now=NOW, progress=quietly)
        if keys:
            back_up_keys(folder, places[1], passphrase=PASSPHRASE)

    return run


@pytest.fixture
def bring_back(places):
    """Return a way to restore into a folder, with the copy of the keys or without."""

    def run(folder, *, keys=True, is_replacing=False):
        copy = read_copy(places[1], passphrase=PASSPHRASE) if keys else None
        return restore(places[0], folder, copy, is_replacing=is_replacing)

    return run


def bodies(folder):
    return [event.body for event in open_record(folder).events("w")]


SAID = [{"text": MARKER}, {"text": "hello"}, {"n": 1}]


# There and back


def test_a_record_comes_back_on_another_machine(spoken, folder, save, bring_back, tmp_path, draft):
    save()
    restored = bring_back(tmp_path / "new")
    assert bodies(tmp_path / "new") == SAID
    other = open_record(tmp_path / "new")
    assert other.verify([spoken.head("w")]) == []
    assert other.subject("w", "label") == spoken.subject("w", "label")
    assert restored.manifest.events == 3
    assert restored.aside is None
    assert other.append([draft("p-1", n=4)])[0].seq == 4
    assert {path.name for path in (tmp_path / "new").iterdir()} >= {"record.db", "record.journal"}
    assert not (tmp_path / "new" / "restoring").exists()


def test_a_backup_is_made_while_others_write(record, folder, draft, tmp_path, bring_back, places):
    done = []

    def write():
        while not done:
            record.append([draft(f"p-{n}", n=n) for n in range(5)])

    with record.hold():
        thread = Thread(target=write)
        thread.start()
        try:
            for number in range(5):
                path = tmp_path / "stick" / f"{number}.zip"
                _, manifest = back_up(folder, path, now=NOW, progress=quietly)
                assert manifest.events % 5 == 0
        finally:
            done.append(True)
            thread.join()
    back_up_keys(folder, places[1], passphrase=PASSPHRASE)
    shutil.copy(path, places[0])
    bring_back(tmp_path / "new")
    assert len(bodies(tmp_path / "new")) == manifest.events


def test_in_a_folder_it_is_named_after_the_time(spoken, folder, tmp_path):
    path, _ = back_up(folder, tmp_path, now=NOW, progress=quietly)
    assert path == tmp_path / "pe-backup-20260301-143000.zip"
    with pytest.raises(NotOverwrittenError):
        back_up(folder, tmp_path, now=NOW, progress=quietly)


def test_a_backup_says_what_is_in_it(spoken, save, places):
    save(keys=False)
    with zipfile.ZipFile(places[0]) as packed:
        assert packed.namelist() == ["pe-backup.json", "record.db", "record.journal"]
        assert packed.testzip() is None
        assert spoken.head("w").hash.encode() in packed.read("pe-backup.json")


def test_progress_ends_at_all_pages(spoken, folder, places):
    told = []
    back_up(folder, places[0], now=NOW, progress=lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] > 0


# No key, and no word


def secrets(folder):
    connection = apsw.Connection(str(folder / "keys.db"), flags=apsw.SQLITE_OPEN_READONLY)
    yield from (row[0] for row in connection.execute("SELECT key FROM wrapped"))
    connection.close()
    for kek in read_keks(folder):
        yield from (kek.key, kek.key.hex().encode(), kek.id.encode())


def test_a_backup_of_events_holds_no_key_and_no_word(spoken, folder, save, places, tmp_path):
    save(keys=False)
    with zipfile.ZipFile(places[0]) as packed:
        content = b"".join(packed.read(name) for name in packed.namelist())
    found = [*secrets(folder)]
    assert len(found) == 3 + 3
    for secret in (*found, *(secret.hex().encode() for secret in found), MARKER.encode()):
        assert secret not in content
        assert secret not in places[0].read_bytes()
    assert not (places[0].parent / "events.zip.part").exists()


def test_a_copy_of_keys_shows_none_of_them_and_no_pseudonym(spoken, folder, save, places):
    save(events=False)
    content = places[1].read_bytes()
    for secret in (*secrets(folder), b"p-1"):
        assert secret not in content
        assert secret.hex().encode() not in content
    assert places[1].stat().st_mode & 0o777 == 0o600


# Apart


@pytest.mark.parametrize("first", ["events", "keys"])
def test_events_and_keys_do_not_lie_in_one_folder(spoken, folder, tmp_path, first):
    here = tmp_path / "here"
    here.mkdir()
    writers = {
        "events": lambda: back_up(folder, here / "events.zip", now=NOW, progress=quietly),
        "keys": lambda: back_up_keys(folder, here / "pe.keys", passphrase=PASSPHRASE),
    }
    writers.pop(first)()
    (second,) = writers.values()
    with pytest.raises(BackupPlaceError, match="would lie beside"):
        second()
    assert len([*here.iterdir()]) == 1


def test_neither_lies_beside_the_record(spoken, folder):
    with pytest.raises(BackupPlaceError, match="beside the record"):
        back_up(folder, folder / "b.zip", now=NOW, progress=quietly)
    with pytest.raises(BackupPlaceError, match="beside the record"):
        back_up_keys(folder, folder / "pe.keys", passphrase=PASSPHRASE)


def test_a_copy_of_keys_replaces_an_older_one_and_nothing_else(spoken, folder, save, places, now):
    save(events=False)
    spoken.erase("w", "p-1", now)
    save(events=False)
    assert len(read_copy(places[1], passphrase=PASSPHRASE).erasures) == 1
    places[1].write_text("a letter")
    with pytest.raises(NotOverwrittenError):
        save(events=False)
    assert places[1].read_text() == "a letter"


# Erasures


def test_who_was_erased_after_the_backup_stays_erased_by_the_newer_copy_of_keys(
    spoken, save, bring_back, tmp_path, now
):
    save(keys=False)
    spoken.erase("w", "p-1", now)
    save(events=False)
    assert bring_back(tmp_path / "new").erased == 1
    assert bodies(tmp_path / "new") == [None, *SAID[1:], None]
    assert open_record(tmp_path / "new").verify() == []


def test_who_was_erased_after_both_stays_erased_where_the_present_record_knows_of_it(
    spoken, folder, save, bring_back, now
):
    save()
    spoken.erase("w", "p-1", now)
    restored = bring_back(folder, is_replacing=True)
    assert restored.erased == 1
    assert bodies(folder) == [None, *SAID[1:], None]
    assert {row.subject for row in read_copy_of(folder)} == {"", "p-2"}
    assert open_record(folder).verify() == []


def test_and_also_where_its_record_db_and_keys_are_damaged(spoken, folder, save, bring_back, now):
    save()
    spoken.erase("w", "p-1", now)
    for name in ("record.db", "keys.db"):
        (folder / name).write_bytes(b"noise" * 4000)
    bring_back(folder, is_replacing=True)
    assert bodies(folder) == [None, *SAID[1:], None]


def read_copy_of(folder):
    return read_all_keys(folder).wrapped


def test_the_restored_keys_are_wrapped_anew_after_an_erasure(
    spoken, folder, save, bring_back, now
):
    save()
    before = read_keks(folder)
    spoken.erase("w", "p-1", now)
    bring_back(folder, is_replacing=True)
    assert {kek.id for kek in read_keks(folder)}.isdisjoint(kek.id for kek in before)


# What was there


def test_a_record_that_is_there_is_not_replaced_unasked(spoken, folder, save, bring_back, draft):
    save()
    spoken.append([draft("p-1", text="later")])
    with pytest.raises(RecordPresentError, match="--replace"):
        bring_back(folder)
    assert bodies(folder) == [*SAID, {"text": "later"}]


def test_replaced_it_is_kept_aside_whole(spoken, folder, save, bring_back, draft):
    save()
    spoken.append([draft("p-1", text="later")])
    restored = bring_back(folder, is_replacing=True)
    assert bodies(folder) == SAID
    assert restored.aside == folder / "replaced-1"
    assert bodies(restored.aside) == [*SAID, {"text": "later"}]
    assert bring_back(folder, is_replacing=True).aside == folder / "replaced-2"


def test_the_present_keys_do_where_no_copy_is_named(spoken, folder, save, bring_back):
    save(keys=False)
    (folder / "record.db").unlink()
    (folder / "record.journal").unlink()
    bring_back(folder, keys=False, is_replacing=True)
    assert bodies(folder) == SAID


def test_without_any_keys_nothing_is_restored(spoken, save, bring_back, tmp_path):
    save(keys=False)
    with pytest.raises(KeysNeededError):
        bring_back(tmp_path / "new", keys=False)
    assert not (tmp_path / "new" / "record.db").exists()


def test_nothing_is_restored_while_somebody_writes(spoken, folder, save, bring_back, impatient):
    save()
    with spoken.hold(), pytest.raises(RecordHeldError):
        bring_back(folder, is_replacing=True)
    assert bodies(folder) == SAID


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr("pe_tools.record.lock._PATIENCE_SECONDS", 0.2)


# Damage


def test_keys_older_than_the_events_are_refused_and_nothing_is_changed(
    spoken, folder, save, bring_back, draft, tmp_path
):
    save(events=False)
    spoken.append([draft("p-3", text="new here")])
    save(keys=False)
    with pytest.raises(RestoreRefusedError, match="event 4: its key is missing"):
        bring_back(tmp_path / "new")
    assert [path.name for path in (tmp_path / "new").glob("*.db")] == []


def test_any_turned_byte_of_a_backup_is_found(spoken, save, places, tmp_path):
    save()
    whole, copy = places[0].read_bytes(), read_copy(places[1], passphrase=PASSPHRASE)
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        turned = bytearray(whole)
        turned[place] ^= 1
        places[0].write_bytes(turned)
        try:
            restore(places[0], tmp_path / "new", copy, is_replacing=True)
        except (BackupUnreadableError, RestoreRefusedError):
            continue
        assert bodies(tmp_path / "new") == SAID  # a time or a mode that nothing depends on


def test_a_cut_backup_is_refused(spoken, save, bring_back, places, tmp_path):
    save()
    whole = places[0].read_bytes()
    for length in (0, 10, 60, len(whole) // 2, len(whole) - 1):
        places[0].write_bytes(whole[:length])
        with pytest.raises(BackupUnreadableError):
            bring_back(tmp_path / "new")


def test_a_backup_with_other_events_under_its_name_is_refused(spoken, save, places, tmp_path):
    save()
    repacked = tmp_path / "repacked.zip"
    with zipfile.ZipFile(places[0]) as old, zipfile.ZipFile(repacked, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b"x" if name == "record.db" else b""))
    copy = read_copy(places[1], passphrase=PASSPHRASE)
    with pytest.raises(BackupUnreadableError, match=r"record\.db in it was changed"):
        restore(repacked, tmp_path / "new", copy, is_replacing=False)


@pytest.mark.parametrize("content", [b"", b"hello", b'{"pe_keys":1}', b'{"pe_keys":'])
def test_what_is_no_copy_of_keys_is_refused(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(BackupUnreadableError):
        read_copy(path, passphrase=PASSPHRASE)


def test_another_passphrase_and_a_changed_copy_are_refused(spoken, save, places):
    save(events=False)
    with pytest.raises(PassphraseError, match="does not open"):
        read_copy(places[1], passphrase="nine purple goat")
    text = places[1].read_text()
    places[1].write_text(text[:-10] + ("A" if text[-10] != "A" else "B") + text[-9:])
    with pytest.raises((PassphraseError, BackupUnreadableError)):
        read_copy(places[1], passphrase=PASSPHRASE)


def test_a_short_passphrase_is_refused(spoken, folder, places):
    with pytest.raises(PassphraseError, match="at least 12 characters"):
        back_up_keys(folder, places[1], passphrase="goats")
    assert not places[1].exists()


def test_a_cost_that_would_fill_the_memory_is_refused(spoken, save, places):
    save(events=False)
    places[1].write_text(places[1].read_text().replace('"scrypt":131072', '"scrypt":1073741824'))
    with pytest.raises(BackupUnreadableError):
        read_copy(places[1], passphrase=PASSPHRASE)


def test_a_damaged_record_is_not_backed_up(spoken, folder, places):
    connection = apsw.Connection(str(folder / "record.db"))
    connection.execute("DROP TRIGGER event_update; UPDATE event SET kind = 'x' WHERE seq = 2")
    connection.close()
    with pytest.raises(RecordDamagedError, match="no backup was made"):
        back_up(folder, places[0], now=NOW, progress=quietly)
    assert [*places[0].parent.iterdir()] == []


def test_a_record_that_lost_events_is_not_backed_up(spoken, folder, places, draft, tmp_path):
    shutil.copy(folder / "record.db", tmp_path)
    spoken.append([draft(n=2)])
    shutil.copy(tmp_path / "record.db", folder)
    with pytest.raises(RecordDamagedError, match="the second copy, has it"):
        back_up(folder, places[0], now=NOW, progress=quietly)


def test_nothing_is_backed_up_where_nothing_is(folder, places):
    with pytest.raises(NoRecordError):
        back_up(folder, places[0], now=NOW, progress=quietly)
    with pytest.raises(NoRecordError):
        back_up_keys(folder, places[1], passphrase=PASSPHRASE)


def test_killed_at_any_moment_it_leaves_a_whole_backup_or_none(
    spoken, folder, places, start, save, tmp_path
):
    save(events=False)
    copy, outcomes = read_copy(places[1], passphrase=PASSPHRASE), []
    while not outcomes or outcomes[-1] != 0:
        names = ("backup", folder, places[0], places[0].parent)
        code = start("kill_backup.py", *names, len(outcomes) + 1).wait(timeout=60)
        assert (code == 0) <= places[0].exists()
        if places[0].exists():
            restore(places[0], tmp_path / "new", copy, is_replacing=True)
            assert bodies(tmp_path / "new") == SAID
            places[0].unlink()
        outcomes.append(code)
    assert len(outcomes) > 6
    assert [*places[0].parent.iterdir()] == []


@pytest.mark.slow
def test_killed_at_any_moment_of_restoring_nothing_is_lost_and_doing_it_again_finishes_it(
    spoken, folder, places, start, save, draft, now, tmp_path
):
    save(keys=False)
    spoken.append([draft("p-2", text="later")])
    spoken.erase("w", "p-1", now)
    old, before = bodies(folder), tmp_path / "before"
    shutil.copytree(folder, before)
    copy, code, number, halves = read_all_keys(folder), None, 0, 0
    while code != 0:
        shutil.rmtree(folder)
        shutil.copytree(before, folder)
        number += 1
        code = start("kill_backup.py", "restore", folder, places[0], folder, number).wait(60)
        if is_cut_short(folder):
            halves += 1
            with pytest.raises(RecordDamagedError, match="a restore of it was cut short"):
                open_record(folder).append([draft("p-2", text="no")])
            with pytest.raises(RecordDamagedError, match="a restore of it was cut short"):
                look_over(folder)
        else:
            assert bodies(folder) in (old, [None, *SAID[1:], None])
        restore(places[0], folder, copy, is_replacing=True)
        assert bodies(folder) == [None, *SAID[1:], None]
        assert open_record(folder).verify() == []
        assert old in map(bodies, folder.glob("replaced-*"))
    assert number > 20
    assert halves > 4
