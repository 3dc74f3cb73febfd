"""Sheets of items: what they give, and every problem with its line and column."""

import pytest

from pe_tools.errors import ImportProblemsError
from pe_tools.exchange import read_items
from pe_tools.model import Item


@pytest.fixture
def read(tmp_path, kit):
    def read(content):
        path = tmp_path / "items.csv"
        path.write_text(content, encoding="utf-8")
        return read_items(path, kit)

    return read


@pytest.fixture
def refused(read):
    def refused(content):
        with pytest.raises(ImportProblemsError) as caught:
            read(content)
        return [str(problem) for problem in caught.value.problems]

    return refused


def test_items_come_in_the_order_of_the_file_with_a_source(read):
    assert read('item,kind,text\nC7,consideration,"Ask, then share."\nP1,option,Share\n') == (
        Item("C7", "consideration", "Ask, then share.", "imported with the answers"),
        Item("P1", "option", "Share", "imported with the answers"),
    )


def test_source_and_sensitive_are_taken_where_given(read):
    items = read("item,kind,text,source,sensitive\nX,harm,Leak,A book,Yes\nY,harm,Loss,,no\n")
    assert [(item.source, item.sensitive) for item in items] == [
        ("A book", True),
        ("imported with the answers", False),
    ]


def test_a_policy_is_what_the_kit_calls_an_option(read):
    assert read("item,kind,text\nP1,policy,Share\n")[0].kind == "option"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        pytest.param(
            "1C,harm,Leak",
            (
                "line 2, column 1: '1C' is not an id. Use a letter, then letters, digits, - "
                "and _; at most 64."
            ),
            id="id begins with a digit",
        ),
        pytest.param(
            "H1,harm,Leak\nH1,harm,Loss",
            "line 3, column 1: 'H1' is there on line 2 already. Give each item its own id.",
            id="id twice",
        ),
        pytest.param(
            "round,harm,Leak",
            "line 2, column 1: 'round' is the name of a column of answers. Choose another id.",
            id="id of a column",
        ),
        pytest.param(
            "C1,harm,Leak",
            (
                "line 2, column 1: 'C1' is an item of the kit already, of the kind "
                "'consideration'. Choose another id."
            ),
            id="id of an item that stays",
        ),
        pytest.param(
            "H1,harms,Leak",
            (
                "line 2, column 2: The kit asks for no items of the kind 'harms'. Did you mean "
                "'harm'?"
            ),
            id="unknown kind",
        ),
        pytest.param(
            "H1,harm,",
            "line 2, column 3: The item has no text. Write what people answer.",
            id="no text",
        ),
        pytest.param(
            "H1,harm,=HYPERLINK(1)",
            (
                "line 2, column 3: The text '=HYPERLINK(1)' looks like a formula. Begin it "
                "with a letter."
            ),
            id="formula",
        ),
    ],
)
def test_each_problem_has_its_place_and_remedy(refused, rows, problem):
    assert refused(f"item,kind,text\n{rows}\n") == [problem]


def test_sensitive_is_yes_or_no(refused):
    assert refused("item,kind,text,sensitive\nH1,harm,Leak,maybe\n") == [
        "line 2, column 4: 'maybe' is neither yes nor no. Write yes or no."
    ]


def test_an_unknown_and_a_missing_column_are_named(refused):
    assert refused("item,kind,text,origin\nH1,harm,Leak,me\n") == [
        (
            "line 1, column 4: The column 'origin' is not known. Use one of: item, kind, "
            "text, source, sensitive."
        )
    ]
    assert refused("item,text\nH1,Leak\n") == [
        "line 1: The column 'kind' is missing. Add it to the header."
    ]


def test_a_file_without_items_is_refused(refused):
    assert refused("item,kind,text\n") == ["the file: It holds no items. Write at least one."]
