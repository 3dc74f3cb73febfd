"""The same commands with the record on a PostgreSQL server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from pe_tools.record import open_record


@pytest.fixture
def on_server(pe, database, monkeypatch):
    """Run ``pe`` with the record on the server."""
    monkeypatch.setenv("PE_RECORD", database)
    return pe


def sheet(taken):
    return taken("import", "answers.csv", "--kit", "tea", "--workshop", "office")


def test_the_road_from_a_sheet_to_findings_is_the_same(on_server, database, monkeypatch, tmp_path):
    assert sheet(on_server).output == "10 response(s) taken into 'office'.\n"
    assert sheet(on_server).output == "0 response(s) taken into 'office'.\n10 known already.\n"
    there = on_server("findings", "office", "--json")
    assert there.exit_code == 0
    assert on_server("verify", "office").output.startswith("office: whole. Head ")
    assert not [*tmp_path.glob("*.db")]
    monkeypatch.delenv("PE_RECORD")
    sheet(on_server)
    here = on_server("findings", "office", "--json")
    assert [without_head(found) for found in json.loads(there.stdout)] == [
        without_head(found) for found in json.loads(here.stdout)
    ]


def without_head(found):
    return {name: value for name, value in found.items() if name != "head"}


def test_an_empty_record_is_named_without_the_password(on_server, postgres):
    said = on_server("verify").stdout
    assert said == f"There is no record yet in postgresql://127.0.0.1:{postgres.port}/pe.\n"


def test_doctor_names_the_server_its_version_and_how_it_commits(on_server, postgres):
    found = on_server("doctor").stdout
    version = postgres.ask("SHOW server_version")[0][0].split()[0]
    kept = f"PostgreSQL {version}, synchronous_commit on, fsync on, full_page_writes on"
    assert f"ok      kept by: {kept}\n" in found
    assert postgres.password not in found


def test_doctor_tells_of_a_server_that_a_power_cut_would_hurt(on_server, postgres):
    postgres.ask("ALTER SYSTEM SET full_page_writes = off")
    postgres.ask("SELECT pg_reload_conf()")
    time.sleep(0.2)
    result = on_server("doctor")
    postgres.ask("ALTER SYSTEM RESET full_page_writes")
    postgres.ask("SELECT pg_reload_conf()")
    assert result.exit_code == 1
    assert "full_page_writes off\n        -> A power cut may lose answers." in result.stdout


def test_a_server_that_is_away_is_one_sentence(on_server, postgres, monkeypatch):
    url = postgres.url().replace(f":{postgres.port}", ":1")
    monkeypatch.setenv("PE_RECORD", url)
    result = on_server("verify")
    assert result.exit_code == 2
    assert result.stderr == (
        "The server of postgresql://127.0.0.1:1/pe does not answer. Check it and the network, "
        "then send again: what was kept already counts once.\n"
    )


@pytest.fixture
def desk(on_server, tmp_path):
    process = subprocess.Popen([sys.executable, "-m", "pe_tools.room"], env={**os.environ})
    while not open_record().desk():
        assert process.poll() is None
        time.sleep(0.02)
    yield process
    process.kill()
    process.wait()


def test_while_a_desk_runs_the_other_commands_write_straight_to_the_server(on_server, desk):
    assert open_record().holder() == f"pe serve (process {desk.pid})"
    assert sheet(on_server).output == "10 response(s) taken into 'office'.\n"
    desk.terminate()
    assert desk.wait(timeout=20) == 0
    assert open_record().holder() is None
    assert open_record().verify() == []
