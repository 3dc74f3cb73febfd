"""Items chosen and points shared out: counted by hand, role by role, live as in the rerun."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pe_tools.blocks import Figure, to_html
from pe_tools.language import Words
from pe_tools.methods import wilson_interval
from pe_tools.model import CHOICE, POINTS, Answer, Channel, Missing, Response
from pe_tools.notebook import live
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.notebook.steps.base import Context
from pe_tools.record import Record
from pe_tools.tables import open_tables
from pe_tools.workshop import ALL, Conductor, acts

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
ITEMS = ("well", "road", "school")
CHOSEN = ("101", "100", "110", "011", "001", "001", "000")
SHARED = ((7, 0, 3), (6, 4, 0), (10, 0, 0), (0, 5, 5), (0, 0, 10), (2, 3, 5), (3, 3, 4))


def role(number: int) -> str:
    return "neighbours" if number < 4 else "keepers"


def send(
    record: Record,
    step: str,
    sheets: list[dict[str, int]],
    round_: int = 1,
    channel: Channel = "paper",
) -> None:
    """Send one sheet for each participant."""
    scale = CHOICE if step == "pick-two" else POINTS
    for number, sheet in enumerate(sheets):
        subject = record.subject("fund", f"p{number}")
        answers = [Answer(item, scale, value) for item, value in sheet.items()]
        record.append(
            [
                acts.joined("fund", subject, role(number), now=NOW),
                acts.consent_given("fund", subject, "report", "test", now=NOW),
                acts.answered("fund", subject, step, round_, answers, channel=channel, now=NOW),
            ]
        )


def choose(record: Record, rows: tuple[str, ...] = CHOSEN, round_: int = 1) -> None:
    sheets = [dict(zip(ITEMS, map(int, row), strict=True)) for row in rows]
    send(record, "pick-two", sheets, round_)


def share(record: Record, rows: tuple[tuple[int, ...], ...] = SHARED, round_: int = 1) -> None:
    send(record, "share-out", [dict(zip(ITEMS, row, strict=True)) for row in rows], round_)


def opened(record: Record, language: str = "en") -> OpenWorkshop:
    tables = open_tables(record, "fund", purpose="report", language=language)
    return OpenWorkshop(Context(tables, Words(language), tables.kit.thresholds))


def numbers(record: Record, step: str) -> dict[tuple[str, str, str, int], object]:
    found = opened(record).step(step).findings()
    return {(f.name, f.item, f.role, f.round): f.value for f in found}


def test_the_share_that_chose_is_counted_role_by_role(fund: Record) -> None:
    choose(fund)
    found = numbers(fund, "pick-two")
    # the well: 1 1 1 0 of the neighbours, 0 0 0 of the keepers
    assert found["chosen_share", "well", "", 1] == 3 / 7
    assert found["chosen_share", "well", "neighbours", 1] == 3 / 4
    assert found["chosen_share", "well", "keepers", 1] == 0
    assert found["chosen_share", "school", "", 1] == 4 / 7
    low, high = wilson_interval(3, 4)
    assert found["chosen_low", "well", "neighbours", 1] == low
    assert found["chosen_high", "well", "neighbours", 1] == high


def test_an_item_without_a_mark_on_a_filled_sheet_is_not_chosen(fund: Record) -> None:
    send(fund, "pick-two", [{"well": 1}, {"well": 1, "road": 1}, {"school": 1}])
    found = numbers(fund, "pick-two")
    assert found["chosen_share", "well", "", 1] == 2 / 3
    assert found["chosen_share", "road", "", 1] == 1 / 3


def test_an_item_that_phones_were_not_asked_about_is_left_out(fund: Record) -> None:
    send(fund, "pick-two", [{"well": 1, "road": 0}] * 4, channel="phone")
    found = numbers(fund, "pick-two")
    assert found["chosen_share", "well", "", 1] == 1
    assert {item for _, item, _, _ in found} == {"well", "road"}


def reason(record: Record, label: str, why: Missing) -> None:
    answers = [Answer(item, CHOICE, None, why) for item in ITEMS]
    response = Response(label, "pick-two", 1, tuple(answers), "keepers")
    Conductor(record, "fund").settle_sheet(response, "report", now=NOW)


def test_a_sheet_of_reasons_is_counted_apart(fund: Record) -> None:
    choose(fund)
    for label, why in (("x", "dont-know"), ("y", "prefer-not")):
        reason(fund, label, why)
    view = opened(fund).step("pick-two")
    assert numbers(fund, "pick-two")["chosen_share", "well", "", 1] == 3 / 7
    assert "2 people gave a reason instead of an answer." in str(view.blocks())


def test_a_small_role_is_shown_with_another(fund: Record) -> None:
    choose(fund, CHOSEN[:6])  # two keepers
    found = numbers(fund, "pick-two")
    assert {role for _, _, role, _ in found} == {""}
    assert "Keepers" not in str(opened(fund).step("pick-two").blocks())


def test_too_few_people_show_nothing(fund: Record) -> None:
    choose(fund, CHOSEN[:2])
    assert numbers(fund, "pick-two") == {}
    assert "Results appear when at least 3 people" in str(opened(fund).step("pick-two").blocks())


def test_the_first_page_says_what_most_people_chose(fund: Record) -> None:
    choose(fund)
    share(fund)
    workshop = opened(fund)
    assert [*workshop.step("pick-two").in_short()] == [
        "Chosen by most people: Books for the school. (4 of 7)."
    ]
    # 7 + 6 + 10 + 0 + 0 + 2 + 3 = 28 of 70 points
    assert [*workshop.step("share-out").in_short()] == [
        "Most points went to A new well. (40% of all)."
    ]


def test_points_are_shown_by_their_quartiles_and_never_by_a_mean_alone(fund: Record) -> None:
    share(fund)
    found = numbers(fund, "share-out")
    # the well, ordered: 0 0 2 3 6 7 10
    assert found["median", "well", "", 1] == 3
    assert found["lower_quartile", "well", "", 1] == 1
    assert found["upper_quartile", "well", "", 1] == 6.5
    assert found["points_share", "well", "", 1] == pytest.approx(28 / 70)
    # the keepers' well: 0 2 3
    assert found["median", "well", "keepers", 1] == 2
    (figure,) = [b for b in opened(fund).step("share-out").blocks() if isinstance(b, Figure)]
    first = figure.table.rows[0]
    assert first[:2] == ("A new well.", "All together")
    assert first[-1] == "0 (2), 2 (1), 3 (1), 6 (1), 7 (1), 10 (1)"


def test_blank_points_are_no_points(fund: Record) -> None:
    send(fund, "share-out", [{"well": 10}, {"well": 4, "road": 6}, {"road": 10}])
    assert numbers(fund, "share-out")["median", "school", "", 1] == 0
    assert numbers(fund, "share-out")["median", "road", "", 1] == 6


def test_two_rounds_show_what_changed(fund: Record) -> None:
    choose(fund)
    choose(fund, ("101", "101", "110", "011", "001", "001", "001"), 2)
    share(fund)
    share(fund, SHARED[::-1], 2)
    for step in ("pick-two", "share-out"):
        figures = [b for b in opened(fund).step(step).blocks() if isinstance(b, Figure)]
        assert len(figures) == 2
    moved = [b for b in opened(fund).step("pick-two").blocks() if isinstance(b, Figure)][1]
    assert moved.table.rows[0] == ("Books for the school.", "57.1", "85.7", "28.6")


@pytest.mark.parametrize("step", ["pick-two", "share-out"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_live_result_and_the_rerun_are_alike(fund: Record, step: str, language: str) -> None:
    conductor = Conductor(fund, "fund")
    conductor.open_round(step, 1, now=NOW)
    (choose if step == "pick-two" else share)(fund)
    conductor.close_round(step, 1, now=NOW)
    words = Words(language)

    def on_stage() -> OpenWorkshop:
        return OpenWorkshop(live.Stage(fund, "fund", words=words, chosen={}).context())

    assert "A new well." not in on_stage().step(step).show().panel.html
    conductor.reveal(step, 1, ALL, now=NOW)
    assert "Neighbours" not in on_stage().step(step).show().panel.html
    for group in ("neighbours", "keepers"):
        conductor.reveal(step, 1, group, now=NOW)
    static = opened(fund, language).step(step)
    assert on_stage().step(step).show().panel.html == to_html(static.show().blocks, words=words)
    assert [*on_stage().step(step).findings()] == [*static.findings()]


def test_a_workshop_with_many_items_lists_what_is_not_pictured(fund: Record) -> None:
    for number in range(5):
        Conductor(fund, "fund").add_item("option", f"Idea {number}.", now=NOW)
    choose(fund)
    blocks = opened(fund).step("pick-two").blocks()
    assert len(blocks[-1].rows) == 8
    assert blocks[-1].rows[0] == ("Books for the school.", "57%", "7")
