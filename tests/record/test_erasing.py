from __future__ import annotations

import shutil
from threading import Thread

import apsw
import pytest

from pe_tools.errors import ErasedError, RecordDamagedError, RecordFullError
from pe_tools.record import Draft, files, open_record
from pe_tools.record.keks import read_keks
from pe_tools.record.keyring import KeyRing
from pe_tools.record.postgres import server
from pe_tools.record.wrapping import Wrapped, unwrap

MARKER = "the-nurse-told-everyone"


def on_disk(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir())


def wrapped_keys(folder):
    connection = apsw.Connection(str(folder / "keys.db"), flags=apsw.SQLITE_OPEN_READONLY)
    rows = {row[1]: Wrapped(*row) for row in connection.execute("SELECT * FROM wrapped")}
    connection.close()
    return rows


def restore(copy, folder, *names):
    for name in names:
        shutil.copy(copy / name, folder / name)


@pytest.fixture
def spoken(record, draft):
    """Return a record in which two people said something."""
    record.append([draft("p-1", text=MARKER), draft("p-2", text="hello")])
    return record


@pytest.fixture
def backup(spoken, folder, tmp_path):
    """Return a copy of all files from before any erasure."""
    return shutil.copytree(folder, tmp_path / "backup")


def test_what_an_erased_person_wrote_cannot_be_read_and_all_else_can(spoken, now):
    spoken.erase("w", "p-1", now)
    assert [(e.kind, e.subject, e.body) for e in spoken.events("w")] == [
        ("answered", "p-1", None),
        ("answered", "p-2", {"text": "hello"}),
        ("erased", "p-1", None),
    ]
    assert spoken.erased("w") == {"p-1"}
    assert spoken.verify() == []


def test_the_chain_before_an_erasure_is_the_chain_after(spoken, now):
    head = spoken.head("w")
    spoken.erase("w", "p-1", now)
    assert spoken.verify([head]) == []


def test_takes_nothing_more_of_an_erased_person(spoken, reopen, draft, now):
    spoken.erase("w", "p-1", now)
    with pytest.raises(ErasedError, match="p-1 was erased from 'w'"):
        reopen().append([draft("p-1", text="again")])


def test_erasing_twice_adds_nothing(spoken, now, kek_folder):
    spoken.erase("w", "p-1", now)
    keks, head = read_keks(kek_folder()), spoken.head("w")
    spoken.erase("w", "p-1", now)
    assert (read_keks(kek_folder()), spoken.head("w")) == (keks, head)


def test_an_erasure_is_of_one_stream(spoken, now):
    other = spoken.events("w")[0]
    spoken.append([draft_of("v", other, now)])
    spoken.erase("w", "p-1", now)
    assert spoken.events("v")[0].body == {"text": "in another workshop"}


def draft_of(stream, event, now):
    return Draft(stream, event.kind, {"text": "in another workshop"}, now, event.subject)


@pytest.mark.parametrize("owner", [("", "p-1"), ("w", "")])
def test_refuses_to_erase_nobody(record, now, owner):
    with pytest.raises(ValueError, match="needs a stream and a subject"):
        record.erase(*owner, now)


def test_the_marker_is_in_no_file_at_any_time(record, folder, draft, now):
    with record.hold():
        record.append([draft("p-1", id_="a", text=MARKER)])
        record.append([draft("p-1", id_="a", text=MARKER + "!")])  # a conflict is sealed too
        assert MARKER.encode() not in on_disk(folder)
        record.erase("w", "p-1", now)
        assert MARKER.encode() not in on_disk(folder)
    assert MARKER.encode() not in on_disk(folder)


def test_no_file_holds_the_destroyed_key_in_any_form(spoken, folder, now):
    (kek,) = read_keks(folder)
    wrapped = wrapped_keys(folder)["p-1"]
    assert wrapped.key in on_disk(folder)
    with spoken.hold():
        spoken.erase("w", "p-1", now)
        for secret in (wrapped.key, unwrap([kek], wrapped), kek.key, kek.key.hex().encode()):
            assert secret not in on_disk(folder)


def test_a_restored_events_file_brings_nobody_back_and_learns_of_the_erasure(
    backup, spoken, folder, draft, now
):
    spoken.erase("w", "p-1", now)
    restore(backup, folder, "record.db")
    assert spoken.erased("w") == frozenset()
    assert [event.body for event in spoken.events("w")] == [None, {"text": "hello"}]
    spoken.append([draft("p-2", text="later")])
    assert spoken.erased("w") == {"p-1"}
    assert [event.kind for event in spoken.events("w")] == ["answered"] * 2 + [
        "erased",
        "answered",
    ]
    assert spoken.verify() == []


def test_restored_keys_open_with_the_key_of_their_time_only(backup, spoken, folder, draft, now):
    spoken.erase("w", "p-1", now)
    restore(backup, folder, "keys.db")
    with pytest.raises(RecordDamagedError, match="do not belong together"):
        spoken.events("w")
    with pytest.raises(RecordDamagedError, match="do not belong together"):
        spoken.append([draft("p-2", text="later")])
    with pytest.raises(ValueError, match="no such key"):
        unwrap(read_keks(folder), wrapped_keys(folder)["p-1"])


def test_restored_keys_with_their_key_are_destroyed_again_since_the_erasure_is_on_record(
    backup, spoken, folder, draft, now
):
    spoken.erase("w", "p-1", now)
    restore(backup, folder, "keys.db", "kek.json")
    assert spoken.events("w")[0].body is None
    spoken.append([draft("p-2", text="later")])
    assert wrapped_keys(folder).keys() == {"", "p-2"}
    assert read_keks(folder) != read_keks(backup)
    assert spoken.events("w")[1].body == {"text": "hello"}
    assert spoken.verify() == []


def test_only_all_three_files_from_before_bring_a_person_back(backup, spoken, folder, now):
    """The limit of what an erasure can promise; it is written where `erase` is described."""
    spoken.erase("w", "p-1", now)
    restore(backup, folder, "record.db", "keys.db", "kek.json")
    assert open_record(folder).events("w")[0].body == {"text": MARKER}


@pytest.mark.parametrize("failing", ["_delete", "_rotate", "_finish_rotation"])
def test_an_erasure_that_failed_half_way_is_finished_by_sending_it_again(
    spoken, folder, now, monkeypatch, failing
):
    def fail(*_: object) -> None:
        raise apsw.FullError("no space")

    before = read_keks(folder)
    with monkeypatch.context() as patch:
        patch.setattr(KeyRing, failing, fail)
        with pytest.raises(RecordFullError):
            spoken.erase("w", "p-1", now)
    assert spoken.events("w")[0].body is None
    spoken.erase("w", "p-1", now)
    assert wrapped_keys(folder).keys() == {"", "p-2"}
    assert len(read_keks(folder)) == 1
    assert read_keks(folder) != before
    assert spoken.events("w")[1].body == {"text": "hello"}
    assert spoken.verify() == []


def test_keys_that_are_wrapped_anew_between_two_looks_are_looked_at_again(
    spoken, kind, now, monkeypatch
):
    looks = []

    def erase_meanwhile(folder):
        looks.append(folder)
        if len(looks) == 1:
            spoken.erase("w", "p-1", now)
        return read_keks(folder)

    place = {"sqlite": files, "postgresql": server}[kind]
    monkeypatch.setattr(place, "read_keks", erase_meanwhile)
    assert [event.body for event in spoken.events("w")] == [None, {"text": "hello"}]
    assert len(looks) == 2


def test_reading_goes_on_while_keys_are_wrapped_anew(record, reopen, draft, now):
    record.append([draft(f"p-{n}", n=n) for n in range(40)])
    other, found = reopen(), []
    with record.hold():
        thread = Thread(target=lambda: [record.erase("w", f"p-{n}", now) for n in range(20)])
        thread.start()
        while thread.is_alive():
            found.append([event.body for event in other.events("w")][20:40])
            assert other.verify() == []
        thread.join()
    assert found
    assert all(bodies == [{"n": n} for n in range(20, 40)] for bodies in found)
