"""``pe notice`` and ``pe community``: what people are told, and what their group decided."""

import pytest

from pe_tools.record import open_record
from pe_tools.tables import open_tables
from pe_tools.workshop import Host

RECIPIENT = ("--set", "recipient=The ministry.", "--say", "en=The ministry reads it.")


def told() -> Host:
    return Host(open_record(), "office")


def test_the_notice_is_printed_as_a_file_that_can_be_set_again(taken, tmp_path):
    shown = taken("notice", "show", "office")
    assert "purpose: Which tea do we buy?" in shown.output
    assert "# Notice 1 of office." in shown.output
    (tmp_path / "same.yaml").write_text(shown.output)
    again = taken("notice", "new", "office", "--file", tmp_path / "same.yaml")
    assert again.exit_code == 2
    assert "The notice says this already." in again.stderr


def test_a_change_that_matters_says_whom_it_stops_and_asks_first(taken):
    asked = taken("notice", "new", "office", *RECIPIENT, typed="n\n")
    assert "This changes: recipient. 5 consent(s) hold now." in asked.output
    assert told().find().state.arrivals.notice is None
    sure = taken("notice", "new", "office", *RECIPIENT, typed="y\n")
    assert "Notice 2 of 'office' is set." in sure.output
    notice = told().notice()
    assert notice.changed == ("recipient",)
    assert notice.text("en")[-1] == "The ministry reads it."
    assert notice.text("fr") == notice.text("en"), "the old words would hide the change"
    with open_record() as record:
        assert open_tables(record, "office", purpose="room").left_out.stale == 5


def test_a_changed_wording_stops_nobody(taken, tmp_path):
    words = taken("notice", "show", "office").output
    (tmp_path / "n.yaml").write_text(words.replace("We do not ask your name.", "No names."))
    result = taken("notice", "new", "office", "--file", tmp_path / "n.yaml", "--yes")
    assert result.output.startswith("No field changes, so what people allowed still holds.")
    with open_record() as record:
        assert len(open_tables(record, "office", purpose="room").people) == 5


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("texts: [1", "not YAML"),
        ("textes: {}", "textes: Extra inputs are not permitted."),
        ("texts: {en: One text.}", "texts.en: Input should be a valid tuple."),
    ],
)
def test_a_file_that_is_no_notice_is_refused_with_the_place(taken, tmp_path, text, refusal):
    (tmp_path / "n.yaml").write_text(text)
    result = taken("notice", "new", "office", "--file", tmp_path / "n.yaml", "--yes")
    assert result.exit_code == 2
    assert refusal in result.stderr


def test_a_field_without_a_text_is_refused(taken):
    result = taken("notice", "new", "office", "--set", "recipient")
    assert "'recipient' is not NAME=TEXT." in result.stderr


def test_what_a_community_refused_is_not_exported(taken):
    about = ("--about", "open", "--by", "Tea circle", "--how", "by vote")
    noted = taken("community", "decide", "office", "no", *about, "--until", "2999-12-31")
    assert noted.output == "Noted for 'office': no to open (project), by Tea circle.\n"
    refused = taken("export", "office", "--into", "out")
    assert refused.exit_code == 2
    assert "'Tea circle' decided against this use of 'office'." in refused.stderr


def test_a_row_of_care_is_noted(taken):
    noted = taken("community", "care", "office", "R1", "met", "--evidence", "The charter")
    assert noted.output == "Noted for 'office': R1 For positive relationships: met.\n"
    with open_record() as record:
        (mark,) = open_tables(record, "office", purpose="room").care
    assert mark.evidence == "The charter"
