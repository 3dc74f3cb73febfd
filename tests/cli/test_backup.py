"""``pe backup`` and ``pe restore`` as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pe_tools.places import home
from pe_tools.record import Draft, open_record

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)


@pytest.fixture
def spoken():
    """Return the record of this test's home, in which one person said something."""
    record = open_record()
    record.append([Draft("clinic", "answered", {"text": "hello"}, NOW, "p-1")])
    return record


@pytest.fixture
def stick(tmp_path):
    path = tmp_path / "stick"
    path.mkdir()
    return path


@pytest.fixture
def keys(tmp_path):
    return tmp_path / "other" / "pe.keys"


@pytest.fixture
def passphrase(monkeypatch):
    monkeypatch.setenv("PE_PASSPHRASE", "nine purple goats")


def test_a_record_goes_there_and_back(pe, spoken, stick, keys, passphrase, monkeypatch, tmp_path):
    saved = pe("backup", stick)
    assert saved.exit_code == 0
    (path,) = stick.iterdir()
    assert saved.output.splitlines() == [
        f"{path}: 1 event(s), verified.",
        f"  clinic: {spoken.head('clinic').text}",
        "It holds no keys. Copy these to another place: pe backup --keys FILE",
    ]
    copied = pe("backup", "--keys", keys)
    assert copied.output.splitlines() == [
        f"{keys}: 2 key(s), 0 erasure(s).",
        "Without the passphrase nobody can use it. Write it anew after each erasure.",
    ]
    monkeypatch.setenv("PE_HOME", str(tmp_path / "new"))
    back = pe("restore", path, "--keys", keys)
    assert back.exit_code == 0
    assert f"{tmp_path / 'new'}: 1 event(s) of " in back.output
    assert [event.body for event in open_record().events("clinic")] == [{"text": "hello"}]
    assert pe("verify", "clinic").exit_code == 0


def test_the_passphrase_is_asked_for(pe, spoken, stick, keys, monkeypatch, tmp_path):
    monkeypatch.delenv("PE_PASSPHRASE", raising=False)
    assert pe("backup", "--keys", keys, typed="nine purple goats\nnine goats\n").exit_code != 0
    assert not keys.exists()
    twice = "nine purple goats\n" * 2
    assert pe("backup", "--keys", keys, typed=twice).exit_code == 0
    pe("backup", stick / "b.zip")
    monkeypatch.setenv("PE_HOME", str(tmp_path / "new"))
    wrong = pe("restore", stick / "b.zip", "--keys", keys, typed="nine purple cows\n")
    assert wrong.exit_code == 2
    assert "The passphrase does not open" in wrong.output
    right = pe("restore", stick / "b.zip", "--keys", keys, typed="nine purple goats\n")
    assert right.exit_code == 0


def test_replacing_tells_where_the_old_one_is_and_that_it_holds_keys(
    pe, spoken, stick, keys, passphrase
):
    pe("backup", stick / "b.zip")
    refused = pe("restore", stick / "b.zip")
    assert refused.exit_code == 2
    assert "Add --replace" in refused.output
    spoken.erase("clinic", "p-1", NOW)
    done = pe("restore", stick / "b.zip", "--replace")
    assert done.exit_code == 0
    assert "1 participant(s) were erased, and stay so." in done.output
    assert f"is in {home() / 'replaced-1'}, with its keys. Delete that folder" in done.output
    assert [event.body for event in open_record().events("clinic")] == [None, None]


@pytest.mark.parametrize("arguments", [["backup"], ["backup", "a.zip", "--keys", "b.keys"]])
def test_it_is_one_or_the_other(pe, spoken, arguments):
    result = pe(*arguments)
    assert result.exit_code == 2
    assert "Name either where the backup goes, or --keys and a file." in result.output


def test_events_and_keys_in_one_folder_are_refused(pe, spoken, stick, passphrase):
    pe("backup", stick)
    result = pe("backup", "--keys", stick / "pe.keys")
    assert result.exit_code == 2
    assert "Events and keys are kept apart" in result.output


@pytest.mark.parametrize("arguments", [["backup", "b.zip"], ["backup", "--keys", "b.keys"]])
def test_a_record_on_a_server_is_sent_to_pg_dump(pe, monkeypatch, arguments, passphrase):
    monkeypatch.setenv("PE_RECORD", "postgresql://db/pe")
    result = pe(*arguments)
    assert result.exit_code == 2
    assert "pg_dump" in result.output


def test_what_is_no_backup_is_refused(pe, tmp_path):
    (tmp_path / "letter.zip").write_text("Dear all")
    result = pe("restore", tmp_path / "letter.zip")
    assert result.exit_code == 2
    assert "it is no backup of a record. Nothing was changed." in result.output


def test_doctor_tells_that_both_copies_agree(pe, spoken):
    result = pe("doctor")
    assert "second copy: agrees with the record" in result.output
    assert "repairs:" not in result.output


def test_doctor_and_verify_tell_what_record_db_lost_and_later_what_was_mended(
    pe, spoken, tmp_path
):
    kept = (home() / "record.db").read_bytes()
    spoken.append([Draft("clinic", "answered", {"text": "more"}, NOW, "p-1")])
    (home() / "record.db").write_bytes(kept)
    told = pe("doctor")
    assert told.exit_code == 1
    assert "second copy: record.db lacks it, and record.journal, the second copy" in told.output
    verified = pe("verify")
    assert verified.exit_code == 1
    assert "clinic, event 2: record.db lacks it" in verified.output
    assert "Then start pe serve, which mends" in verified.output
    spoken.append([Draft("clinic", "answered", {"text": "even more"}, NOW, "p-1")])
    assert pe("verify").exit_code == 0
    later = pe("doctor").output
    assert "second copy: agrees" in later
    assert "record.db had lost 1 event(s); the other copy had them." in later
    assert "Then delete record.repairs." in later


def test_doctor_tells_of_a_record_db_that_cannot_be_read(pe, spoken):
    (home() / "record.db").write_bytes(b"noise" * 4000)
    result = pe("doctor")
    assert result.exit_code == 1
    assert "file is not a database" in result.output
    assert "Start pe serve, which mends what can be." in result.output
