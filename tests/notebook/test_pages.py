"""The pages around the steps: what they show in a language other than English."""

from __future__ import annotations

import pytest

from pe_tools.notebook import open_workshop
from pe_tools.notebook.steps.pages import method_box


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", ["3", "0.6", "1.0", "1.0", "0.25"]), ("fr", ["3", "0,6", "1,0", "1,0", "0,25"])],
)
def test_a_limit_is_written_as_the_language_writes_numbers(language, written):
    review = open_workshop("demo", kit="risk_assessment", lang=language, stability_limit=0.25)
    limits, _ = method_box(review.context)
    assert [row[1] for row in limits.rows][:5] == written
    assert limits.rows[-1][1] == "dpv-5x5"
