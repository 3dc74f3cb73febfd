"""Real answers come in whole: two deliberations on biobanks."""

from __future__ import annotations

import csv

import pytest

from pe_tools.exchange import read_items, read_responses
from pe_tools.kits import read_kit
from pe_tools.workshop import with_items

FILES = [("ubc_biobank", 17, 38), ("wa_stakeholders", 15, 49)]


@pytest.mark.parametrize(("name", "people", "considerations"), FILES)
def test_every_answer_of_the_file_is_taken_unchanged(shared, name, people, considerations):
    folder = shared / "deliberation"
    kit, _ = read_kit("deliberation")
    items = read_items(folder / f"{name}_items.csv", kit)
    assert [item.kind for item in items] == ["consideration"] * considerations + ["option"] * 7
    sheet = read_responses(folder / f"{name}.csv", with_items(kit, items))
    assert len({response.participant for response in sheet.responses}) == people
    taken = {
        (response.participant, str(response.round), answer.item): str(answer.value)
        for response in sheet.responses
        for answer in response.answers
    }
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        written = {
            (row["participant"], row["round"], item): text
            for row in csv.DictReader(file)
            for item, text in row.items()
            if text and item not in ("participant", "round")
        }
    assert taken == written
