"""The table of events, and the triggers that keep it append-only."""

from __future__ import annotations

FILE = "record.db"
VERSION = "PRAGMA user_version = 1;"

SCHEMA = """
CREATE TABLE event (
  stream TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
  subject TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL,
  prev TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY (stream, seq)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX event_id ON event (id);
CREATE UNIQUE INDEX event_erased ON event (stream, subject) WHERE kind = 'erased';

CREATE TRIGGER event_update BEFORE UPDATE ON event
  BEGIN SELECT RAISE(ABORT, 'append-only: no update'); END;
CREATE TRIGGER event_delete BEFORE DELETE ON event
  BEGIN SELECT RAISE(ABORT, 'append-only: no delete'); END;
CREATE TRIGGER event_id_known BEFORE INSERT ON event
  WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'append-only: the id is known'); END;
CREATE TRIGGER event_seq BEFORE INSERT ON event
  WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM event WHERE stream = NEW.stream), 0)
  BEGIN SELECT RAISE(ABORT, 'append-only: the seq does not follow'); END;
CREATE TRIGGER event_prev BEFORE INSERT ON event
  WHEN NEW.prev <> (SELECT hash FROM event WHERE stream = NEW.stream AND seq = NEW.seq - 1)
  BEGIN SELECT RAISE(ABORT, 'append-only: the prev does not follow'); END;
"""
