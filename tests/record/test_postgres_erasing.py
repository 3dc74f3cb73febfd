"""Erasing on a server: while others write, half way, and what is left of it anywhere."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest

from pe_tools.errors import ErasedError, KekMissingError, RecordDamagedError, RecordFullError
from pe_tools.record import Record
from pe_tools.record.keks import read_keks
from pe_tools.record.postgres import Server, rotation, store
from pe_tools.record.wrapping import Wrapped, unwrap

MARKER = "the-nurse-told-everyone"


@pytest.fixture
def open_here(database, tmp_path):
    """Return a way to open the record as a process on this computer, or on another."""
    return lambda home="record": Record(Server(database, tmp_path / home))


@pytest.fixture
def record(open_here, folder, draft):
    """Return a record in which two people said something."""
    record = open_here()
    record.append([draft("p-1", text=MARKER), draft("p-2", text="hello")])
    return record


@pytest.fixture
def wrapped(postgres):
    """Return a way to read the wrapped keys by subject."""
    query = "SELECT stream, subject, kek, key FROM pe_keys.wrapped"
    return lambda: {str(row[1]): Wrapped(*row) for row in postgres.ask(query)}


def files_with(postgres, *secrets):
    """Return the files of the server in which any of these stands, in bytes or in hexadecimal."""
    forms = [form for secret in secrets for form in (secret, secret.hex().encode())]
    files = [path for path in postgres.folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(postgres.folder / "data").parts[0]
        for path in files
        if any(form in path.read_bytes() for form in forms)
    }


def test_no_plaintext_and_no_key_ever_reaches_the_server_and_an_erased_key_leaves_the_tables(
    record, postgres, kek_folder, wrapped, now
):
    (kek,), before = read_keks(kek_folder()), wrapped()["p-1"]
    clear = (MARKER.encode(), unwrap([kek], before), kek.key)
    postgres.ask("CHECKPOINT")
    assert files_with(postgres, *clear) == set()
    assert "base" in files_with(postgres, before.key)
    record.erase("w", "p-1", now)
    postgres.ask("CHECKPOINT")
    assert files_with(postgres, *clear) == set()
    assert files_with(postgres, before.key) <= {"pg_wal"}  # until that is recycled
    assert [*record.folder.rglob("kek.json")] == [kek_folder() / "kek.json"]
    assert kek.key.hex() not in (kek_folder() / "kek.json").read_text()
    with pytest.raises(ValueError, match="no such key"):
        unwrap(read_keks(kek_folder()), before)


def test_a_dump_of_the_events_holds_no_key_and_brings_nobody_back(
    record, postgres, wrapped, kek_folder, now
):
    keys = [*wrapped().values()]
    dumped = dump(postgres, "pe_record")
    record.erase("w", "p-1", now)
    assert MARKER not in dumped
    for row in keys:
        assert row.key.hex() not in dumped
    postgres.ask("DROP SCHEMA pe_record CASCADE")
    restore(postgres, dumped)
    assert record.erased("w") == frozenset()
    assert [event.body for event in record.events("w")] == [None, {"text": "hello"}]
    record.erase("w", "p-3", now)  # whoever opens it for writing learns of the erasure
    assert record.erased("w") == {"p-1", "p-3"}
    assert record.verify() == []


def test_restored_keys_open_with_nothing(record, postgres, folder, draft, now):
    dumped = dump(postgres, "pe_keys")
    record.erase("w", "p-1", now)
    postgres.ask("DROP SCHEMA pe_keys CASCADE")
    restore(postgres, dumped)
    for use in (lambda: record.events("w"), lambda: record.append([draft("p-2", n=1)])):
        with pytest.raises(KekMissingError, match=r"kek\.json is missing, or older"):
            use()


def test_restored_keys_with_their_kek_are_destroyed_again(
    record, postgres, kek_folder, wrapped, draft, now
):
    dumped, before = dump(postgres, "pe_keys"), (kek_folder() / "kek.json").read_text()
    record.erase("w", "p-1", now)
    postgres.ask("DROP SCHEMA pe_keys CASCADE")
    restore(postgres, dumped)
    (kek_folder() / "kek.json").write_text(before)
    assert record.events("w")[0].body is None
    record.append([draft("p-2", text="later")])
    assert wrapped().keys() == {"", "p-2"}
    assert (kek_folder() / "kek.json").read_text() != before
    assert record.events("w")[1].body == {"text": "hello"}
    assert record.verify() == []


def dump(postgres, schema):
    program = str(postgres.programs / "pg_dump")
    options = [f"--schema={schema}", "--inserts", postgres.url("boss")]
    return subprocess.run([program, *options], capture_output=True, text=True, check=True).stdout


def restore(postgres, dumped):
    program = str(postgres.programs / "psql")
    options = ["-q", "-v", "ON_ERROR_STOP=1", postgres.url("boss")]
    subprocess.run([program, *options], input=dumped, text=True, check=True, capture_output=True)


def test_missing_keys_are_told_and_never_made_anew(record, postgres, draft):
    postgres.ask("DROP SCHEMA pe_keys CASCADE")
    with pytest.raises(RecordDamagedError, match="the schema pe_keys is missing"):
        record.append([draft("p-1", n=2)])
    assert {damage.what for damage in record.verify()} == {
        "its key is missing, and no erasure is on record"
    }


def test_another_computer_needs_the_kek_and_needs_it_again_after_an_erasure(
    record, open_here, kek_folder, tmp_path, draft, now
):
    other = open_here("other")
    for use in (lambda: other.append([draft("p-2", n=1)]), lambda: other.events("w")):
        with pytest.raises(KekMissingError, match="Copy it from the computer that erased last"):
            use()
    copy = tmp_path / "other" / kek_folder().name
    shutil.copytree(kek_folder(), copy)
    other.append([draft("p-2", n=1)])
    record.erase("w", "p-1", now)
    with pytest.raises(KekMissingError):
        other.append([draft("p-2", n=2)])
    assert len(read_keks(copy)) == 1  # and it made nothing up
    shutil.copy(kek_folder() / "kek.json", copy)
    assert other.append([draft("p-2", n=2)])[0].status == "new"
    assert record.verify() == other.verify() == []


def test_two_records_of_one_folder_keep_their_keks_apart(record, postgres, folder, draft, now):
    postgres.ask("CREATE DATABASE second OWNER pe")
    other = Record(Server(postgres.url(database="second"), folder))
    other.append([draft("p-1", text="elsewhere")])
    record.erase("w", "p-1", now)
    assert other.events("w")[0].body == {"text": "elsewhere"}
    assert len([*folder.rglob("kek.json")]) == 2
    postgres.ask("DROP DATABASE second WITH (FORCE)")


def test_two_processes_append_for_a_person_while_a_third_erases_them(
    record, open_here, wrapped, draft, now
):
    people = [f"p-{n}" for n in range(3, 15)]
    one, two, three = open_here(), open_here(), open_here()

    def write(room):
        taken = []
        with room.hold():
            for _ in range(10):
                for person in people:
                    with suppress(ErasedError):
                        taken += room.append([draft(person, text="said")])
        return taken

    def erase(room):
        with room.hold():
            for person in people:
                room.erase("w", person, now)

    with ThreadPoolExecutor(3) as pool:
        running = [pool.submit(write, one), pool.submit(write, two), pool.submit(erase, three)]
        taken = [receipt for part in running[:2] for receipt in part.result()]
        running[2].result()
    assert wrapped().keys() == {"", "p-1", "p-2"}
    events = record.events("w")
    assert {r.hash for r in taken} <= {event.hash for event in events}
    assert record.erased("w") == set(people)
    for person in people:
        kinds = [event.kind for event in events if event.subject == person]
        assert kinds[-1] == "erased"  # nothing was taken of them after that
    assert [e.body for e in events if e.subject in ("p-1", "p-2")] == [
        {"text": MARKER},
        {"text": "hello"},
    ]
    assert record.verify() == []


def test_two_processes_erase_at_once(record, open_here, wrapped, kek_folder, draft, now):
    people = [f"p-{n}" for n in range(3, 19)]
    record.append([draft(person, text="said") for person in people])
    rooms = [open_here(), open_here()]

    def erase(place):
        for person in people[place::2] + people[:2]:
            rooms[place].erase("w", person, now)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(erase, (0, 1)))
    assert wrapped().keys() == {"", "p-1", "p-2"}
    assert len(read_keks(kek_folder())) == 1
    assert record.events("w")[1].body == {"text": "hello"}
    assert [e.kind for e in record.events("w")].count("erased") == len(people)
    assert record.verify() == []


@pytest.mark.parametrize("failing", ["_begin", "_end", "_rewrite_table", "write_keks"])
def test_an_erasure_that_failed_half_way_is_finished_by_sending_it_again(
    record, kek_folder, wrapped, now, monkeypatch, failing
):
    def fail(*_: object) -> None:
        raise psycopg.errors.DiskFull

    before = read_keks(kek_folder())
    with monkeypatch.context() as patch:
        patch.setattr(rotation, failing, fail)
        with pytest.raises(RecordFullError):
            record.erase("w", "p-1", now)
    assert record.events("w")[0].body is None
    assert wrapped().keys() == {"", "p-2"}
    record.erase("w", "p-1", now)
    assert len(read_keks(kek_folder())) == 1
    assert read_keks(kek_folder()) != before
    assert record.events("w")[1].body == {"text": "hello"}
    assert record.verify() == []


@pytest.mark.parametrize("failing", ["_begin", "_end", "write_keks"])
def test_an_erasure_that_failed_half_way_is_finished_by_whoever_opens_the_record_next(
    record, open_here, kek_folder, draft, now, monkeypatch, failing
):
    def fail(*_: object) -> None:
        raise psycopg.errors.DiskFull

    before = read_keks(kek_folder())
    with monkeypatch.context() as patch:
        patch.setattr(rotation, failing, fail)
        with pytest.raises(RecordFullError):
            record.erase("w", "p-1", now)
    open_here().append([draft("p-2", text="later")])
    assert len(read_keks(kek_folder())) == 1
    assert read_keks(kek_folder()) != before
    assert record.verify() == []


def test_others_in_the_group_are_told_of_success_though_the_keys_could_not_be_changed(
    record, draft, now, monkeypatch
):
    def fail(*_: object) -> None:
        raise psycopg.errors.DiskFull

    monkeypatch.setattr(store, "rotate", fail)
    with record.hold(), ThreadPoolExecutor(1) as pool:
        erasing = pool.submit(record.erase, "w", "p-1", now)
        told = record.submit([draft("p-2", n=1)]).result()
        with pytest.raises(RecordFullError):
            erasing.result()
    assert told[0].status == "new"
