import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.methods import (
    agreement_a,
    agreement_layers,
    consensus,
    interquartile_range,
    leik_d,
    polarisation,
)

PARTIES = [30, 40, 210, 130, 530, 50, 10]  # C. van der Eijk (2001), as in the agrmt vignette

some_counts = st.lists(st.integers(0, 20), min_size=3, max_size=9).filter(any)
measures = pytest.mark.parametrize("measure", [agreement_a, polarisation, leik_d, consensus])


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param(PARTIES, 0.6113333, id="A1: the worked example"),
        pytest.param([2.4, 2.8, 3.2, 6.2, 13.5, 30.4, 41.6], 0.60972, id="A2: PvdA"),
        pytest.param([1.6, 2.6, 8.2, 21, 29.3, 27, 10.3], 0.48233, id="A2: D66"),
        pytest.param([4, 0, 0, 0], 1.0, id="A3: all on one point"),
        pytest.param([1, 1, 1, 1], 0.0, id="A3: flat"),
        pytest.param([2, 0, 0, 2], -1.0, id="A3: two camps"),
        pytest.param([2, 0, 1, 1], 0.08333, id="A3: mixed"),
        pytest.param([6, 8, 5, 3, 2], 0.31, id="agrmt's page of use, two decimals"),
    ],
)
def test_agreement_a_meets_published_values(counts, expected):
    tolerance = 0.005 if expected == 0.31 else 1e-5
    assert agreement_a(counts) == pytest.approx(expected, abs=tolerance)


def test_the_layers_of_the_worked_example_are_those_published():
    expected = [
        ("1111111", 0.0, 0.07),
        ("1111110", 0.1667, 0.12),
        ("0111110", 0.3333, 0.05),
        ("0011110", 0.5, 0.04),
        ("0011100", 0.6667, 0.24),
        ("0010100", 0.4667, 0.16),
        ("0000100", 1.0, 0.32),
    ]
    layers = agreement_layers(PARTIES)
    assert [layer.pattern for layer in layers] == [pattern for pattern, _, _ in expected]
    assert [layer.agreement for layer in layers] == pytest.approx(
        [a for _, a, _ in expected], abs=5e-5
    )
    assert [layer.weight for layer in layers] == pytest.approx([w for _, _, w in expected])


@pytest.mark.parametrize(
    ("measure", "expected"),
    [(polarisation, 0.1943333), (leik_d, 0.287), (consensus, 0.7256876)],
)
def test_other_measures_meet_the_values_of_the_agrmt_manual(measure, expected):
    tolerance = 5e-4 if measure is leik_d else 5e-8
    assert measure(PARTIES) == pytest.approx(expected, abs=tolerance)


def test_two_camps_and_neighbours_share_a_mean_but_not_an_agreement():
    assert agreement_a([2, 0, 0, 2]) == -1
    assert agreement_a([0, 2, 2, 0]) == pytest.approx(2 / 3)


@measures
def test_nobody_answered_is_nan(measure):
    assert measure([0, 0, 0]) != measure([0, 0, 0])


def test_nobody_answered_has_no_layers_and_no_spread():
    assert agreement_layers([0, 0, 0]) == ()
    assert interquartile_range([]) != interquartile_range([])


@pytest.mark.parametrize("measure", [agreement_a, agreement_layers, polarisation])
def test_agreement_needs_three_points(measure):
    with pytest.raises(ValueError, match="at least 3 scale points"):
        measure([3, 4])


@measures
@pytest.mark.parametrize("counts", [[1, -1, 2], [1, float("nan"), 2], [[1, 2, 3]]])
def test_what_is_no_count_is_refused(measure, counts):
    with pytest.raises(ValueError, match="counts must be"):
        measure(counts)


@given(some_counts)
def test_every_measure_stays_in_its_range(counts):
    assert -1 - 1e-9 <= agreement_a(counts) <= 1 + 1e-9
    for measure in (polarisation, leik_d, consensus):
        assert -1e-9 <= measure(counts) <= 1 + 1e-9


@given(some_counts)
def test_no_measure_knows_the_direction_of_the_scale(counts):
    for measure in (agreement_a, polarisation, leik_d, consensus):
        assert measure(counts[::-1]) == pytest.approx(measure(counts), abs=1e-9)


@given(some_counts, st.integers(2, 5))
def test_no_measure_changes_when_every_answer_is_given_more_often(counts, times):
    more = [times * n for n in counts]
    for measure in (agreement_a, polarisation, leik_d, consensus):
        assert measure(more) == pytest.approx(measure(counts), abs=1e-9)


@given(some_counts)
def test_weights_of_layers_add_up_to_one(counts):
    assert sum(layer.weight for layer in agreement_layers(counts)) == pytest.approx(1)


@given(st.integers(3, 9), st.data())
def test_all_on_one_point_is_full_agreement(k, data):
    counts = [0] * k
    counts[data.draw(st.integers(0, k - 1))] = data.draw(st.integers(1, 20))
    assert (agreement_a(counts), leik_d(counts), consensus(counts)) == (1, 0, 1)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([1, 2, 3, 4, 5], 2.0, id="places 1 and 3 of 0 to 4"),
        pytest.param([1, 2, 3, 4], 1.5, id="1.75 and 3.25, between neighbours"),
        pytest.param([4, 4, 4], 0.0, id="one point"),
        pytest.param([1, 1, 5, 5], 4.0, id="two camps"),
        pytest.param([1, float("nan"), 5], 2.0, id="no value is left out"),
    ],
)
def test_interquartile_range_by_hand(values, expected):
    assert interquartile_range(values) == expected


def test_a_table_of_values_is_refused():
    with pytest.raises(ValueError, match="values must be one row"):
        interquartile_range([[1, 2], [3, 4]])
