"""Sheets of answers: what they give, and every problem with its line and column."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pe_tools.errors import ImportProblemsError
from pe_tools.exchange import read_responses
from pe_tools.exchange.sheets import MAX_BYTES
from pe_tools.model import RANK, Answer, Response


@pytest.fixture
def read(tmp_path, kit):
    def read(content):
        path = tmp_path / "answers.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_responses(path, kit)

    return read


@pytest.fixture
def problems(read):
    def problems(content):
        with pytest.raises(ImportProblemsError) as caught:
            read(content)
        return caught.value.problems

    return problems


@pytest.fixture
def refused(problems):
    """Return the problems of a sheet as a person reads them."""
    return lambda content: [str(problem) for problem in problems(content)]


@pytest.fixture
def places(problems):
    return lambda content: [(problem.line, problem.column) for problem in problems(content)]


def test_a_wide_sheet_gives_one_response_for_each_step_and_round(read):
    sheet = read(
        "participant,role,consent,round,leak.severity,leak.acceptability,C1,A,B,C\n"
        "p1,community,room,1,4,9,-5,2,1,3\n"
        "p1,community,room,2,3,,,,,\n"
    )
    assert sheet.responses == (
        Response("p1", "rate-harms", 1, (Answer("leak", "severity", 4),), "community"),
        Response("p1", "accept-residual", 1, (Answer("leak", "acceptability", 9),), "community"),
        Response("p1", "rate-considerations", 1, (Answer("C1", "support", -5),), "community"),
        Response(
            "p1",
            "rank-options",
            1,
            (Answer("A", RANK, 2), Answer("B", RANK, 1), Answer("C", RANK, 3)),
            "community",
        ),
        Response("p1", "rate-harms", 2, (Answer("leak", "severity", 3),), "community"),
    )
    assert sheet.consents == {"p1": "room"}


def test_a_long_sheet_gives_the_same_responses_as_the_wide_one(read):
    wide = read(
        "participant,role,round,leak.severity,leak.likelihood,A,B\n"
        "p1,community,1,4,dont-know,2,1\n"
        "p2,stewards,1,1,,1,\n"
    )
    long = read(
        "participant,round,item,scale,value,role\n"
        "p1,1,leak,severity,4,community\n"
        "p1,1,leak,likelihood,dont-know,community\n"
        "p1,1,A,,2,community\n"
        "p1,1,B,rank,1,community\n"
        "p2,1,leak,severity,1,stewards\n"
        "p2,1,A,,1,stewards\n"
        "p2,1,B,,,stewards\n"
    )
    assert long == wide


def test_a_long_sheet_may_name_the_step_in_place_of_the_scale(read):
    sheet = read("participant,round,step,item,value\np1,1,accept-residual,leak,9\n")
    assert sheet.responses == (
        Response("p1", "accept-residual", 1, (Answer("leak", "acceptability", 9),)),
    )


@pytest.mark.parametrize(
    ("text", "value", "missing"),
    [
        ("-5", -5, ""),
        ("+5", 5, ""),
        ("−5", -5, ""),
        ("٣", 3, ""),
        (" 4 ", 4, ""),
        ("dont-know", None, "dont-know"),
        ("Prefer-Not", None, "prefer-not"),
        ("UNREADABLE", None, "unreadable"),
    ],
)
def test_what_stands_for_an_answer(read, text, value, missing):
    sheet = read(f"participant,round,C1\np1,1,{text}\n")
    assert sheet.responses[0].answers == (Answer("C1", "support", value, missing),)


def test_an_empty_cell_is_no_answer(read):
    sheet = read("participant,round,C1,A\np1,1,,1\np2,1,0,\n")
    assert [(r.participant, r.step) for r in sheet.responses] == [
        ("p1", "rank-options"),
        ("p2", "rate-considerations"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"participant,round,C1\np1,1,2\n", id="comma"),
        pytest.param(b"participant;round;C1\r\np1;1;2\r\n", id="semicolon and CRLF"),
        pytest.param(b"participant\tround\tC1\np1\t1\t2", id="tab, no last line break"),
        pytest.param(b"\xef\xbb\xbfparticipant,round,C1\np1,1,2\n", id="byte order mark"),
        pytest.param(b'"participant","round","C1"\n"p1","1","2"\n', id="all quoted"),
        pytest.param(b"\n\nparticipant,round,C1\n\np1,1,2\n,,\n\n", id="empty rows"),
    ],
)
def test_separators_line_ends_and_marks_of_spreadsheets_are_understood(read, content):
    assert read(content).responses == (
        Response("p1", "rate-considerations", 1, (Answer("C1", "support", 2),)),
    )


def test_a_role_given_once_holds_for_all_rows_of_the_participant(read):
    sheet = read("participant,role,round,C1\np1,,1,0\np1,stewards,2,1\n")
    assert [response.role for response in sheet.responses] == ["stewards", "stewards"]


def test_consent_is_kept_only_for_those_who_state_it(read):
    sheet = read("participant,consent,round,C1\np1,Quotes,1,0\np2,,1,1\n")
    assert sheet.consents == {"p1": "quotes"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param(
            "p1,1,7,,",
            (
                "line 2, column 3: 7 is not a point of 'support'. Use one of: -5, -4, -3, -2, "
                "-1, 0, 1, 2, 3, 4, 5."
            ),
            id="off the scale",
        ),
        pytest.param(
            "p1,1,1.0,,", "line 2, column 3: '1.0' is a decimal number. Write 1.", id="decimal"
        ),
        pytest.param(
            'p1,1,"-2,00",,',
            "line 2, column 3: '-2,00' is a decimal number. Write -2.",
            id="comma",
        ),
        pytest.param(
            "p1,1,=1+1,,",
            "line 2, column 3: '=1+1' is a formula. Write the answer itself.",
            id="formula",
        ),
        pytest.param(
            "p1,1,1.5,,",
            (
                "line 2, column 3: '1.5' is not an answer. Write a whole number, one of "
                "dont-know, prefer-not, unreadable, or nothing."
            ),
            id="half",
        ),
        pytest.param(
            "p1,1,,1,1",
            "line 2, column 5: Rank 1 is given twice: A, B. Give each rank once.",
            id="rank twice",
        ),
        pytest.param(
            "p1,1,,1,3",
            (
                "line 2, column 5: Rank 2 is left out, but rank 3 is given. Rank from 1 on "
                "without a gap."
            ),
            id="rank left out",
        ),
        pytest.param(
            ",1,0,,",
            "line 2, column 1: The participant is empty. Write the label of the sheet.",
            id="who",
        ),
        pytest.param(
            "=p1,1,0,,",
            "line 2, column 1: '=p1' looks like a formula. Use a plain label.",
            id="=label",
        ),
        pytest.param(
            "p1,one,0,,",
            (
                "line 2, column 2: The round is 'one', not a whole number. Write 1 for the "
                "first round."
            ),
            id="round in words",
        ),
        pytest.param(
            "p1,3,0,,",
            (
                "line 2, column 2: Step 'rate-considerations' has no round 3. Use a round from "
                "1 to 2."
            ),
            id="round too late",
        ),
        pytest.param(
            "p1,1,0",
            (
                "line 2: This row has 3 fields, the header has 5. Give each row as many fields "
                "as the header."
            ),
            id="row too short",
        ),
        pytest.param(
            "p1,1,0,,,9",
            (
                "line 2: This row has 6 fields, the header has 5. Give each row as many fields "
                "as the header."
            ),
            id="row too long",
        ),
    ],
)
def test_each_problem_of_a_row_has_its_place_and_remedy(refused, row, problem):
    assert refused(f"participant,round,C1,A,B\n{row}\n") == [problem]


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        pytest.param(
            "participant,round,leak.severity,left",
            "line 1, column 4: The column 'left' is not an item of this kit. "
            "Did you mean 'left-out'?",
            id="unknown item",
        ),
        pytest.param(
            "participant,round,C1,C1",
            "line 1, column 4: The column 'C1' is there twice. Keep one of the two.",
            id="same column twice",
        ),
        pytest.param(
            "participant,round,C1,C1.support",
            (
                "line 1, column 4: The column 'C1.support' asks 'C1.support' once more. Keep "
                "one of the two."
            ),
            id="same question twice",
        ),
        pytest.param(
            "participant,round,C1,",
            "line 1, column 4: This column has no name. Name it, or remove it.",
            id="no name",
        ),
        pytest.param(
            "participant,round,C1,leak",
            (
                "line 1, column 4: 'leak' is asked in 3 ways. Use one of: leak.severity (step "
                "rate-harms), leak.likelihood (step rate-harms), leak.acceptability (step "
                "accept-residual)."
            ),
            id="ambiguous",
        ),
        pytest.param(
            "participant,round,C1,A.support",
            (
                "line 1, column 4: 'A' is not asked as 'support'. Use one of: A.rank (step "
                "rank-options)."
            ),
            id="scale of another item",
        ),
        pytest.param(
            "participant,rounds,C1,A",
            "line 1: The column 'round' is missing. Add it to the header.",
            id="no round",
        ),
    ],
)
def test_each_problem_of_a_header_has_its_place_and_remedy(refused, header, problem):
    assert problem in refused(f"{header}\np1,1,0,1\n")


def test_a_second_row_of_a_participant_and_round_is_refused(refused):
    assert refused("participant,round,C1\np1,1,0\np1,2,0\np1,1,1\n") == [
        "line 4, column 1: 'p1' has a row for round 1 on line 2 already. Keep one of the two."
    ]


def test_a_second_answer_to_a_question_is_refused(refused):
    assert refused("participant,round,item,value\np1,1,C1,0\np1,1,C1,\np1,1,C1,1\n") == [
        (
            "line 4, column 3: 'p1' has an answer to 'C1.support' on line 2 already. Keep "
            "one of the two."
        )
    ]


def test_one_participant_has_one_role_and_one_consent(refused):
    rows = "p1,stewards,open,1,0\np1,community,room,2,0\n"
    assert refused(f"participant,role,consent,round,C1\n{rows}") == [
        (
            "line 3, column 2: The role of 'p1' was 'stewards' before. Give each "
            "participant one role (first on line 2)."
        ),
        (
            "line 3, column 3: The consent of 'p1' was 'open' before. Give each "
            "participant one consent (first on line 2)."
        ),
    ]


def test_an_unknown_role_and_tier_are_refused_once(refused):
    rows = "p1,comunity,raport,1,0,1\n"
    assert refused(f"participant,role,consent,round,C1,A\n{rows}") == [
        "line 2, column 2: 'comunity' is not a role of this kit. Did you mean 'community'?",
        "line 2, column 3: 'raport' is not a tier of consent. Did you mean 'report'?",
    ]


def test_a_long_sheet_names_the_row_of_the_answer_that_breaks_a_rule(refused):
    rows = "p1,1,A,1\np2,1,A,1\np1,1,B,1\np2,1,C,9\n"
    assert refused(f"participant,round,item,value\n{rows}") == [
        "line 4, column 4: Rank 1 is given twice: A, B. Give each rank once.",
        "line 5, column 4: 9 is not a point of 'rank'. Use one of: 1, 2, 3.",
    ]


def test_an_unknown_column_of_a_long_sheet_is_refused(refused):
    assert refused("participant,round,item,value,scales\np1,1,C1,0,support\n") == [
        "line 1, column 5: The column 'scales' is not known. Did you mean 'scale'?"
    ]


def test_all_problems_come_at_once_in_the_order_of_the_file(places):
    rows = "p1,1,9,x\np1,1,9\n,0,=1,\n"
    assert places(f"participant,round,C1,A\n{rows}") == [(2, 3), (2, 4), (3, 0), (4, 1), (4, 3)]


def test_lines_are_counted_as_an_editor_shows_them(places):
    rows = '"p\n1",1,9,0\np2,1,9,0\n'
    assert places(f"participant,round,C1,A\n\n{rows}") == [
        (3, 1),  # a label over two lines
        (4, 3),  # behind the line break inside the label
        (4, 4),
        (5, 3),
        (5, 4),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"", "the file: It holds no rows.", id="empty"),
        pytest.param(b" \n\n", "the file: It holds no rows.", id="only spaces"),
        pytest.param(
            b"participant,round,C1\n", "the file: It holds no answers.", id="only a header"
        ),
        pytest.param(
            "participant,round,C1\np1,1,é".encode("latin-1"),
            "line 2: It is not written in UTF-8.",
            id="Latin-1",
        ),
        pytest.param(
            "participant,round,C1\np1,1,0".encode("utf-16"),
            "line 1: It is not written in UTF-8.",
            id="UTF-16",
        ),
        pytest.param(
            b"participant,round,C1\np1,1,0\0\n", "line 2: It holds a zero byte.", id="zero byte"
        ),
        pytest.param(
            b'participant,round,C1\np1,1,0\np2,"1,0\n\n\n',
            "line 3: From this line on, the quotation marks do not match or a field has no end.",
            id="open quote",
        ),
        pytest.param(
            b"participant,round,C1\np1,1," + b"9" * 20_000,
            "line 2, column 3: This field has more than 10000 characters.",
            id="huge field",
        ),
        pytest.param(
            b"participant,round,C1\np1,1," + b"9" * 200_000,
            "line 2: From this line on, the quotation marks do not match or a field has no end.",
            id="field beyond the reader's limit",
        ),
        pytest.param(
            b"participant,round" + b",x" * 3_000,
            "line 1: It has more than 2000 columns.",
            id="wide",
        ),
    ],
)
def test_files_that_cannot_be_read_are_refused_with_a_sentence(refused, content, problem):
    assert refused(content)[0].startswith(problem)


def test_a_file_of_more_than_50_megabytes_is_refused(tmp_path, kit):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ImportProblemsError, match="larger than 50 MB"):
        read_responses(path, kit)


def test_a_file_that_is_not_there_is_refused(tmp_path, kit):
    with pytest.raises(ImportProblemsError, match="No such file"):
        read_responses(tmp_path / "nowhere.csv", kit)


def test_of_very_many_problems_the_rest_is_counted(refused):
    problems = refused("participant,round,C1\n" + "".join(f"p{n},1,x\n" for n in range(700)))
    assert len(problems) == 501
    assert problems[0] == ("the file: 200 further problems are not listed. Correct these first.")


def test_a_message_never_repeats_control_marks_of_a_file(refused):
    (problem,) = refused("participant,round,C1\np1,1,\x1b[2J" + "x" * 100 + "\n")
    assert f"'?[2J{'x' * 36}…' is not an answer." in problem


headers = st.lists(
    st.sampled_from(["participant", "round", "role", "consent", "item", "value", "C1", "leak"]),
    max_size=6,
).map(",".join)
texts = st.text(st.sampled_from(list('p1-=,;\t\n\r"\0 C.é')), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(header=headers, body=st.one_of(st.binary(max_size=60), texts.map(str.encode)))
def test_whatever_a_file_holds_only_a_refusal_escapes(read, header, body):
    with contextlib.suppress(ImportProblemsError):
        read(header.encode() + b"\n" + body)
