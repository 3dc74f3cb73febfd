"""Whoever writes into the file past the record is found out."""

from __future__ import annotations

import shutil
from base64 import b64decode, b64encode
from datetime import UTC, datetime

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pe_tools.record import Damage, Draft, Head, open_record
from pe_tools.record.chain import Row, genesis, link

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
SIZE = 8
OTHERS = {
    "stream": st.just("v"),
    "seq": st.integers(SIZE + 1, SIZE + 9),
    "id": st.text(st.characters(codec="ascii"), min_size=1, max_size=4),
    "kind": st.sampled_from(["joined", "conflict", "erased"]),
    "subject": st.sampled_from(["", "p-9"]),
    "at": st.just("2026-03-01T15:00:00+00:00"),
    "body": st.sampled_from(["{}", '{"n":99}', '"AAAA"', '{ "n":1}', "null", "["]),
    "prev": st.sampled_from(["", "0" * 64, "zz"]),
    "hash": st.sampled_from(["", "0" * 64, "zz"]),
}
places = st.integers(1, SIZE)


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """Return a folder with eight events: four of participants, four in the open.

    It has no second copy: whoever can write into the one file can delete the other.
    """
    folder = tmp_path_factory.mktemp("original")
    with open_record(folder) as record, record.hold():
        for n in range(SIZE):
            subject = f"p-{n}" if n % 2 else ""
            record.append([Draft("w", "answered", {"n": n}, NOW, subject, f"id-{n}")])
    (folder / "record.journal").unlink()
    return folder


@pytest.fixture(scope="module")
def tamper(original, tmp_path_factory):
    """Return a way to change a copy of the file, its triggers dropped, and to verify it."""
    folder = tmp_path_factory.mktemp("changed")

    def change(*statements, heads=()):
        shutil.copytree(original, folder, dirs_exist_ok=True)
        connection = apsw.Connection(str(folder / "record.db"))
        connection.execute("PRAGMA synchronous = OFF; BEGIN")
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='trigger'"):
            connection.execute(f"DROP TRIGGER {name}")
        for statement, *values in statements:
            connection.execute(statement, values)
        connection.execute("COMMIT")
        connection.close()
        return open_record(folder).verify(heads)

    return change


@pytest.fixture(scope="module")
def rows(original):
    connection = apsw.Connection(str(original / "record.db"), flags=apsw.SQLITE_OPEN_READONLY)
    found = [*map(Row._make, connection.execute("SELECT * FROM event ORDER BY seq"))]
    connection.close()
    return found


def put(row):
    return ("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)


def rewritten(rows):
    """Return statements that put these rows in place, with a chain that fits them."""
    statements, prev = [("DELETE FROM event",)], genesis("w")
    for seq, row in enumerate(rows, 1):
        moved = row._replace(seq=seq, prev=prev)
        prev = link(moved)
        statements.append(put(moved._replace(hash=prev)))
    return statements


def test_an_untouched_file_verifies(tamper):
    assert tamper() == []


@settings(max_examples=60)
@given(place=places, column=st.sampled_from(sorted(OTHERS)), data=st.data())
def test_any_edited_event_is_found(tamper, rows, place, column, data):
    before = getattr(rows[place - 1], column)
    value = data.draw(OTHERS[column].filter(lambda other: other != before))
    damages = tamper((f"UPDATE event SET {column} = ? WHERE seq = ?", value, place))
    assert damages != []


@settings(max_examples=40)
@given(place=places, position=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_any_edited_byte_of_a_body_is_found(tamper, rows, place, position, flip):
    body = bytearray(rows[place - 1].body.encode())
    body[position % len(body)] ^= flip
    text = body.decode("latin-1")
    damages = tamper(("UPDATE event SET body = ? WHERE seq = ?", text, place))
    assert Damage("w", place, "it was changed: its hash does not fit") in damages


@given(place=st.integers(1, SIZE - 1))
def test_any_removed_event_is_found(tamper, place):
    damages = tamper(("DELETE FROM event WHERE seq = ?", place))
    assert (
        Damage("w", place + 1, f"events are missing: the one before it is {place - 1}") in damages
    )


@given(place=places)
def test_any_removed_event_is_found_though_all_after_it_moved_up(tamper, place):
    damages = tamper(
        ("DELETE FROM event WHERE seq = ?", place),
        ("UPDATE event SET seq = -seq WHERE seq > ?", place),
        ("UPDATE event SET seq = -seq - 1 WHERE seq < 0",),
    )
    assert damages != [] or place == SIZE  # a cut tail: see below


@settings(max_examples=30)
@given(pair=st.lists(places, min_size=2, max_size=2, unique=True))
def test_any_two_swapped_events_are_found(tamper, pair):
    one, two = pair
    damages = tamper(
        ("UPDATE event SET seq = -1 WHERE seq = ?", one),
        ("UPDATE event SET seq = ? WHERE seq = ?", one, two),
        ("UPDATE event SET seq = ? WHERE seq = -1", two),
    )
    assert damages != []


@given(place=places)
def test_any_inserted_event_is_found(tamper, rows, place):
    forged = rows[place - 1]._replace(id="forged", kind="joined", subject="", body="{}")
    forged = forged._replace(hash=link(forged))
    damages = tamper(
        ("UPDATE event SET seq = -seq WHERE seq >= ?", place),
        ("UPDATE event SET seq = 1 - seq WHERE seq < 0",),
        put(forged),
    )
    assert damages != []


@given(place=places)
def test_a_story_retold_with_a_chain_that_fits_is_found_by_a_noted_head(tamper, rows, place):
    told = [row for row in rows if row.seq != place]
    head = Head.parse("w", Head("w", SIZE, rows[-1].hash).text)
    assert tamper(*rewritten(told)) == []  # by itself it is whole
    assert tamper(*rewritten(told), heads=[head]) != []


@given(left=st.integers(0, SIZE - 1))
def test_a_cut_tail_is_found_by_a_noted_head(tamper, rows, left):
    head = Head("w", SIZE, rows[-1].hash)
    cut = ("DELETE FROM event WHERE seq > ?", left)
    assert tamper(cut) == []
    assert tamper(cut, heads=[head]) == [
        Damage("w", SIZE, "the event of the noted head is missing: a cut tail")
    ]


def test_events_after_a_noted_head_are_no_damage(tamper, rows):
    heads = [Head(row.stream, row.seq, row.hash) for row in rows]
    assert tamper(heads=heads) == []


def test_a_head_of_a_stream_that_is_gone_is_found(tmp_path, original):
    head = open_record(original).head("w")
    assert [damage.seq for damage in open_record(tmp_path / "none").verify([head])] == [SIZE]


@settings(max_examples=40)
@given(place=st.sampled_from([2, 4, 6, 8]), position=st.integers(0, 10_000))
def test_a_changed_seal_is_found_though_the_chain_was_made_to_fit(tamper, rows, place, position):
    row = rows[place - 1]
    seal = bytearray(b64decode(row.body[1:-1]))
    seal[position % len(seal)] ^= 1
    changed = [*rows]
    changed[place - 1] = row._replace(body=f'"{b64encode(seal).decode()}"')
    assert tamper(*rewritten(changed)) == [Damage("w", place, "its seal is broken")]


@pytest.mark.parametrize("column", ["subject", "kind", "id"])
def test_a_seal_put_elsewhere_is_found_though_the_chain_was_made_to_fit(tamper, rows, column):
    other = {"subject": rows[3].subject, "kind": "joined", "id": "id-other"}[column]
    changed = [rows[0], rows[1]._replace(**{column: other}), *rows[2:]]
    assert tamper(*rewritten(changed)) == [Damage("w", 2, "its seal is broken")]


def test_a_seal_put_into_another_stream_is_found(tamper, rows):
    moved = rows[1]._replace(stream="v", seq=1, id="id-other", prev=genesis("v"))
    assert tamper(put(moved._replace(hash=link(moved)))) == [
        Damage("v", 1, "its key is missing, and no erasure is on record")
    ]


def test_a_missing_key_without_an_erasure_is_found(original, tmp_path):
    folder = shutil.copytree(original, tmp_path / "copy")
    connection = apsw.Connection(str(folder / "keys.db"))
    connection.execute("DELETE FROM wrapped WHERE subject = 'p-3'")
    connection.close()
    assert open_record(folder).verify() == [
        Damage("w", 4, "its key is missing, and no erasure is on record")
    ]
