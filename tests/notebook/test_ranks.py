"""Options ranked: only whole rankings count for Kendall's W, and the others are counted aloud."""

import pytest

from pe_tools.language import Words
from pe_tools.model import RANK, Answer, Response
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.notebook.steps.base import Context
from pe_tools.tables import open_tables


def ranked(label: str, keep: int | None, close: int | None, round_: int = 1) -> Response:
    given = {"keep": keep, "close": close}
    answers = tuple(Answer(item, RANK, rank) for item, rank in given.items() if rank)
    return Response(label, "rank-options", round_, answers, "neighbours")


def opened(record) -> OpenWorkshop:
    tables = open_tables(record, "list", purpose="report")
    return OpenWorkshop(Context(tables, Words(), tables.kit.thresholds))


def numbers(record) -> dict[tuple[str, str, int], object]:
    view = opened(record).step("rank-options")
    return {(f.name, f.item, f.round): f.value for f in view.findings()}


def test_all_alike_is_one_and_half_against_half_is_nought(fill) -> None:
    record = fill(
        [
            *(ranked(f"p{i}", 1, 2) for i in range(4)),
            *(ranked(f"p{i}", 1 + i % 2, 2 - i % 2, 2) for i in range(4)),
        ]
    )
    found = numbers(record)
    assert found["kendall_w", "", 1] == pytest.approx(1.0)
    assert found["kendall_w", "", 2] == pytest.approx(0.0)
    assert found["mean_rank", "keep", 1] == 1.0
    assert found["mean_rank", "keep", 2] == 1.5
    assert found["first_places", "keep", 2] == 2


def test_a_ranking_of_some_options_only_is_left_out_and_counted(fill) -> None:
    record = fill([*(ranked(f"p{i}", 1, 2) for i in range(3)), ranked("q", 1, None)])
    view = opened(record).step("rank-options")
    assert {finding.n for finding in view.findings()} == {3}
    assert "1 person ranked some options only and is left out here." in str(view.blocks())


def test_two_rankings_show_nothing(fill) -> None:
    record = fill([ranked("p", 1, 2), ranked("q", 1, 2)])
    assert numbers(record) == {}
