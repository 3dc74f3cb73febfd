"""What people proposed, wrote and objected with their phones, as a page and a report show it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pe_tools.blocks import Quote, Table
from pe_tools.language import Words
from pe_tools.model import Objection, Tier
from pe_tools.notebook import live
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.notebook.steps.base import Context
from pe_tools.record import Record
from pe_tools.tables import open_tables
from pe_tools.workshop import Conductor, Host, acts, arriving

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
TIER_OF: dict[str, Tier] = {"a": "room", "b": "report", "c": "quotes", "d": "open"}


@pytest.fixture
def record(fund: Record) -> Record:
    """The workshop "fund" with four people, each of another tier."""
    for label, tier in TIER_OF.items():
        who = fund.subject("fund", label)
        fund.append(
            [
                acts.joined("fund", who, "neighbours", now=NOW),
                acts.consent_given("fund", who, tier, "test", now=NOW),
            ]
        )
    return fund


def propose(record: Record) -> Host:
    for label in TIER_OF:
        who, text = record.subject("fund", label), f"A bridge, says {label}."
        draft = arriving.proposed("fund", who, "propose-more", text, id_=f"p-{label}", now=NOW)
        record.append([draft])
    return Host(record, "fund")


def write(record: Record) -> None:
    for label in TIER_OF:
        who, text = record.subject("fund", label), f"Water matters, says {label}."
        record.append([arriving.wrote("fund", who, "note-down", text, id_=f"w-{label}", now=NOW)])


def report(record: Record) -> OpenWorkshop:
    tables = open_tables(record, "fund", purpose="report")
    return OpenWorkshop(Context(tables, Words(), tables.kit.thresholds))


def on_stage(record: Record) -> OpenWorkshop:
    return OpenWorkshop(live.Stage(record, "fund", words=Words(), chosen={}).context())


def test_the_log_says_what_became_of_each_proposal_and_why(record: Record) -> None:
    host = propose(record)
    host.accept("p-d", "option", "A bridge over the river.", now=NOW)
    host.merge("p-c", "road", now=NOW)
    host.refuse("p-b", "it names a person", now=NOW)
    counts, log = [b for b in report(record).step("propose-more").blocks() if isinstance(b, Table)]
    assert counts.rows == (
        ("Accepted as an item", "1"),
        ("Taken together with an item", "1"),
        ("Refused", "1"),
        ("Not settled", "0"),
        ("All together", "3"),
    )
    assert set(log.rows) == {
        ("A bridge, says d.", "Accepted as an item", "A bridge over the river.", "–"),
        ("A bridge, says c.", "Taken together with an item", "A better road.", "–"),
        ("–", "Refused", "–", "it names a person"),
    }


def test_refused_words_are_not_shown_to_the_room_either(record: Record) -> None:
    propose(record).refuse("p-d", "it names a person", now=NOW)
    shown = on_stage(record).step("propose-more").show().panel.html
    assert "A bridge, says d." not in shown
    assert "it names a person" in shown


def test_what_waits_is_counted_and_its_words_are_not_shown(record: Record) -> None:
    propose(record)
    shown = on_stage(record).step("propose-more").show().panel.html
    assert "A bridge" not in shown
    assert "Not settled" in shown


def test_the_first_page_counts_proposals(record: Record) -> None:
    propose(record).accept("p-d", "option", "A bridge.", now=NOW)
    assert [*report(record).step("propose-more").in_short()] == [
        "3 items were proposed by phone; accepted: 1."
    ]
    assert [*report(record).step("note-down").in_short()] == []


def test_numbers_of_few_authors_are_no_findings(record: Record) -> None:
    propose(record)
    write(record)
    found = {f.name: (f.value, f.n) for f in report(record).findings()}
    assert found["proposals"] == found["texts"] == (3, 3)
    record.append([acts.consent_withdrawn("fund", record.subject("fund", "d"), now=NOW)])
    assert not report(record).findings()


def test_texts_are_quoted_as_their_authors_allow(record: Record) -> None:
    write(record)
    blocks = report(record).step("note-down").blocks()
    quotes = [block.text for block in blocks if isinstance(block, Quote)]
    assert quotes == ["Water matters, says c.", "Water matters, says d."]
    assert "1 text is not quoted here: its author did not allow it." in str(blocks)


def test_texts_wait_until_the_room_goes_on(record: Record) -> None:
    conductor = Conductor(record, "fund")
    conductor.start("note-down", 0, 5, now=NOW)
    write(record)
    shown = on_stage(record).step("note-down").show().panel.html
    assert "4 texts came by phone." in shown
    assert "Water" not in shown
    conductor.start("pick-two", 1, 5, now=NOW)
    shown = on_stage(record).step("note-down").show().panel.html
    assert "Water matters, says c." in shown
    assert "Water matters, says a." not in shown


def test_minority_notes_show_live_and_in_the_report_where_quotes_are_allowed(
    record: Record,
) -> None:
    for label in TIER_OF:
        note = Objection(f"No, says {label}.", "road", "neighbours")
        record.append([acts.minority_note("fund", record.subject("fund", label), note, now=NOW)])
    shown = on_stage(record).step("dissent").show().panel.html
    for label, is_shown in {"a": False, "b": False, "c": True, "d": True}.items():
        assert (f"No, says {label}." in shown) is is_shown
    assert "2 minority notes are not quoted here: their authors did not allow it." in shown
    blocks = report(record).step("dissent").blocks()
    assert [b.text for b in blocks if isinstance(b, Quote)] == ["No, says c.", "No, says d."]
    assert "1 minority note is not quoted here" in str(blocks)


def test_a_step_without_phones_says_so(record: Record) -> None:
    assert "No proposal came by phone." in str(report(record).step("propose-more").blocks())
    assert "No text came by phone." in str(report(record).step("note-down").blocks())
