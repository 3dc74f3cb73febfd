"""``pe ledger``: what happened when, never what was said."""

import json
import subprocess
import sys
import zipfile

import pytest


@pytest.fixture
def imported(pe):
    """Take in five people's answers as the workshop "tea"."""
    result = pe("import", "answers.csv", "--kit", "tea", "--workshop", "tea")
    assert result.exit_code == 0, result.output
    return pe


def test_the_trail_lists_every_event_and_no_words(imported):
    listed = imported("ledger", "list", "tea").stdout.splitlines()
    kinds = [line.split()[2] for line in listed]
    assert kinds[0] == "workshop-created"
    assert kinds.count("joined") == kinds.count("consent-given") == 5
    assert [int(line.split()[0]) for line in listed] == [*range(1, len(listed) + 1)]
    assert "Green" not in "".join(listed)


def test_the_trail_is_counted_and_filtered(imported):
    assert "     5  joined" in imported("ledger", "list", "tea", "--count").stdout.splitlines()
    consents = imported("ledger", "list", "tea", "--kind", "consent-given").stdout.splitlines()
    assert len(consents) == 5
    subject = consents[0].split()[3]
    own = imported("ledger", "list", "tea", "--subject", subject).stdout.splitlines()
    assert {line.split()[3] for line in own} == {subject}
    assert imported("ledger", "list", "tea", "--since", "2999-01-01").stdout == ""


def test_a_bundle_is_written_and_verifies_by_itself(imported, tmp_path):
    said = imported("ledger", "bundle", "tea", "trail.zip").stdout
    head = said.split("Head ")[1].strip()
    with zipfile.ZipFile("trail.zip") as archive:
        archive.extractall(tmp_path / "trail")
    command = [sys.executable, "-I", str(tmp_path / "trail" / "verify_bundle.py"), "--head", head]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("whole: ")


def test_a_proof_is_printed_as_json(imported):
    last = imported("ledger", "list", "tea").stdout.splitlines()[-1]
    refused = imported("ledger", "prove", "tea", "--event", "nothing")
    assert (refused.exit_code, "has no event 'nothing'" in refused.stderr) == (2, True)
    from pe_tools.record import open_record

    event = open_record().events("tea")[-1]
    proof = json.loads(imported("ledger", "prove", "tea", "--event", event.id).stdout)
    assert proof["hash"].startswith(last.split()[-1])


def test_a_workshop_that_is_not_there_is_named(pe):
    refused = pe("ledger", "bundle", "nobody", "trail.zip")
    assert refused.exit_code == 2
    assert "no workshop 'nobody'" in refused.stderr


def test_the_trail_can_be_verified_by_the_same_command(imported):
    assert imported("ledger", "verify", "tea").stdout.startswith("tea: whole. Head ")
