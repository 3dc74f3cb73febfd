"""The widths of columns: enough for each, all for none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.blocks import Table
from pe_tools.reports.columns import column_shares

words = st.text("abc ", max_size=300)


def test_a_small_table_takes_what_its_words_take():
    table = Table("t", ("Answer", "n"), (("Severe", "7"),))
    assert column_shares(table) == (10 / 96, 5 / 96)  # letters and a gap of 4, of 96 in a line


def test_a_column_of_sentences_gets_most_and_a_number_is_not_starved():
    sentence = "A group is missing from the data, so its needs stay unseen."
    header = ("Harm", "Priority", "Most concerned", "People")
    table = Table("t", header, ((sentence, "Very high", "People from the community", "11"),))
    harm, priority, concerned, people = column_shares(table)
    assert harm > concerned > priority > people
    assert people >= 10 / 96  # room for its own header of six letters
    assert harm + priority + concerned + people == pytest.approx(1)


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=4))
def test_shares_never_exceed_the_page_and_every_column_has_one(rows):
    shares = column_shares(Table("t", rows[0], tuple(rows[1:])))
    assert len(shares) == 3
    assert all(share > 0 for share in shares)
    assert sum(shares) <= 1.000001
