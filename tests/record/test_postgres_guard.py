"""What the database itself refuses, and how it is asked to keep what it took."""

from __future__ import annotations

import psycopg
import pytest

from pe_tools.record import Record
from pe_tools.record.postgres import Server
from pe_tools.record.postgres.address import parse_address
from pe_tools.record.postgres.connection import ServerConnection, writing
from pe_tools.record.postgres.readings import Readings

COLUMNS = "stream, seq, id, kind, subject, at, body, prev, hash"
NEXT = "INSERT INTO pe_record.event SELECT stream, 2, 'x', kind, subject, at, body, hash, hash"


@pytest.fixture
def record(database, folder, draft):
    """Return a record with one event."""
    record = Record(Server(database, folder))
    record.append([draft(n=1)])
    return record


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE pe_record.event SET body = '{}'", "no update"),
        ("DELETE FROM pe_record.event", "no delete"),
        ("TRUNCATE pe_record.event", "no truncate"),
        ("TRUNCATE pe_record.event CASCADE", "no truncate"),
        (f"{NEXT.replace(' 2,', ' 4,')} FROM pe_record.event", "the seq does not follow"),
        (f"{NEXT.replace(' 2,', ' 1,')} FROM pe_record.event", "the seq does not follow"),
        (
            NEXT.replace("hash, hash", "prev, hash") + " FROM pe_record.event",
            "the prev does not follow",
        ),
        (
            f"{NEXT} FROM pe_record.event ON CONFLICT (id) DO UPDATE SET body = '{{}}'",
            "no update",
        ),
        ("SET session_replication_role = replica; DELETE FROM pe_record.event", "no delete"),
    ],
)
def test_the_table_refuses_all_but_the_next_event_even_of_the_boss(
    record, postgres, statement, says
):
    with pytest.raises(psycopg.errors.RaiseException, match=f"append-only: {says}"):
        postgres.ask(statement)
    assert record.verify() == []
    assert len(record.events("w")) == 1


@pytest.mark.parametrize(
    "values",
    [
        pytest.param("stream, 2, id, kind, subject, at, body, hash, hash", id="a known id"),
        pytest.param("'v', 2, 'x', kind, subject, at, body, hash, hash", id="a stream's second"),
    ],
)
def test_the_table_refuses_a_known_id_and_a_stream_without_a_beginning(record, postgres, values):
    with pytest.raises((psycopg.errors.UniqueViolation, psycopg.errors.RaiseException)):
        postgres.ask(f"INSERT INTO pe_record.event SELECT {values} FROM pe_record.event")
    assert record.verify() == []


def test_the_table_holds_one_erasure_of_a_person(record, postgres, now):
    record.erase("w", "p-1", now)
    with pytest.raises(psycopg.errors.UniqueViolation, match="event_erased"):
        postgres.ask(
            "INSERT INTO pe_record.event SELECT stream, seq + 1, 'x', kind, subject, at, body,"
            " hash, hash FROM pe_record.event WHERE kind = 'erased'"
        )


def test_the_next_event_is_taken_so_that_what_is_refused_is_refused_for_its_fault(
    record, postgres
):
    postgres.ask(f"{NEXT} FROM pe_record.event")
    assert [damage.what for damage in record.verify()] == ["it was changed: its hash does not fit"]


def setting(connection, name):
    return connection.execute(f"SHOW {name}").fetchone()[0]


def test_every_commit_waits_for_the_disk_whatever_is_usual_there(record, postgres, database):
    postgres.ask("ALTER ROLE pe SET synchronous_commit = off")
    connection = ServerConnection(parse_address(database))
    assert setting(connection, "synchronous_commit") == "off"
    with writing(connection):
        assert setting(connection, "synchronous_commit") == "on"
        assert setting(connection, "transaction_isolation") == "read committed"
    connection.close()
    postgres.ask("ALTER ROLE pe RESET synchronous_commit")


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM pe_keys.wrapped", "CREATE TABLE x ()", "DROP SCHEMA pe_keys CASCADE"],
)
def test_a_reader_can_change_nothing(record, database, statement):
    with (
        Readings(parse_address(database)).state("pe_record.event") as connection,
        pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
    ):
        connection.execute(statement)


def test_an_edit_past_the_triggers_is_found(record, postgres):
    head = record.head("w")
    postgres.ask("ALTER TABLE pe_record.event DISABLE TRIGGER event_kept")
    postgres.ask("""UPDATE pe_record.event SET body = '{"n":2}'""")
    assert [damage.what for damage in record.verify()] == ["it was changed: its hash does not fit"]
    postgres.ask("DELETE FROM pe_record.event")
    assert [damage.what for damage in record.verify([head])] == [
        "the event of the noted head is missing: a cut tail"
    ]


def test_names_sort_and_come_back_as_they_are_in_files(record, draft, now, tmp_path):
    from pe_tools.record import Draft, open_record

    names = ["a", "B", "_", "é", "z", "Z", "ا", "\U0001f600", "a b", "a'b", "a\\b", "%s", "?"]
    drafts = [Draft(name, "k", {"text": name}, now, name, f"id {name}") for name in names]
    files = open_record(tmp_path / "files")
    record.append(drafts)
    files.append(drafts)
    assert record.streams() == tuple(sorted({*files.streams(), "w"}))
    assert [record.events(name)[0].body for name in names] == [{"text": name} for name in names]
    assert {record.head(n).seq for n in names} == {1}
    assert record.verify() == []
