"""Choices and points asked on the terminal."""

from pe_tools.places import home
from pe_tools.record import open_record
from pe_tools.tables import open_tables

MORE = """\
  - {id: pick-shop, kind: choose, title: Pick, items: option}
  - {id: share-shops, kind: points, title: Share, items: option}
agenda:
"""


def enter(pe, step, typed):
    kit = home() / "kits" / "tea" / "kit.yaml"
    kit.write_text(kit.read_text().replace("agenda:\n", MORE))
    sheet = kit.parents[2] / "here" / "answers.csv"
    sheet.write_text("participant,round,green\np1,1,1\n")
    pe("import", "answers.csv", "--kit", "tea", "--workshop", "office")
    return pe("enter", "office", "--participant", "p2", "--step", step, typed=typed)


def values(step):
    with open_record() as record:
        answers = open_tables(record, "office", purpose="report").answers
    mine = answers[answers["step"] == step]
    assert set(mine["channel"]) == {"terminal"}
    return dict(zip(mine["item"], mine["value"], strict=True))


def test_a_choice_says_how_many_can_be_chosen_and_asks_again_where_there_are_more(pe):
    result = enter(pe, "pick-shop", "1\n1\n1\n0\n")
    assert "1 chosen, 0 not chosen; at most 1 in all" in result.output
    assert "2 items are chosen, but at most 1 can be. Choose fewer." in result.output
    assert values("pick-shop") == {"shop": 1, "farm": 0}


def test_points_are_asked_again_until_they_add_up(pe):
    result = enter(pe, "share-shops", "9\n2\n8\n2\n")
    assert "0 to 10 points, exactly 10 in all" in result.output
    assert "11 points are shared out, not 10. Share out exactly 10." in result.output
    assert values("share-shops") == {"shop": 8, "farm": 2}
