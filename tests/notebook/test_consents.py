"""A report says who is left out and why, and what the community decided."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pe_tools.blocks import Callout, Table
from pe_tools.model import CareMark, CommunityDecision
from pe_tools.notebook import open_workshop
from pe_tools.notebook.steps.pages import people
from pe_tools.record import Draft
from pe_tools.workshop import Host

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
PAIRS = {"list-lost": (2, 2)}
ENDINGS = ["refused", "withdrawn", "withdrawn", "revoked", "invalidated"]


@pytest.fixture
def record(fill, rated):
    """Seven people, of whom two still allow the report."""
    record = fill([rated(str(number), "keepers", PAIRS) for number in range(7)])
    for number, ending in enumerate(ENDINGS):
        subject = record.subject("list", str(number))
        record.append([Draft("list", f"consent-{ending}", {}, NOW, subject)])
    return record


def callouts(language="en"):
    blocks = people(open_workshop("list", lang=language).context)
    return {block.title: block.paragraphs for block in blocks if isinstance(block, Callout)}


def test_every_reason_stands_on_a_line_of_its_own(record):
    assert callouts() == {
        "Left out of every number here": (
            "1 person said no.",
            "2 people withdrew their consent.",
            "The consents of 2 people were ended by others.",
        )
    }


def test_a_new_notice_leaves_out_who_has_not_said_yes_to_it(record):
    Host(record, "list").change_notice(
        texts={"en": ("New.",)},
        fields={"recipient": "The ministry."},
        what_changed={"en": ("The ministry reads it.",)},
        now=NOW,
    )
    told = callouts()["Left out of every number here"]
    assert "2 people have not agreed to the new notice." in told


def test_what_the_community_decided_is_printed_with_its_conditions(record):
    decision = CommunityDecision(
        "reviews",
        "topic",
        "conditions",
        "The assembly",
        "by vote",
        "Us first.",
        "2050-12-31",
    )
    Host(record, "list").note_community_decision(decision, now=NOW)
    assert callouts()["What the community decided"] == (
        "The assembly said yes on conditions to later reviews of this partnership, "
        "by anybody on this topic. How it was decided: by vote.",
        "On condition: Us first.",
        "This holds until December 31, 2050.",
    )


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_all_of_it_is_said_in_other_languages(record, language):
    Host(record, "list").note_community_decision(
        CommunityDecision("open", "open", "no", "X", "Y"), now=NOW
    )
    said, english = callouts(language), callouts()
    assert not set(said) & set(english)
    assert not {line for lines in said.values() for line in lines} & {
        line for lines in english.values() for line in lines
    }


def test_the_rows_of_care_that_were_marked_are_a_table(record):
    Host(record, "list").mark_care(CareMark("E2", "partly", "Minutes of May"), now=NOW)
    tables = [block for block in people(open_workshop("list").context) if isinstance(block, Table)]
    assert tables[-1].rows == (("E2 For justice", "partly met", "Minutes of May"),)
