"""Two deliberations on biobanks, from the R package deliberr (MIT licence).

The expected values come from the published formulas, computed apart from this project's code. The
two forms of the index are those of deliberr's `get_dri`.
"""

import numpy as np
import pandas as pd
import pytest

from pe_tools.methods import (
    interquartile_range,
    kendall_w,
    krippendorff_alpha,
    reasoning_index,
    spearman_pairs,
    without_one,
)

ROUNDS = [
    pytest.param("ubc_biobank", 1, 0.2054, 0.2444, 0.1070, id="UBC before"),
    pytest.param("ubc_biobank", 2, 0.4113, 0.3600, 0.3207, id="UBC after"),
    pytest.param("wa_stakeholders", 1, 0.3267, 0.3236, 0.2691, id="WA stakeholders before"),
    pytest.param("wa_stakeholders", 2, 0.4159, 0.2275, 0.2084, id="WA stakeholders after"),
]
every_round = pytest.mark.parametrize(("case", "round_", "w", "unadjusted", "adjusted"), ROUNDS)
DIGITS = 5e-5


@pytest.fixture
def answers(shared, case, round_):
    """Return the considerations and the rankings of one round of one case."""
    frame = pd.read_csv(shared / "deliberation" / f"{case}.csv").query("round == @round_")
    return tuple(frame.filter(regex=rf"^{kind}\d+$").to_numpy(dtype=float) for kind in "CP")


@every_round
def test_concordance_of_the_rankings(answers, w, unadjusted, adjusted):
    assert kendall_w(answers[1]) == pytest.approx(w, abs=DIGITS)


@every_round
def test_the_deliberative_reasoning_index(answers, w, unadjusted, adjusted):
    found = reasoning_index(*answers)
    assert found.unadjusted == pytest.approx(unadjusted, abs=DIGITS)
    assert found.adjusted == pytest.approx(adjusted, abs=DIGITS)


@every_round
def test_the_groups_index_is_the_mean_of_its_individuals(answers, w, unadjusted, adjusted):
    found = reasoning_index(*answers)
    assert not np.isnan(answers[0]).any()
    assert found.individuals.mean() == pytest.approx(found.adjusted)


@every_round
def test_the_index_lies_among_those_without_one_person(answers, w, unadjusted, adjusted):
    found = reasoning_index(*answers)
    drops = without_one(kendall_w, answers[1])
    assert len(drops) == len(found.without_one) == len(answers[0])
    assert drops.min() < w < drops.max()
    assert found.without_one.min() < adjusted < found.without_one.max()


@every_round
def test_correlations_are_those_of_pandas(answers, w, unadjusted, adjusted):
    upper = np.triu_indices(len(answers[0]), 1)
    for table in answers:
        expected = pd.DataFrame(table.T).corr(method="spearman").to_numpy()[upper]
        assert spearman_pairs(table) == pytest.approx(expected)


@every_round
def test_three_measures_of_complete_rankings_agree(answers, w, unadjusted, adjusted):
    # M. G. Kendall, "Rank Correlation Methods": mean rho = (r W - 1) / (r - 1). Interval alpha of
    # ranks is that mean rho, corrected for the finite number n of ranks by (n - 1) / n.
    raters, n = len(answers[1]), answers[1].size
    mean = spearman_pairs(answers[1]).mean()
    assert mean == pytest.approx((raters * kendall_w(answers[1]) - 1) / (raters - 1))
    alpha = krippendorff_alpha(answers[1], "interval")
    assert alpha == pytest.approx(1 - (1 - mean) * (n - 1) / n)


@every_round
def test_spreads_are_those_of_pandas(answers, w, unadjusted, adjusted):
    frame = pd.DataFrame(answers[0])
    expected = frame.quantile(0.75) - frame.quantile(0.25)
    assert [interquartile_range(column) for column in answers[0].T] == pytest.approx(
        list(expected)
    )
