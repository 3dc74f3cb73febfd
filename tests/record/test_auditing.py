"""An auditor's bundle is checked by a script that has nothing but Python."""

import json
import random
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime

import pytest

from pe_tools.errors import UnknownEventError
from pe_tools.record import Draft, open_record
from pe_tools.record.auditing import SCRIPT, prove, write_bundle

NOW = datetime(2026, 3, 5, 14, 20, tzinfo=UTC)
SAID = "only for the room"


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    with open_record(tmp_path_factory.mktemp("home")) as record:
        record.append(
            Draft("clinic", "round-opened", {"step": "é\n\u2028"}, NOW) for _ in range(3)
        )
        for number in range(7):
            record.append([Draft("clinic", "answered", {"said": SAID}, NOW, f"p-{number}")])
        record.append([Draft("other", "round-opened", {}, NOW)])
        yield record


@pytest.fixture
def bundle(record, tmp_path):
    write_bundle(record, "clinic", tmp_path / "trail.zip")
    with zipfile.ZipFile(tmp_path / "trail.zip") as archive:
        archive.extractall(tmp_path / "trail")
    return tmp_path / "trail"


def audit(folder, *options):
    """Run the script alone: no site-packages, no variables, no package of ours."""
    command = [sys.executable, "-I", "-S", str(folder / SCRIPT.name), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_the_script_is_short_enough_to_read():
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 100


def test_a_whole_bundle_verifies_and_names_the_head_that_reports_print(bundle, record):
    head = record.head("clinic").text
    assert audit(bundle) == (0, f"whole: 10 events, head {head}\n")
    assert audit(bundle, "--head", head)[0] == 0


def test_a_bundle_holds_no_key_and_nothing_that_was_said(bundle, record):
    keks = json.loads((record.folder / "kek.json").read_text(encoding="utf-8"))["keys"]
    assert keks
    for path in bundle.iterdir():
        assert SAID not in path.read_text(encoding="utf-8")
        assert not [kek for kek in keks if kek["key"] in path.read_text(encoding="utf-8")]
    assert sorted(path.name for path in bundle.iterdir()) == [
        "events.txt",
        "heads.json",
        "verify_bundle.py",
    ]


def test_the_same_record_gives_the_same_bytes(record, tmp_path):
    for name in ("a.zip", "b.zip"):
        write_bundle(record, "clinic", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def lines_of(bundle):
    return (bundle / "events.txt").read_text(encoding="utf-8").split("\n")[:-1]


def write_lines(bundle, lines):
    text = "".join(f"{line}\n" for line in lines)
    (bundle / "events.txt").write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(lambda lines: lines[:4] + lines[5:], id="removed"),
        pytest.param(lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]], id="swapped"),
        pytest.param(lambda lines: [*lines[:4], lines[3], *lines[4:]], id="inserted"),
        pytest.param(lambda lines: lines[:-1], id="cut tail"),
        pytest.param(lambda lines: lines[1:], id="cut front"),
        pytest.param(lambda lines: [], id="emptied"),
    ],
)
def test_events_that_do_not_stand_as_they_were_put_are_found(bundle, damaged):
    write_lines(bundle, damaged(lines_of(bundle)))
    code, said = audit(bundle)
    assert code == 1
    assert said.startswith("NOT WHOLE")


def test_any_changed_byte_is_found(bundle):
    whole = (bundle / "events.txt").read_bytes()
    places = random.Random(7).sample(range(len(whole)), 25)
    for place in places:
        changed = bytearray(whole)
        changed[place] = ord("0") if changed[place] != ord("0") else ord("1")
        (bundle / "events.txt").write_bytes(changed)
        command = [sys.executable, "-I", "-S", str(bundle / SCRIPT.name)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_a_cut_tail_with_a_head_to_fit_is_found_by_a_head_noted_before(bundle, record):
    noted = record.head("clinic").text
    shorter = lines_of(bundle)[:-2]
    write_lines(bundle, shorter)
    groups = [shorter[-1][at : at + 4] for at in range(0, 32, 4)]
    claimed = json.loads((bundle / "heads.json").read_text(encoding="utf-8"))
    claimed["head"] = " ".join(["8", *groups])
    (bundle / "heads.json").write_text(json.dumps(claimed), encoding="utf-8")
    assert audit(bundle)[0] == 1  # the root does not fit either
    claimed["root"] = root_by_script(bundle)
    (bundle / "heads.json").write_text(json.dumps(claimed), encoding="utf-8")
    assert audit(bundle)[0] == 0  # a shorter story, told well
    assert audit(bundle, "--head", noted) == (
        1,
        "NOT WHOLE: the head that you noted is not in it.\n",
    )


def root_by_script(bundle):
    script = {"__name__": "bundle", "__file__": str(bundle / SCRIPT.name)}
    exec(SCRIPT.read_text(encoding="utf-8"), script)
    return script["root_of"]([line.split()[0] for line in lines_of(bundle)])


def test_one_event_is_proved_without_the_others(record, bundle, tmp_path):
    mine = record.events("clinic")[5]
    proof = dict(prove(record, "clinic", mine.id))
    assert proof["seq"] == 6
    shown = json.dumps(proof)
    for event in record.events("clinic"):
        assert (event.hash in shown) is (event.id == mine.id)
    path = tmp_path / "proof.json"
    path.write_text(shown, encoding="utf-8")
    assert audit(bundle, "--proof", str(path)) == (0, "proved: event 6 of 10 is in the record\n")
    path.write_text(json.dumps(proof | {"seq": 7}), encoding="utf-8")
    assert audit(bundle, "--proof", str(path))[0] == 1
    path.write_text(json.dumps(proof | {"hash": "00" * 32}), encoding="utf-8")
    assert audit(bundle, "--proof", str(path))[0] == 1


def test_an_event_that_is_not_there_is_not_proved(record):
    with pytest.raises(UnknownEventError):
        prove(record, "other", record.events("clinic")[0].id)


def test_a_bundle_that_cannot_be_written_leaves_nothing(record, tmp_path):
    with pytest.raises(UnknownEventError):
        write_bundle(record, "nobody", tmp_path / "trail.zip")
    assert [*tmp_path.iterdir()] == []
    shutil.rmtree(tmp_path)
    with pytest.raises(FileNotFoundError):
        write_bundle(record, "clinic", tmp_path / "trail.zip")
