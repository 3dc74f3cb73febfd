"""Harms: the most concerned group sets the priority, and nobody in a small group is shown."""

import pytest

from pe_tools.language import Words
from pe_tools.model import Finding
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.notebook.steps.base import Context
from pe_tools.notebook.steps.harms import HarmStep
from pe_tools.tables import open_tables


def opened(record) -> OpenWorkshop:
    tables = open_tables(record, "list", purpose="report")
    return OpenWorkshop(Context(tables, Words(), tables.kit.thresholds))


def harms_of(record) -> HarmStep:
    view = opened(record).step("rate-harms")
    assert isinstance(view, HarmStep)
    return view


def value(view: HarmStep, name: str, item: str, role: str = "", scale: str = ""):
    found = {(f.name, f.item, f.role, f.scale): f.value for f in view.findings()}
    return found[name, item, role, scale]


@pytest.fixture
def split(fill, rated):
    """Three neighbours fear a loss (3, 3 is high); four keepers do not (1, 1 is low)."""
    return fill(
        [
            *(rated(f"n{i}", "neighbours", {"list-lost": (3, 3)}) for i in range(3)),
            *(rated(f"k{i}", "keepers", {"list-lost": (1, 1)}) for i in range(4)),
        ]
    )


def test_the_most_concerned_group_sets_the_priority_not_the_majority(split) -> None:
    view = harms_of(split)
    assert value(view, "priority", "list-lost") == 3  # high
    assert value(view, "overall_level", "list-lost") == 1  # low: 4 of 7 said so
    assert value(view, "level", "list-lost", "neighbours") == 3
    assert value(view, "level", "list-lost", "keepers") == 1


def test_a_gap_between_roles_is_worth_talking_about(split) -> None:
    (harm, _) = harms_of(split).rounds[1]
    assert harm.flags == ("camps", "spread", "roles")
    assert value(harms_of(split), "role_gap", "list-lost", scale="severity") == 2.0


def test_a_group_of_two_is_never_shown_apart(fill, rated) -> None:
    record = fill(
        [
            *(rated(f"n{i}", "neighbours", {"list-lost": (1, 1)}) for i in range(4)),
            *(rated(f"k{i}", "keepers", {"list-lost": (1, 1)}) for i in range(3)),
            *(rated(f"a{i}", "auditors", {"list-lost": (3, 3)}) for i in range(2)),
        ]
    )
    roles = {finding.role for finding in opened(record).findings()}
    # auditors (2) would follow from all minus the others, so the keepers (3) join them
    assert roles == {"", "neighbours", "pooled"}


def test_a_level_that_hangs_on_one_person_says_so(fill, rated) -> None:
    record = fill(
        [
            rated("a", "neighbours", {"list-lost": (1, 1)}),
            rated("b", "neighbours", {"list-lost": (1, 1)}),
            rated("c", "neighbours", {"list-lost": (3, 3)}),
            rated("d", "neighbours", {"list-lost": (3, 3)}),
        ]
    )
    # the higher of the two middle answers counts: high. Without c, or without d, it is low.
    (harm, _) = harms_of(record).rounds[1]
    assert (harm.priority, harm.changed_by) == (3, 2)


def test_a_sensitive_harm_is_not_split_where_a_group_is_unanimous(fill, rated) -> None:
    record = fill(
        [
            *(rated(f"n{i}", "neighbours", {"list-sold": (3, 3)}) for i in range(3)),
            *(rated(f"k{i}", "keepers", {"list-sold": (1, 1 + i % 2)}) for i in range(4)),
        ]
    )
    view = harms_of(record)
    about = [finding for finding in view.findings() if finding.item == "list-sold"]
    assert {finding.role for finding in about} == {""}
    assert value(view, "priority", "list-sold") == 3  # nobody is outvoted all the same


def test_two_answers_show_nothing_at_all(fill, rated) -> None:
    record = fill([rated(f"n{i}", "neighbours", {"list-lost": (3, 3)}) for i in range(2)])
    numbers = [finding for finding in opened(record).findings() if finding.item]
    assert numbers == []
    text = str(opened(record).step("rate-harms").show().blocks)
    assert "at least 3 people" in text


def test_whoever_moved_between_rounds_is_counted(fill, rated) -> None:
    before = {"list-lost": (1, 1)}
    record = fill(
        [
            *(rated(f"n{i}", "neighbours", before) for i in range(4)),
            *(rated(f"n{i}", "neighbours", before, 2) for i in range(3)),
            rated("n3", "neighbours", {"list-lost": (2, 1)}, 2),
        ]
    )
    view = harms_of(record)
    assert value(view, "moved_share", "list-lost", scale="severity") == 0.25
    assert value(view, "moved_share", "list-lost", scale="likelihood") == 0.0


def test_a_withdrawn_answer_is_in_no_number(fill, rated) -> None:
    people = [rated(f"n{i}", "neighbours", {"list-lost": (1, 1)}) for i in range(4)]
    record = fill([*people, rated("x", "neighbours", {"list-lost": (3, 3)})])
    with_all = harms_of(record)
    record.erase("list", record.subject("list", "x"), _now())
    without = harms_of(record)
    assert value(with_all, "agreement_a", "list-lost", scale="severity") < 1.0
    assert value(without, "agreement_a", "list-lost", scale="severity") == 1.0
    assert {f.n for f in without.findings() if f.item} == {4}


def test_findings_are_plain_data_with_every_documented_field(split) -> None:
    data = opened(split).findings_data()
    fields = {"name", "value", "step", "item", "role", "round", "n", "scale"}
    assert all(set(finding) == fields for finding in data)
    assert all(isinstance(finding, dict) for finding in data)
    assert Finding.__dataclass_fields__.keys() == fields


def _now():
    from datetime import UTC, datetime

    return datetime(2026, 3, 15, tzinfo=UTC)
