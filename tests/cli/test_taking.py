"""Answers in, numbers and open data out."""

import csv
import json

import pytest

from pe_tools.record import open_record
from pe_tools.tables import open_tables

SHARED = ("green", "secret")


def answers(purpose="report"):
    """Return the answers of the workshop as (role, round, item, value or reason), sorted."""
    with open_record() as record:
        table = open_tables(record, "office", purpose=purpose).answers
    values = table["value"].astype("object").where(table["value"].notna(), table["missing"])
    return sorted(zip(table["role"], table["round"], table["item"], map(str, values), strict=True))


def test_a_sheet_is_taken_once(taken):
    result = taken("import", "answers.csv", "--kit", "tea", "--workshop", "office")
    assert result.output == "0 response(s) taken into 'office'.\n10 known already.\n"
    assert len(answers()) == 25


def test_a_dry_run_changes_nothing(pe):
    result = pe("import", "answers.csv", "--kit", "tea", "--workshop", "office", "--dry-run")
    assert result.output == "10 response(s) would be taken into 'office'.\n"
    with open_record() as record:
        assert record.streams() == ()


def test_a_sheet_with_problems_is_refused_as_a_whole(pe, tmp_path):
    sheet = tmp_path / "here" / "answers.csv"
    sheet.write_text(sheet.read_text() + "p6,makers,open,1,4,1,1,1,1\n")
    result = pe("import", "answers.csv", "--kit", "tea", "--workshop", "office")
    assert result.exit_code == 1
    assert result.stderr == (
        "answers.csv has 2 problem(s); nothing was changed.\n"
        "  line 7, column 5: 4 is not a point of 'taste'. Use one of: 1, 2, 3.\n"
        "  line 7, column 9: Rank 1 is given twice: shop, farm. Give each rank once.\n"
    )
    with open_record() as record:
        assert record.streams() == ()


def test_consent_said_for_all_holds_only_where_the_sheet_says_nothing(pe, tmp_path):
    (tmp_path / "here" / "some.csv").write_text(
        "participant,role,consent,round,green\np1,makers,,1,1\np2,makers,report,1,2\n"
    )
    pe("import", "some.csv", "--kit", "tea", "--workshop", "office", "--consent", "open")
    assert answers("open") == [("makers", 1, "green", "1")]


def test_own_items_take_the_place_of_the_kits(pe, tmp_path):
    (tmp_path / "here" / "items.csv").write_text("item,kind,text\nM1,tea,Mint tea.\n")
    (tmp_path / "here" / "mint.csv").write_text("participant,round,M1\np1,1,3\n")
    options = ["--kit", "tea", "--workshop", "office", "--items", "items.csv"]
    assert pe("import", "mint.csv", *options).exit_code == 0
    assert answers() == [("", 1, "M1", "3")]


def test_enter_asks_item_by_item_and_again_after_a_mistake(taken):
    result = taken(
        *("enter", "office", "--participant", "p6", "--role", "makers"),
        *("--step", "taste-tea", "--round", 2),
        typed="good\n3\n9\n1\n\n",
    )
    assert result.exit_code == 0, result.output
    assert "green: Green tea." in result.output
    assert "1 bad, 2 so-so, 3 good" in result.output
    assert "'good' is not an answer." in result.output
    assert "9 is not a point of 'taste'. Use one of: 1, 2, 3." in result.output
    assert result.output.endswith("1 response(s) taken into 'office'.\n")
    assert [one for one in answers() if one[1] == 2] == [
        ("makers", 2, "black", "1"),
        ("makers", 2, "green", "3"),
    ]


def test_a_ranking_with_a_tie_is_asked_again(taken):
    options = ["--participant", "p6", "--step", "rank-shops"]
    result = taken("enter", "office", *options, typed="1\n1\n1\n2\n")
    assert "Rank 1 is given twice: shop, farm." in result.output
    assert result.output.endswith("1 response(s) taken into 'office'.\n")


def test_what_is_not_named_is_asked_for(taken):
    result = taken("enter", "office", typed="p6\ntaste-tea\nprefer-not\n\n\n")
    assert result.output.endswith("1 response(s) taken into 'office'.\n")
    assert ("", 1, "green", "prefer-not") in answers()


def test_enter_reads_a_file(taken, tmp_path):
    (tmp_path / "here" / "one.csv").write_text("item,value\ngreen,3\nsecret,dont-know\n")
    options = ["--participant", "p6", "--role", "makers", "--step", "taste-tea", "--round", 2]
    result = taken("enter", "office", *options, "--file", "one.csv")
    assert result.output == "1 response(s) taken into 'office'.\n"
    assert [one for one in answers() if one[1] == 2] == [
        ("makers", 2, "green", "3"),
        ("makers", 2, "secret", "dont-know"),
    ]


def test_a_file_to_enter_with_mistakes_is_refused(taken, tmp_path):
    (tmp_path / "here" / "one.csv").write_text("item,value\ngreen,4\nshop,1\n")
    options = ["--participant", "p6", "--step", "taste-tea"]
    result = taken("enter", "office", *options, "--file", "one.csv")
    assert result.exit_code == 1
    assert "line 2, column 2: 4 is not a point of 'taste'." in result.stderr
    assert "line 3, column 1: 'shop' is not asked as 'taste-tea'." in result.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--step", "taste"], "'taste' is not a step that takes answers."),
        (["--step", "taste-tea", "--round", 3], "Step 'taste-tea' has no round 3."),
        (["--step", "taste-tea", "--role", "maker"], "Did you mean 'makers'?"),
    ],
)
def test_enter_refuses_before_it_asks(taken, options, sentence):
    result = taken("enter", "office", "--participant", "p6", *options)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_findings_come_as_text_and_as_json(taken):
    found = json.loads(taken("findings", "office", "--json").stdout)
    medians = {(f["item"], f["role"]): f["value"] for f in found if f["name"] == "median"}
    assert medians["green", ""] == 2.0  # of 1, 1, 2, 3, 3
    assert len(taken("findings", "office").stdout.splitlines()) == len(found) + 1


def test_export_holds_only_what_is_open_and_cannot_be_joined(taken, tmp_path):
    rows = []
    for folder in ("first", "second"):
        assert taken("export", "office", "--into", folder).exit_code == 0
        with (tmp_path / "here" / folder / "office.csv").open(newline="") as file:
            rows.append(list(csv.DictReader(file)))
    first, second = rows
    assert len(first) == 20  # four people allow it; five questions each
    assert not {r["participant"] for r in first} & {r["participant"] for r in second}
    assert {r["role"] for r in first} == {""}  # one maker: so the drinkers join them
    secret = {r["participant"] for r in first if r["item"] == "secret"}
    assert not secret & {r["participant"] for r in first if r["item"] != "secret"}
    as_json = json.loads((tmp_path / "here" / "second" / "office.json").read_text())
    assert [row["item"] for row in as_json] == [row["item"] for row in second]


def test_an_export_shows_large_roles_but_never_beside_a_sensitive_answer(pe, tmp_path):
    rows = "".join(f"p{n},{('drinkers', 'makers')[n % 2]},1,3,1\n" for n in range(8))
    (tmp_path / "here" / "eight.csv").write_text(f"participant,role,round,green,secret\n{rows}")
    pe("import", "eight.csv", "--kit", "tea", "--workshop", "office", "--consent", "open")
    pe("export", "office", "--into", "out")
    rows = json.loads((tmp_path / "here" / "out" / "office.json").read_text())
    roles = {item: [row["role"] for row in rows if row["item"] == item] for item in SHARED}
    assert sorted(roles["green"]) == ["drinkers"] * 4 + ["makers"] * 4
    assert roles["secret"] == [""] * 8


def test_export_of_an_unknown_workshop_names_the_known(taken):
    result = taken("export", "nowhere", "--into", "out")
    assert result.exit_code == 2
    assert "Workshops found: office." in result.stderr


def test_an_export_of_fewer_than_the_smallest_group_is_refused(pe, tmp_path):
    (tmp_path / "here" / "two.csv").write_text("participant,round,green\np1,1,3\np2,1,1\n")
    options = ["--kit", "tea", "--workshop", "office", "--consent", "open"]
    pe("import", "two.csv", *options)
    result = pe("export", "office", "--into", "out")
    assert result.exit_code == 2
    assert result.stderr == (
        "2 participant(s) of 'office' allow this use. With fewer than 3, nothing is written out.\n"
    )


def test_verify_prints_the_head_that_a_later_verify_takes(taken):
    told = taken("verify", "office").stdout
    head = told.partition("Head ")[2].strip()
    assert told.startswith("office: whole. Head ")
    assert taken("verify", "office", "--head", head).exit_code == 0


def test_verify_notices_a_head_that_the_record_does_not_have(taken):
    head = taken("verify", "office").stdout.partition("Head ")[2].strip()
    seq, _, digits = head.partition(" ")
    result = taken("verify", "office", "--head", f"{int(seq) + 1} {digits}")
    assert result.exit_code == 1
    assert "a cut tail" in result.stdout


def test_verify_refuses_what_is_no_head(taken):
    result = taken("verify", "office", "--head", "17")
    assert result.exit_code == 2
    assert taken("verify", "--head", "17 " + "0000 " * 8).exit_code == 2


def test_verify_of_no_record_says_so(pe):
    assert pe("verify").stdout.startswith("There is no record yet in ")


def test_verify_names_the_workshops_where_one_is_unknown(taken):
    result = taken("verify", "offise")
    assert result.exit_code == 2
    assert "Workshops found: office." in result.stderr
