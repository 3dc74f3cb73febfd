"""The tables of events and of keys, in two schemas, and the triggers that guard the events."""

from __future__ import annotations

from pathlib import Path

from pe_tools.errors import RecordDamagedError, RecordServerError
from pe_tools.record.postgres.address import Address
from pe_tools.record.postgres.connection import ServerConnection, has_table, writing
from pe_tools.record.postgres.locks import ALONE

EVENTS = "pe_record.event"
KEYS = "pe_keys.wrapped"

SCHEMA = """
CREATE SCHEMA pe_record;
CREATE TABLE pe_record.event (
  stream text COLLATE "C" NOT NULL, seq bigint NOT NULL, id text COLLATE "C" NOT NULL,
  kind text NOT NULL, subject text COLLATE "C" NOT NULL, at text NOT NULL, body text NOT NULL,
  prev text NOT NULL, hash text NOT NULL,
  CONSTRAINT event_place PRIMARY KEY (stream, seq));
CREATE UNIQUE INDEX event_id ON pe_record.event (id);
CREATE UNIQUE INDEX event_erased ON pe_record.event (stream, subject) WHERE kind = 'erased';

CREATE FUNCTION pe_record.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'append-only: no %', lower(TG_OP) USING ERRCODE = 'raise_exception'; END
$$;
CREATE FUNCTION pe_record.follow() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE last record;
  BEGIN
    SELECT seq, hash INTO last FROM pe_record.event
      WHERE stream = NEW.stream ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> 1 + coalesce(last.seq, 0) THEN
      RAISE EXCEPTION 'append-only: the seq does not follow';
    END IF;
    IF NEW.prev <> last.hash THEN
      RAISE EXCEPTION 'append-only: the prev does not follow';
    END IF;
    RETURN NEW;
  END
$$;
CREATE TRIGGER event_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON pe_record.event
  FOR EACH STATEMENT EXECUTE FUNCTION pe_record.refuse();
CREATE TRIGGER event_follows BEFORE INSERT ON pe_record.event
  FOR EACH ROW EXECUTE FUNCTION pe_record.follow();
ALTER TABLE pe_record.event ENABLE ALWAYS TRIGGER event_kept;
ALTER TABLE pe_record.event ENABLE ALWAYS TRIGGER event_follows;

CREATE TABLE pe_record.about (id text NOT NULL, version integer NOT NULL);
INSERT INTO pe_record.about VALUES (gen_random_uuid(), 1);

CREATE SCHEMA pe_keys;
CREATE TABLE pe_keys.wrapped (
  stream text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL, kek text NOT NULL,
  key bytea NOT NULL, PRIMARY KEY (stream, subject));
CREATE TABLE pe_keys.erasure (
  stream text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL, id text NOT NULL,
  at text NOT NULL, kek text NOT NULL, PRIMARY KEY (stream, subject));
"""
_ENCODING = "SELECT current_setting('server_encoding')"


def make_tables(connection: ServerConnection, address: Address) -> None:
    """Make the tables if there are none; many processes may try at once."""
    if _are_there(connection, address):
        return
    with writing(connection, ALONE):
        if not _are_there(connection, address):
            _check_encoding(connection, address)
            connection.execute(SCHEMA)


def name_of_record(connection: ServerConnection) -> str:
    """Return the random name that a record got when its tables were made."""
    ((name,),) = connection.execute("SELECT id FROM pe_record.about")
    return str(name)


def keks_folder(home: Path, name: str) -> Path:
    """Return where kek.json of a record is: never with that of another record."""
    return home / f"record-{name}"


def _are_there(connection: ServerConnection, address: Address) -> bool:
    has_events, has_keys = (has_table(connection, name) for name in (EVENTS, KEYS))
    if has_events and not has_keys:
        raise RecordDamagedError(record=address.name, what="the schema pe_keys is missing.")
    return has_events


def _check_encoding(connection: ServerConnection, address: Address) -> None:
    ((found,),) = connection.execute(_ENCODING)
    if found != "UTF8":
        what = f"this database is in {found}, and the record needs UTF8"
        raise RecordServerError(record=address.name, what=what)
