"""The commands that need no workshop."""

import os

import pytest

from pe_tools.cli import checks
from pe_tools.places import home, shipped


def test_new_copies_notebooks_and_kits_to_change(pe, tmp_path):
    result = pe("new", "mine")
    assert result.exit_code == 0
    for name in ("notebooks", "workshop_kits"):
        copied = {path.name for path in (tmp_path / "here" / "mine" / name).iterdir()}
        assert {
            path.name for path in shipped(name).iterdir() if path.name[0] not in "._"
        } <= copied


def test_new_never_overwrites(pe, tmp_path):
    kept = tmp_path / "here" / "mine" / "workshop_kits"
    kept.mkdir(parents=True)
    result = pe("new", "mine")
    assert result.exit_code == 2
    assert "is there already and was not overwritten" in result.stderr
    assert [path.name for path in kept.parent.iterdir()] == ["workshop_kits"]


def test_kit_check_knows_a_kit_by_name_and_by_folder(pe):
    for name in ("tea", home() / "kits" / "tea"):
        result = pe("kit", "check", name)
        assert result.exit_code == 0
        assert result.stdout.endswith("tea: no problems.\n")


def test_kit_check_lists_every_problem_with_its_line(pe):
    file = home() / "kits" / "tea" / "kit.yaml"
    text = file.read_text().replace("scales: [taste]", "scales: [tast]")
    file.write_text(text.replace("minutes: 20", "minutes: 25"))
    result = pe("kit", "check", "tea")
    assert result.exit_code == 1
    assert "line 5" in result.stdout  # minutes: 30, but the agenda has 35
    assert "line 23" in result.stdout  # no scale 'tast'
    assert result.stdout.endswith("2 problem(s).\n")


def test_kit_check_of_an_unknown_kit_names_the_known(pe):
    result = pe("kit", "check", "coffee")
    assert result.exit_code == 2
    assert "tea" in result.stderr


def test_doctor_finds_this_machine_well(pe):
    result = pe("doctor")
    assert result.exit_code == 0, result.output
    assert "missing" not in result.stdout
    assert f"folder of the record: {home()}" in result.stdout


def test_doctor_gives_a_remedy_and_ends_with_1_where_something_needed_is_missing(pe, monkeypatch):
    monkeypatch.setattr(checks, "FREE_BYTES", 2**80)
    result = pe("doctor")
    assert result.exit_code == 1
    assert "missing disk:" in result.stdout
    assert "        -> Free at least 0.5 GB." in result.stdout


def test_what_only_tests_need_is_advice(pe, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("PE_CHROMIUM", raising=False)
    result = pe("doctor")
    assert result.exit_code == 0
    assert "advice  Chromium: not there" in result.stdout


@pytest.mark.parametrize(
    ("name", "oldest", "is_well"),
    [("click", "8.0", True), ("click", "99.1", False), ("no-such-package", "1", False)],
)
def test_a_package_is_compared_with_the_oldest_that_does(name, oldest, is_well):
    check = checks.package(name, oldest)
    assert check.is_well is is_well
    assert check.remedy == f"Run: pip install '{name}>={oldest}'"


def test_doctor_names_a_folder_that_cannot_be_written(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # the tests may run as root
    assert not checks.folder().is_well


def test_doctor_names_who_holds_the_record(pe):
    from pe_tools.record import open_record

    with open_record() as record, record.hold():
        assert "advice  record: held by" in pe("doctor").stdout
    assert "ok      record: free" in pe("doctor").stdout
