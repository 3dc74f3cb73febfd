"""What each chart says, counted by hand from the numbers it was given."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from pe_tools import charts
from pe_tools.language import Words
from pe_tools.model import Point, Scale

WORDS = Words("en")
HARM = Scale("severity", "How severe?", (Point(1, "minor"), Point(2, "major")))
CHANCE = Scale("likelihood", "How likely?", (Point(1, "rare"), Point(2, "likely")))
VIEWS = Scale("views", "", (Point(-1, "against"), Point(0, "neutral"), Point(1, "for")))


def heat(rows):
    return charts.heat_map(
        pd.DataFrame(rows, index=[2, 1], columns=[1, 2]),
        levels=pd.DataFrame([[2, 3], [1, 2]], index=[2, 1], columns=[1, 2]),
        level_names=["low", "moderate", "high"],
        severity=HARM,
        likelihood=CHANCE,
        title="Lost trust",
        words=WORDS,
    )


def bars(rows, values, scale, missing=(0, 0)):
    roles = ["Community", "Stewards"]
    return charts.diverging_bars(
        pd.DataFrame(rows, index=roles, columns=values),
        pd.Series(missing, index=roles),
        scale=scale,
        title="Lost trust",
        words=WORDS,
    )


def test_heat_map_counts_people_by_level():
    figure = heat([[0, 7], [2, 3]])
    assert figure.caption == "Lost trust. Most people (7 of 12) are at the level “high”."
    assert figure.alt == (
        "Lost trust. 12 people rated severity and likelihood. "
        "Most people (7 of 12) are at the level “high”. "
        "The fullest cell is “major” with “likely”: 7 people."
    )


def test_heat_map_adds_up_cells_of_one_level():
    assert "(5 of 6) are at the level “moderate”" in heat([[2, 1], [0, 3]]).caption


def test_heat_map_says_most_only_of_more_than_half():
    assert "The most frequent level: “low” (2 of 4)." in heat([[1, 1], [2, 0]]).caption


def test_heat_map_names_all_levels_that_tie():
    assert "level: “low”, “high” (1 of 2)." in heat([[0, 1], [1, 0]]).caption


def test_heat_map_of_one_person_speaks_of_one_person():
    assert "1 person rated severity and likelihood." in heat([[0, 1], [0, 0]]).alt


def test_heat_map_table_holds_every_count_and_level():
    table = heat([[0, 7], [2, 3]]).table
    assert table.header == ("Severity, by likelihood", "rare", "likely")
    assert table.rows == (
        ("major", "0 (moderate)", "7 (high)"),
        ("minor", "2 (low)", "3 (moderate)"),
    )


def test_bars_with_sides_count_above_below_and_between():
    figure = bars([[3, 1, 2], [0, 1, 4]], [-1, 0, 1], VIEWS, missing=(2, 0))
    assert figure.alt == (
        "Lost trust. Community: 2 of 6 above the middle, 3 below, 1 in the middle. "
        "Stewards: 4 of 5 above the middle, 0 below, 1 in the middle. "
        "2 people gave no rating."
    )


def test_bars_name_the_groups_furthest_apart():
    # Ordered, the community is -1 -1 -1 0 1 1: the higher of the middle two is 0.
    figure = bars([[3, 1, 2], [0, 1, 4]], [-1, 0, 1], VIEWS)
    assert figure.caption == (
        "Lost trust. Furthest apart: Community (middle answer “neutral”) and Stewards (“for”)."
    )


def test_bars_say_that_groups_answer_alike():
    assert (
        "The middle answer of every group is “for”."
        in bars([[0, 1, 2], [0, 0, 4]], [-1, 0, 1], VIEWS).caption
    )


def test_bars_do_not_speak_for_a_group_that_gave_no_rating():
    figure = bars([[0, 0, 0], [0, 0, 4]], [-1, 0, 1], VIEWS, missing=(3, 0))
    assert "The middle answer is “for”." in figure.caption
    assert "Community" not in figure.alt


def test_bars_without_sides_say_who_chose_the_middle_answer_or_higher():
    figure = bars([[3, 1], [0, 5]], [1, 2], HARM)
    assert "Community: 4 of 4 people chose “minor” or higher." in figure.alt
    assert "Stewards: 5 of 5 people chose “major” or higher." in figure.alt


def test_bars_table_holds_every_number():
    table = bars([[3, 1, 2], [0, 1, 4]], [-1, 0, 1], VIEWS, missing=(2, 0)).table
    assert table.header == (
        "Group", "against", "neutral", "for", "No rating", "People with a rating",
    )  # fmt: skip
    assert table.rows == (
        ("Community", "3", "1", "2", "2", "6"),
        ("Stewards", "0", "1", "4", "0", "5"),
    )
    assert table.numeric == (1, 2, 3, 4, 5)


def test_bars_table_keeps_the_reasons_for_no_rating_apart():
    roles = ["Community", "Stewards"]
    table = charts.diverging_bars(
        pd.DataFrame([[1, 2], [3, 4]], index=roles, columns=[1, 2]),
        pd.DataFrame({"don't know": [5, 0], "skipped": [1, 0]}, index=roles),
        scale=HARM,
        title="Lost trust",
        words=WORDS,
    ).table
    assert table.header[3:5] == ("don't know", "skipped")
    assert table.rows[0] == ("Community", "1", "2", "5", "1", "3")


def hatches(figure):
    return len(re.findall(r'd="(?:M[^ML]+L[^ML]+){2,}"', figure.svg))


def test_bars_hatch_the_low_side_and_its_legend_only():
    # Two bars and one entry of the legend are "against".
    assert hatches(bars([[3, 1, 2], [2, 1, 4]], [-1, 0, 1], VIEWS)) == 3
    assert hatches(bars([[3, 1], [2, 4]], [1, 2], HARM)) == 0


def test_slopes_name_the_item_that_moved_most():
    items = ["Trust", "Cost", "Time", "Voice"]
    figure = charts.slopes(
        pd.Series([1.0, 2.0, 3.0, np.nan], index=items),
        pd.Series([2.5, 1.0, 3.0, 4.0], index=items),
        low=1,
        high=5,
        title="Ratings",
        words=WORDS,
        value_word="Mean rating",
    )
    assert figure.caption == "Ratings. “Trust” moved most: from 1.0 to 2.5."
    assert figure.alt == (
        "Ratings. 3 items are compared. Upwards: 1; downwards: 1; unchanged: 1. "
        "“Trust” moved most: from 1.0 to 2.5."
    )
    assert figure.table.rows == (
        ("Trust", "1.0", "2.5", "1.5"),
        ("Cost", "2.0", "1.0", "-1.0"),
        ("Time", "3.0", "3.0", "0.0"),
        ("Voice", "–", "4.0", "–"),
    )


def test_slopes_say_that_no_item_moved():
    same = pd.Series([1, 2], index=["Trust", "Cost"])
    figure = charts.slopes(
        same, same, low=1, high=5, title="Ratings", words=WORDS, value_word="Rating"
    )
    assert figure.caption == "Ratings. No item moved."


def test_slopes_of_a_hundred_items_label_twelve_and_tabulate_all():
    items = [f"Item {number}" for number in range(100)]
    before = pd.Series(np.linspace(1, 5, 100), index=items)
    figure = charts.slopes(
        before, before[::-1].set_axis(items), low=1, high=5, title="Ratings", words=WORDS,
        value_word="Rating",
    )  # fmt: skip
    assert len(figure.table.rows) == 100
    assert len(figure.svg) < 80_000


def test_agreement_counts_items_at_or_above_the_limit():
    values = pd.DataFrame(
        {"a": [-0.82, 0.6, 0.59, np.nan], "iqr": [3.0, 1.0, 0.5, np.nan], "n": [9, 12, 11, 0]},
        index=["Trust", "Cost", "Time", "Voice"],
    )
    figure = charts.agreement_strip(values, limit=0.6, title="Harms", words=WORDS)
    assert figure.caption == "Harms. Items that reach the agreement limit of 0.60: 1 of 3."
    assert figure.alt.endswith(
        "Agreement is lowest for “Trust”: -0.82. Between 0 and 12 people rated an item."
    )
    assert figure.table.rows == (
        ("Trust", "-0.82", "3.0", "9"),
        ("Cost", "0.60", "1.0", "12"),
        ("Time", "0.59", "0.5", "11"),
        ("Voice", "–", "–", "0"),
    )


def test_role_levels_put_the_most_concerned_group_first():
    levels = pd.DataFrame(
        [[1.0, 3.0], [2.0, np.nan], [3.0, 3.0], [np.nan, np.nan]],
        index=["Trust", "Cost", "Time", "Voice"],
        columns=["Community", "Stewards"],
    )
    figure = charts.role_levels(
        levels, level_names=["low", "moderate", "high"], title="Harms", words=WORDS
    )
    assert figure.caption == "Harms. Items at the highest priority found, “high”: 2 of 3."
    assert figure.alt == (
        "Harms. 2 groups are compared. Items at the highest priority found, “high”: 2 of 3. "
        "The groups differ most on “Trust”."
    )
    assert figure.table.header == ("Item", "Community", "Stewards", "Priority")
    assert figure.table.rows == (
        ("Trust", "low", "high", "high"),
        ("Cost", "moderate", "–", "moderate"),
        ("Time", "high", "high", "high"),
        ("Voice", "–", "–", "–"),
    )


@pytest.mark.parametrize(
    ("index", "sentence"),
    [
        ((0.11, 0.32), "Reasons and choices fit better: the index rose from 0.11 to 0.32."),
        ((0.27, 0.21), "Reasons and choices fit less: the index fell from 0.27 to 0.21."),
        ((0.2, 0.2), "The index stayed at 0.20."),
        ((np.nan, 0.2), "Deliberative Reasoning Index: 0.20 (After)."),
    ],
    ids=["rise", "fall", "same", "one round"],
)
def test_pairs_say_how_the_index_moved(index, sentence):
    pairs = pd.DataFrame({"c": [0.5], "p": [0.5]})
    figure = charts.pair_scatter(pairs, pairs, index=index, title="Forum", words=WORDS)
    assert figure.caption == f"Forum. {sentence}"


def test_pairs_are_summed_up_and_not_listed():
    # |0.5 - (-0.5)| / sqrt(2) = 0.707 for both pairs that are defined.
    before = pd.DataFrame({"c": [0.5, -0.5, np.nan], "p": [-0.5, 0.5, 0.2]})
    after = pd.DataFrame({"c": [0.5, 0.1], "p": [0.5, 0.1]})
    figure = charts.pair_scatter(before, after, index=(-1, 1), title="Forum", words=WORDS)
    assert "Before: 2 pairs of people, on average 0.71 from the diagonal." in figure.alt
    assert figure.table.rows == (
        ("Before", "2", "0.00", "0.00", "0.71", "-1.00"),
        ("After", "2", "0.30", "0.30", "0.00", "1.00"),
    )


def test_pairs_of_sixty_people_stay_small():
    rng = np.random.default_rng(1)
    many = pd.DataFrame(rng.uniform(-1, 1, (1770, 2)), columns=["c", "p"])
    figure = charts.pair_scatter(many, many, index=(0, 0), title="Forum", words=WORDS)
    assert len(figure.svg) < 80_000
    assert figure.table.rows[0][1] == "1,770"


def test_a_title_that_ends_a_sentence_gets_no_second_stop():
    figure = charts.role_levels(
        pd.DataFrame([[1.0]], index=["Trust"], columns=["Community"]),
        level_names=["low"],
        title="How severe?",
        words=WORDS,
    )
    assert figure.caption.startswith("How severe? Items")


def test_equal_labels_are_kept_apart():
    before = pd.Series([1.0, 2.0], index=["Same", "Same"])
    figure = charts.slopes(
        before, before + 1, low=1, high=5, title="Ratings", words=WORDS, value_word="Rating"
    )
    assert figure.table.rows == (("Same", "1", "2", "1"), ("Same", "2", "3", "1"))
