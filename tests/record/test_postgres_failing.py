"""What a person is told when the server fails, and how it goes on after that."""

from __future__ import annotations

import os
import shutil
import subprocess
import traceback
from contextlib import suppress

import psycopg
import pytest

from pe_tools.errors import (
    RecordBusyError,
    RecordFullError,
    RecordLoginError,
    RecordReadOnlyError,
    RecordServerError,
    RecordUnreachableError,
    UnsupportedRecordError,
)
from pe_tools.record import Record, open_record
from pe_tools.record.postgres import Server, connection
from pe_tools.record.postgres.connection import ServerConnection

OURS = "FROM pg_stat_activity WHERE application_name = 'pe_tools'"
HANG_UP = f"SELECT pg_terminate_backend(pid) {OURS}"


@pytest.fixture
def record(database, folder):
    return Record(Server(database, folder))


def at(url, folder):
    return Record(Server(url, folder))


def test_the_environment_names_the_database(monkeypatch, database, folder, draft):
    monkeypatch.setenv("PE_RECORD", database)
    monkeypatch.setenv("PE_HOME", str(folder))
    open_record().append([draft("p-1", n=1)])
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["kek.json"]
    assert open_record().events("w")[0].body == {"n": 1}


def test_its_name_holds_neither_user_nor_password(postgres, folder):
    assert at(postgres.url(), folder).name == f"postgresql://127.0.0.1:{postgres.port}/pe"


def check_it_holds_no_password(refusal, password):
    told = "".join(traceback.format_exception(refusal.value))
    assert password not in told


def test_a_server_that_is_not_there(postgres, folder, draft):
    absent = postgres.url().replace(f":{postgres.port}", ":1")
    for use in (lambda r: r.append([draft(n=1)]), lambda r: r.events("w"), lambda r: r.verify()):
        with pytest.raises(RecordUnreachableError) as refusal:
            use(at(absent, folder))
        assert str(refusal.value) == (
            "The server of postgresql://127.0.0.1:1/pe does not answer. Check it and the "
            "network, then send again: what was kept already counts once."
        )
        check_it_holds_no_password(refusal, postgres.password)


@pytest.mark.parametrize("wrong", ["password", "user", "database", "no password"])
def test_who_is_not_let_in(postgres, folder, wrong):
    url = {
        "password": postgres.url().replace(postgres.password, "guessed"),
        "user": postgres.url("nobody"),
        "database": postgres.url(database="absent"),
        "no password": postgres.url().replace(f":{postgres.password}", ""),
    }[wrong]
    with pytest.raises(RecordLoginError, match="Check user, password and database") as refusal:
        at(url, folder).streams()
    check_it_holds_no_password(refusal, postgres.password)
    check_it_holds_no_password(refusal, "guessed")


def test_who_may_not_make_tables(postgres, folder, draft):
    postgres.ask("CREATE ROLE guest LOGIN")
    postgres.ask(f"ALTER ROLE guest PASSWORD '{postgres.password}'")
    with pytest.raises(RecordLoginError, match="'guest' in, or not far enough"):
        at(postgres.url("guest"), folder).append([draft(n=1)])
    postgres.ask("DROP ROLE guest")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://pe:sesame@db:5x/pe",
        "postgresql://pe:ses ame@db/pe?password=sesame",
        "postgres://[:sesame@",
    ],
)
def test_an_address_that_cannot_be_read(monkeypatch, folder, url):
    monkeypatch.setenv("PE_RECORD", url)
    with pytest.raises((UnsupportedRecordError, RecordUnreachableError)) as refusal:
        open_record().streams()
    check_it_holds_no_password(refusal, "sesame")


def test_a_connection_that_was_lost_while_idle_is_made_anew(record, postgres, draft):
    with record.hold():
        record.append([draft(n=1)])
        postgres.ask(HANG_UP)
        assert record.append([draft(n=2)])[0].status == "new"
    assert [event.body for event in record.events("w")] == [{"n": 1}, {"n": 2}]


def test_a_reader_that_was_cut_off_while_idle_connects_anew(record, postgres, draft):
    record.append([draft("p-1", n=1)])
    before = record.events("w")
    assert postgres.ask(f"SELECT count(*) {OURS}") != [(0,)]  # something was kept at hand
    postgres.ask(HANG_UP)
    assert record.events("w") == before


def test_a_copy_of_a_process_reads_over_connections_of_its_own(record, database, draft):
    record.append([draft("p-1", n=1)])
    events = record.events("w")
    child = os.fork()
    if not child:
        os._exit(0 if record.events("w") == events and record.verify() == [] else 1)
    assert [record.events("w") for _ in range(20)] == [events] * 20
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert record.events("w") == events


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_connection_lost_at_a_commit_is_settled_by_sending_again(
    record, postgres, draft, monkeypatch, moment
):
    execute, lost = ServerConnection.execute, []

    def hang_up(self, statement, values=()):
        is_due = statement == "COMMIT" and not lost
        if not is_due:
            return execute(self, statement, values)
        lost.append(statement)
        if moment == "after":
            execute(self, statement, values)
        postgres.ask(HANG_UP)
        return execute(self, "SELECT 1")

    with record.hold():
        record.append([draft("p-1", id_="a", n=1)])
        monkeypatch.setattr(ServerConnection, "execute", hang_up)
        (receipt,) = record.append([draft("p-1", id_="b", n=2)])
    assert lost
    assert receipt.status == {"before": "new", "after": "replay"}[moment]
    assert receipt.hash == record.head("w").hash
    assert [event.id for event in record.events("w")] == ["a", "b"]
    assert record.verify() == []


def test_a_server_that_is_away_for_a_while_refuses_and_goes_on_by_itself(record, postgres, draft):
    with record.hold():
        record.append([draft("p-1", id_="a", n=1)])
        postgres.stop()
        with pytest.raises(RecordUnreachableError, match="send again: what was kept already"):
            record.append([draft("p-1", id_="b", n=2)])
        postgres.start()
        assert record.append([draft("p-1", id_="b", n=2)])[0].seq == 2
    assert record.verify() == []


def test_a_server_that_can_only_be_read(record, postgres, draft):
    record.append([draft("p-1", n=1)])
    postgres.ask("ALTER DATABASE pe SET default_transaction_read_only = on")
    try:
        with pytest.raises(RecordReadOnlyError, match="can only be read just now"):
            record.append([draft("p-1", n=2)])
        assert record.events("w")[0].body == {"n": 1}
    finally:
        postgres.ask("ALTER DATABASE pe RESET default_transaction_read_only", database="postgres")
    assert record.append([draft("p-1", n=2)])[0].seq == 2


def test_a_lock_that_is_not_let_go_is_busy(record, postgres, draft, monkeypatch):
    monkeypatch.setattr(connection, "_WRITE", connection._WRITE.replace("'10s'", "'200ms'"))
    record.append([draft(n=1)])
    with psycopg.connect(postgres.url("boss")) as other:
        other.execute("LOCK TABLE pe_record.event")
        with pytest.raises(RecordBusyError, match="Try again in a moment"):
            record.append([draft(n=2)])
    assert record.append([draft(n=2)])[0].seq == 2


def test_a_database_in_another_encoding_is_refused(postgres, folder, draft):
    postgres.ask("CREATE DATABASE narrow OWNER pe ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(RecordServerError, match="is in LATIN1, and the record needs UTF8"):
            at(postgres.url(database="narrow"), folder).append([draft(n=1)])
    finally:
        postgres.ask("DROP DATABASE narrow WITH (FORCE)")


@pytest.fixture
def small_disk(postgres, tmp_path):
    """Mount a file system of 24 MB inside the server's folder; skip where that is not allowed."""
    place = postgres.folder / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    with suppress(FileNotFoundError):
        if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
            shutil.chown(place, "postgres", "postgres")
            yield place
            subprocess.run(["umount", str(place)], check=True)
            return
    pytest.skip("needs the right to mount")


def test_a_full_disk_refuses_keeps_all_and_takes_again_when_there_is_space(
    small_disk, postgres, folder, draft
):
    postgres.ask(f"CREATE TABLESPACE small LOCATION '{small_disk}'")
    postgres.ask("CREATE DATABASE full_one OWNER pe TABLESPACE small")
    try:
        ballast = small_disk / "ballast"
        ballast.write_bytes(b"x" * 4_000_000)
        record = at(postgres.url(database="full_one"), folder)
        with record.hold():
            kept = fill(record, draft)
            assert len(record.events("w")) == kept
            ballast.unlink()
            again = record.append([draft("p-1", id_=f"id-{kept}", text="x" * 90_000)])
            assert again[0].seq == kept + 1
        assert record.verify() == []
    finally:
        postgres.ask("DROP DATABASE full_one WITH (FORCE)")
        postgres.ask("DROP TABLESPACE small")


def fill(record, draft):
    for number in range(1000):
        try:
            record.append([draft("p-1", id_=f"id-{number}", text="x" * 90_000)])
        except RecordFullError:
            return number
    raise AssertionError("the disk never got full")
