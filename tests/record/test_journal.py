"""The second copy: what it holds, in which order it is written, and what it brings back."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.errors import RecordDamagedError, RecordDiskError, RecordFullError
from pe_tools.record import Damage, Draft, open_record
from pe_tools.record import journal as journal_module
from pe_tools.record.chain import Row
from pe_tools.record.copies import look_over
from pe_tools.record.journal import Journal, read_tail
from pe_tools.record.journal_form import Mark, read_line, read_lines, write_line, write_mark
from pe_tools.record.repairs import read_repairs

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)


@pytest.fixture
def record(folder):
    """Return a record in files; only that has a journal."""
    return open_record(folder)


@pytest.fixture
def journal(folder):
    return folder / "record.journal"


@pytest.fixture
def five(record, draft):
    """Return a record of five events of two streams, closed in order."""
    record.append([draft(f"p-{n}", n=n, id_=f"w-{n}") for n in range(3)])
    record.append([Draft("v", "opened", {"n": n}, NOW, id=f"v-{n}") for n in range(2)])
    return record


def told(folder):
    return [repair.what for repair in read_repairs(folder)]


def table(folder):
    connection = apsw.Connection(str(folder / "record.db"), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return [*map(Row._make, connection.execute("SELECT * FROM event ORDER BY stream, seq"))]
    finally:
        connection.close()


def lines(journal):
    return sorted(said for said in read_lines(journal) if isinstance(said, Row))


def marks(journal):
    return [said for said in read_lines(journal) if isinstance(said, Mark)]


def ids(record, stream="w"):
    return [event.id for event in record.events(stream)]


# What it holds


def test_holds_every_row_exactly_as_the_table_does(five, folder, journal, draft, now):
    five.append([draft("p-0", n=7, id_="w-0")])  # a conflict
    five.erase("w", "p-1", now)
    assert lines(journal) == table(folder)
    assert len(lines(journal)) == 7


def test_holds_nothing_in_clear_that_a_participant_wrote_and_no_key(
    record, folder, journal, draft
):
    record.append([draft("p-1", text="the-nurse-told-everyone")])
    assert b"the-nurse-told-everyone" not in journal.read_bytes()
    (key,) = apsw.Connection(str(folder / "keys.db")).execute(
        "SELECT key FROM wrapped WHERE subject = 'p-1'"
    )
    assert key[0] not in journal.read_bytes()
    assert key[0].hex().encode() not in journal.read_bytes()


def test_is_for_its_owner_alone(five, journal):
    assert journal.stat().st_mode & 0o777 == 0o600


def test_is_synced_before_the_commit_once_a_group(record, draft, monkeypatch):
    held = []

    def sync(_handle):
        held.append(len(record.events("w")))

    with record.hold():
        monkeypatch.setattr(journal_module, "sync", sync)
        record.append([draft(n=n) for n in range(3)])
        record.append([draft(n=n) for n in range(2)])
    assert held == [0, 3]


def test_a_refused_batch_is_not_in_it(five, folder, journal, draft, now):
    five.erase("w", "p-1", now)
    with five.hold():
        good = five.submit([draft("p-2", n=8, id_="good")])
        bad = five.submit([draft("p-2", n=9, id_="before"), draft("p-1", n=9, id_="bad")])
    assert good.result()
    assert bad.exception()
    assert lines(journal) == table(folder)


def test_nothing_is_written_for_what_counts_already(five, journal, draft):
    before = journal.stat().st_size
    five.append([draft("p-0", n=0, id_="w-0")])
    assert journal.stat().st_size == before


# Its lines


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.tuples(texts, st.integers(1, 99), *[texts] * 7))
def test_a_line_says_what_was_written(parts):
    row = Row._make(parts)
    line = write_line(row)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert read_line(line[:-1]) == row


@pytest.mark.parametrize("heads", [None, {"w": (3, "ab"), "é": (1, "cd")}])
def test_a_mark_says_what_was_written(heads):
    assert read_line(write_mark(heads)[:-1]) == Mark(heads)


def test_a_line_with_any_bit_turned_says_nothing():
    line = write_line(Row("w", 1, "a", "k", "", "at", "{}", "00", "11"))[:-1]
    for place in range(len(line)):
        for bit in range(8):
            turned = bytearray(line)
            turned[place] ^= 1 << bit
            assert read_line(bytes(turned)) is None, (place, bit)


def test_its_end_is_found_without_reading_it_whole(folder, record, draft, monkeypatch):
    with record.hold():
        for group in range(30):
            record.append([draft(n=n, text="x" * 900) for n in range(group, group + 10)])
    path = folder / "record.journal"
    assert any(mark.heads for mark in marks(path))
    whole = read_tail(path)
    content = bytearray(path.read_bytes())
    content[100:200] = b"\0" * 100  # far before the end
    path.write_bytes(content)
    assert read_tail(path) == whole
    assert whole.heads == whole.kept == {"w": (300, record.head("w").hash)}


# Openings


def test_a_record_from_before_there_was_a_journal_gets_one_and_nothing_is_told(
    five, folder, journal, draft
):
    journal.unlink()
    five.append([draft("p-1", n=9)])
    assert lines(journal) == table(folder)
    assert told(folder) == []


def test_a_torn_last_line_is_normal(five, folder, journal, draft):
    whole = journal.read_bytes()
    row = lines(journal)[0]
    journal.write_bytes(whole + write_line(row)[:30])
    assert five.verify() == []
    five.append([draft("p-1", n=9)])
    assert lines(journal) == table(folder)
    assert told(folder) == []


@pytest.mark.parametrize("cut", range(0, 3000, 97))
def test_a_journal_cut_anywhere_is_completed_from_record_db(five, folder, journal, draft, cut):
    content = journal.read_bytes()
    journal.write_bytes(content[:cut])
    five.append([draft("p-1", n=9)])
    assert lines(journal) == table(folder)
    assert five.verify() == []


def test_an_older_record_db_is_completed_and_it_is_told(five, folder, draft, tmp_path):
    shutil.copy(folder / "record.db", tmp_path)
    five.append([draft("p-1", n=n, id_=f"later-{n}") for n in range(4)])
    shutil.copy(tmp_path / "record.db", folder)
    assert len(five.events("w")) == 3
    assert five.verify() == [
        Damage(
            "w",
            7,
            "record.db lacks it, and record.journal, the second copy, has it; "
            "pe serve mends it when it starts",
        )
    ]
    five.append([draft("p-1", n=9, id_="last")])
    assert ids(five) == ["w-0", "w-1", "w-2", *(f"later-{n}" for n in range(4)), "last"]
    assert five.verify() == []
    assert told(folder) == ["record.db had lost 4 event(s); the other copy had them."]


def test_a_missing_record_db_is_made_anew(five, folder, draft):
    before = table(folder)
    (folder / "record.db").unlink()
    assert {(d.stream, d.seq) for d in five.verify()} == {("v", 2), ("w", 3)}
    with five.hold():
        pass
    assert table(folder) == before
    assert five.verify() == []
    assert told(folder) == ["record.db had lost 5 event(s); the other copy had them."]


def test_a_record_db_of_noise_is_made_anew_and_the_noise_is_kept(five, folder, draft):
    before = table(folder)
    (folder / "record.db").write_bytes(b"noise" * 4000)
    five.append([draft("p-1", n=9, id_="last")])
    assert [row for row in table(folder) if row.id != "last"] == before
    assert (folder / "record.db.damaged-1").read_bytes() == b"noise" * 4000
    assert five.verify() == []
    assert told(folder) == [
        "record.db was damaged and was made anew; the damaged file is kept as record.db.damaged-1."
    ]


def test_damaged_twice_both_damaged_files_are_kept(five, folder, draft):
    for noise in (b"one", b"two"):
        (folder / "record.db").write_bytes(noise * 4000)
        five.append([draft("p-1", n=9)])
    assert (folder / "record.db.damaged-1").read_bytes() == b"one" * 4000
    assert (folder / "record.db.damaged-2").read_bytes() == b"two" * 4000
    assert five.verify() == []


def edit(folder, statement):
    connection = apsw.Connection(str(folder / "record.db"))
    connection.execute("DROP TRIGGER event_update; DROP TRIGGER event_delete")
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET kind = 'other' WHERE id = 'w-1'",
        "DELETE FROM event WHERE id = 'w-1'",
        "UPDATE event SET at = 'x'",
    ],
)
def test_an_edited_record_db_is_found_by_a_look_over_and_made_anew(five, folder, statement):
    before = table(folder)
    edit(folder, statement)
    assert five.verify() != []
    (repair,) = look_over(folder)
    assert "made anew" in repair.what
    assert table(folder) == before
    assert five.verify() == []
    assert look_over(folder) == ()


def test_a_journal_damaged_in_the_middle_is_made_anew(five, folder, journal, draft):
    content = bytearray(journal.read_bytes())
    content[40] ^= 1
    journal.write_bytes(content)
    assert [damage.what for damage in five.verify()] == [
        "record.journal, the second copy, is damaged; pe serve mends it when it starts"
    ]
    five.append([draft("p-1", n=9)])
    assert lines(journal) == table(folder)
    assert (folder / "record.journal.damaged-1").read_bytes() == content
    assert five.verify() == []


def test_both_damaged_at_other_places_are_both_made_anew(five, folder, journal):
    before = table(folder)
    edit(folder, "UPDATE event SET kind = 'other' WHERE id = 'w-1'")
    content = bytearray(journal.read_bytes())
    content[40] ^= 1
    journal.write_bytes(content)
    assert len(look_over(folder)) == 2
    assert table(folder) == lines(journal) == before


def test_what_is_whole_in_neither_is_refused_and_nothing_is_touched(five, folder, journal):
    edit(folder, "UPDATE event SET kind = 'other' WHERE id = 'w-0'")
    content = bytearray(journal.read_bytes())
    content[40] ^= 1
    journal.write_bytes(content)
    before = table(folder)
    with (
        pytest.raises(RecordDamagedError, match="event 1 of w is whole in neither copy"),
        five.hold(),
    ):
        pass
    assert table(folder) == before
    assert journal.read_bytes() == content


def test_two_stories_are_refused(five, folder, draft, tmp_path):
    shutil.copytree(folder, tmp_path / "other")
    other = open_record(tmp_path / "other")
    five.append([draft("p-1", n=1, id_="here")])
    other.append([draft("p-1", n=1, id_="there"), draft("p-1", n=2, id_="there-2")])
    shutil.copy(tmp_path / "other" / "record.db", folder)
    with pytest.raises(RecordDamagedError, match="tell two stories"):
        five.append([draft("p-1", n=3)])
    assert any("another hash" in damage.what for damage in five.verify())


def test_two_stories_of_one_length_are_refused(five, folder, draft, tmp_path):
    shutil.copytree(folder, tmp_path / "other")
    five.append([draft("p-1", n=1, id_="here")])
    open_record(tmp_path / "other").append([draft("p-1", n=1, id_="there")])
    shutil.copy(tmp_path / "other" / "record.db", folder)
    with pytest.raises(RecordDamagedError, match="tell two stories"):
        five.append([draft("p-1", n=3)])


# Failures


def fail(*_: object) -> None:
    raise OSError(5, "Input/output error")


def test_a_journal_that_cannot_be_synced_refuses_and_keeps_nothing(
    five, folder, draft, monkeypatch
):
    with five.hold():
        with monkeypatch.context() as patch:
            patch.setattr(journal_module, "sync", fail)
            with pytest.raises(RecordDiskError, match="Input/output error"):
                five.append([draft("p-1", n=9, id_="refused")])
        assert ids(five) == ["w-0", "w-1", "w-2"]
        assert five.append([draft("p-1", n=9, id_="refused")])[0].status == "new"
    assert five.verify() == []
    assert told(folder) == []


def test_a_failed_commit_takes_its_lines_back(five, folder, journal, draft, monkeypatch):
    def full(*_: object) -> None:
        raise apsw.FullError("no space")

    with five.hold():
        connection = five._writer._store._ledger.connection
        connection.set_commit_hook(full)
        with pytest.raises(RecordFullError):
            five.append([draft("p-1", n=9, id_="refused")])
        assert lines(journal) == table(folder)
        assert five.append([draft("p-1", n=9, id_="refused")])[0].status == "new"
    assert told(folder) == []


def test_lines_that_could_not_be_taken_back_are_kept_and_count_once(
    five, folder, journal, draft, monkeypatch
):
    monkeypatch.setattr(Journal, "take_back", lambda self: None)
    with five.hold():
        five._writer._store._ledger.connection.set_commit_hook(lambda: True)
        with pytest.raises(Exception):  # noqa: B017, PT011 - SQLite's word for a vetoed commit
            five.append([draft("p-1", n=9, id_="unknown")])
        assert five.append([draft("p-1", n=9, id_="unknown")])[0].status == "replay"
    assert ids(five)[-1] == "unknown"
    assert lines(journal) == table(folder)
    assert told(folder) == []  # nobody was told that it is kept


def test_a_mark_that_meets_a_full_disk_does_no_harm(five, folder, journal, draft, monkeypatch):
    write = Journal._write

    def without_room(self, content):
        if b"null" in content:
            self._file.write(content[:5])
            raise OSError(28, "No space left on device")
        write(self, content)

    monkeypatch.setattr(Journal, "_write", without_room)
    with five.hold():
        for number in range(3):
            assert five.append([draft("p-1", n=number)])[0].status == "new"
    assert lines(journal) == table(folder)
    assert five.verify() == []
