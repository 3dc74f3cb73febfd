"""A whole risk workshop in a browser: nine people, three roles, two rounds, three breakdowns."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pe_tools.kits import read_kit
from pe_tools.language import Words
from pe_tools.model import Kit

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(900)]

KEPT = 3  # harms that the group keeps, so that a sheet has nine boxes
ROLES = ("community", "contributors", "stewards")
PEOPLE = [(f"K{number}", ROLES[number // 3]) for number in range(9)]


@dataclass
class Room:
    """The facilitator's page and the words on it."""

    page: Page
    words: Words
    kit: Kit

    @property
    def agenda(self) -> Locator:
        """Return the panel that leads the workshop."""
        return self.page.locator(".pe-panel", has=self.page.locator(".pe-agenda"))

    def panel(self, prompt: str) -> Locator:
        """Return the last panel that asks something: the step's own, behind the agenda's."""
        return self.page.locator(".pe-panel", has=self.page.get_by_text(prompt)).last

    def press(self, panel: Locator, label: str, **values: object) -> None:
        """Press a button of a panel, and wait until it is done."""
        name = self.words.say(label, **values)
        panel.get_by_role("button", name=name, exact=True).click()
        expect(panel.get_by_role("button", name=name, exact=True)).to_have_count(0)

    def start(self, step: str, round_: int = 0) -> None:
        """Start a step of the agenda."""
        title = self.kit.step(step).title
        if round_:
            number = self.words.number(round_)
            title = self.words.say("{step}, round {round}", step=title, round=number)
        self.press(self.agenda, "Start: {step}", step=title)

    def show_all(self) -> None:
        """Show all parts of the page at once; the page remembers it over a reload."""
        button = self.page.get_by_role("button", name=self.words.say("Show all"))
        if button.get_attribute("aria-pressed") != "true":
            button.click()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_whole_workshop_survives_what_can_go_wrong(served, browser: Browser, lang: str) -> None:
    words, (kit, _) = Words(lang), read_kit("risk_assessment", lang)
    room = create(served, browser, words, kit)

    for step in ("welcome", "data-walk", "write-harms", "round-robin", "keep-harms"):
        room.start(step)
    keep_few(room)
    room.start("rate-harms", 1)
    room.press(room.agenda, "Open round {round}", round=words.number(1))

    desk = served.open(browser, f"/voila/render/10_entry.ipynb?workshop=clinic&lang={lang}")
    choose_sheets(desk, words, "rate-harms 1")
    type_all_twice(desk, words, is_reloaded=True)
    heads = words.say("{n} of {expected}", n=words.number(9), expected=words.number(9))
    expect(room.agenda.get_by_text(heads)).to_be_visible()

    room.press(room.agenda, "Close round {round}", round=words.number(1))
    room.press(room.agenda, "Reveal: all together")
    kill_kernels(served)
    room.page.reload()
    room.show_all()
    for role in ROLES:
        room.press(room.agenda, "Reveal: {group}", group=kit.role_name(role))
    register = words.say("Register of harms, in order of urgency")
    expect(room.page.get_by_text(register)).to_be_visible()

    served.kill()
    served.start()
    room = open_room(served, browser, words, kit)
    expect(room.page.get_by_text(register)).to_be_visible()
    expect(room.agenda.locator("[aria-current=step]")).to_contain_text(
        kit.step("rate-harms").title
    )

    for step in ("pause", "discuss-flagged"):
        room.start(step)
    room.start("rate-harms", 2)
    room.press(room.agenda, "Open round {round}", round=words.number(2))
    desk.close()
    desk = served.open(browser, f"/voila/render/10_entry.ipynb?workshop=clinic&lang={lang}")
    choose_sheets(desk, words, "rate-harms 2")
    type_all_once(desk, words, [sheet_of(number) for number in range(8)])
    answer_by_tablet(served, browser, words, *PEOPLE[8], sheet_of(8))
    expect(room.agenda.get_by_text(heads)).to_be_visible()
    room.press(room.agenda, "Close round {round}", round=words.number(2))

    room.start("treat")
    write_down(room)
    judge(room, desk, "accept-residual", (2, 5, 8))
    for step in ("decide", "dissent"):
        room.start(step)
    judge(room, desk, "pulse", (4, 3, 2))
    look_into(report(served.home, lang), browser, words, kit)
    assert served.hosts == {address.split("/")[2] for address in served.addresses}


EXPECTED = (
    "We keep two copies <safe>.",
    "The sharing waits.",
    "A council is founded.",
    "Nobody asked the neighbours.",
)
"""What is written down; a report has to hold every one of it."""


def create(served, browser: Browser, words: Words, kit: Kit) -> Room:
    page = served.open(browser, f"/?lang={words.language}")
    page.get_by_text(words.say("Create a workshop"), exact=True).click()
    page.get_by_label(words.say("Name, in small letters")).fill("clinic")
    page.get_by_role("radio", name=kit.title, exact=True).check()
    page.locator(f"input[name$='-language'][value='{words.language}']").check()
    page.get_by_role("button", name=words.say("Create"), exact=True).click()
    name = words.say("Open {workshop}", workshop="clinic")
    page.get_by_role("link", name=name, exact=True).wait_for()
    page.close()
    room = open_room(served, browser, words, kit)
    heads = dict.fromkeys(ROLES, "3")
    fill(room.agenda, words, "Who is expected?", "Save", heads)
    return room


def open_room(served, browser: Browser, words: Words, kit: Kit) -> Room:
    path = f"/voila/render/20_risk_assessment.ipynb?workshop=clinic&lang={words.language}"
    room = Room(served.open(browser, path), words, kit)
    room.show_all()
    return room


def keep_few(room: Room) -> None:
    harms = [item for item in room.kit.items if item.kind == "harm"]
    for harm in harms[KEPT:]:
        label = room.words.say("Drop: {item}", item=harm.text)
        room.agenda.get_by_role("button", name=label, exact=True).click()
        room.agenda.get_by_role("button", name=room.words.say("Yes"), exact=True).click()
        expect(room.agenda.get_by_role("button", name=label, exact=True)).to_have_count(0)


def choose_sheets(desk: Page, words: Words, sheets: str) -> None:
    desk.locator(f"input[value='{sheets}']").check()
    desk.get_by_role("button", name=words.say("Begin"), exact=True).click()
    desk.get_by_label(words.say("Code on the sheet")).wait_for()


def type_sheet(desk: Page, words: Words, code: str, role: str, values: list[int]) -> None:
    """Type one sheet by keyboard: the code, role and consent, then a digit and Enter a box."""
    field = desk.get_by_label(words.say("Code on the sheet"))
    field.fill(code)
    desk.locator(f"input[type=radio][value='{role}']").check()
    desk.locator("input[type=radio][value='report']").check()
    boxes = desk.locator("input.pe-box")
    expect(boxes).to_have_count(len(values))
    boxes.first.focus()
    for value in values:
        desk.keyboard.type(str(value))
        desk.keyboard.press("Enter")
    desk.get_by_role("button", name=words.say("Send the sheet"), exact=True).click()


def sheet_of(number: int) -> list[int]:
    """Return severity, likelihood and confidence of each harm: the roles see it differently."""
    severity = (5, 3, 1)[number // 3]
    return [severity, 3 + number % 2, 2] * KEPT


def type_all_twice(desk: Page, words: Words, *, is_reloaded: bool) -> None:
    for number, (code, role) in enumerate(PEOPLE):
        values = sheet_of(number)
        type_sheet(desk, words, code, role, values)
        first = words.say("Sheet {code}: first entry saved. Type it again.", code=code)
        expect(desk.get_by_text(first)).to_be_visible()
        if number == 4 and is_reloaded:
            desk.reload()
            choose_sheets(desk, words, "rate-harms 1")
        second = [2, *values[1:]] if number == 7 else values
        type_sheet(desk, words, code, role, second)
        if number == 7:
            differs = words.say("Sheet {code}: the entries differ. Look at the paper.", code=code)
            expect(desk.get_by_text(differs)).to_be_visible()
            desk.locator(".pe-differences input[type=radio]").first.check()
            desk.get_by_role("button", name=words.say("Save what is right")).click()
            done = words.say("Sheet {code}: settled. It counts.", code=code)
        else:
            done = words.say("Sheet {code}: both entries agree. It counts.", code=code)
        expect(desk.get_by_text(done)).to_be_visible()


def type_all_once(desk: Page, words: Words, sheets: list[list[int]]) -> None:
    for (code, role), values in zip(PEOPLE, sheets, strict=False):
        type_sheet(desk, words, code, role, values)
        first = words.say("Sheet {code}: first entry saved. Type it again.", code=code)
        expect(desk.get_by_text(first)).to_be_visible()
    once = words.say("Count the sheets that were typed once")
    desk.get_by_role("button", name=once, exact=True).click()
    desk.get_by_role("button", name=words.say("Yes"), exact=True).click()
    counted = words.count(
        "{n} sheet counts that was typed once.",
        "{n} sheets count that were typed once.",
        len(sheets),
    )
    expect(desk.get_by_text(counted)).to_be_visible()


def answer_by_tablet(
    served, browser: Browser, words: Words, code: str, role: str, values: list[int]
) -> None:
    """Answer alone on the tablet: the code of the paper sheet, so that both rounds are joined."""
    path = f"/voila/render/11_tablet.ipynb?workshop=clinic&lang={words.language}"
    tablet = served.open(browser, path, width=768, height=1024)

    def press(label: str) -> None:
        tablet.get_by_role("button", name=words.say(label), exact=True).click()

    press("Open the page for participants")
    press("Start")
    tablet.get_by_role("textbox", name=words.say("The code on your card")).fill(code)
    press("Next")
    for value in (role, "report", *values):
        tablet.locator(f"dialog input[type=radio][value='{value}']").check()
        press("Next")
    press("Send my answers")
    expect(tablet.get_by_text(words.say("Thank you. Your answers are sent."))).to_be_visible()
    tablet.close()


def judge(room: Room, desk: Page, step: str, by_role: tuple[int, int, int]) -> None:
    """Hold a round of three questions; in each role one answers lower, and one higher."""
    number = room.words.number(1)
    room.start(step)
    room.press(room.agenda, "Open round {round}", round=number)
    desk.reload()
    choose_sheets(desk, room.words, f"{step} 1")
    values = [by_role[person // 3] + person % 3 - 1 for person in range(9)]
    type_all_once(desk, room.words, [[value] * 3 for value in values])
    room.press(room.agenda, "Close round {round}", round=number)
    room.press(room.agenda, "Reveal: all together")


def look_into(report: Path, browser: Browser, words: Words, kit: Kit) -> None:
    """Look for everything that was answered and written down."""
    page = browser.new_page()
    page.goto(report.as_uri())
    for text in EXPECTED:
        expect(page.get_by_text(text).first).to_be_attached()
    left = page.get_by_role(
        "table", name=words.say("How acceptable the risk is that is left (1 to 9)")
    )
    assert left.locator("tbody tr").count() == KEPT
    for row in left.locator("tbody tr").all():
        lowest = ("2", kit.role_name("community"), "5", "9")
        assert [row.locator("th, td").nth(n).inner_text() for n in (1, 2, 3, 5)] == [*lowest]
    expect(page.get_by_text(words.say("Stop rule"))).to_be_attached()
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    for item in (item for item in kit.items if item.kind == "pulse"):
        caption = page.locator("caption", has_text=item.text)
        rows = page.locator("table", has=caption).locator("tbody tr").all()
        counts = [" ".join(row.locator("td").all_inner_texts()[-7:]) for row in rows]
        assert counts == ["0 0 1 1 1 0 3", "0 1 1 1 0 0 3", "1 1 1 0 0 0 3"]
    page.close()


def write_down(room: Room) -> None:
    words, kit = room.words, room.kit
    harm = next(item for item in kit.items if item.kind == "harm")
    treat = room.panel(kit.step("treat").prompt)
    fill(treat, words, "Agree on a treatment", "Save the treatment", {
        "item": harm.id, "option": "change-likelihood", "text": "We keep two copies <safe>.",
        "owner": "the board", "severity": "2", "likelihood": "2", "agreed": "yes",
    })  # fmt: skip
    decide = room.panel(kit.step("decide").prompt)
    for verdict, text in (("pause", "The sharing waits."), ("treat", "A council is founded.")):
        values = {"item": "none", "verdict": verdict, "text": text, "owner": "the board"}
        fill(decide, words, "Note a decision", "Save the decision", values)
    dissent = room.panel(kit.step("dissent").prompt)
    values = {"item": "none", "text": "Nobody asked the neighbours.", "role": "community"}
    fill(dissent, words, "Note an objection", "Save the objection", values)


def fill(panel: Locator, words: Words, title: str, submit: str, values: dict[str, str]) -> None:
    form = panel.locator("details", has_text=words.say(title))
    if form.get_attribute("open") is None:
        form.locator("summary").first.click()
    for name, value in values.items():
        field = form.locator(f"[id$='-{name}']")
        match field.evaluate("element => element.tagName"):
            case "SELECT":
                field.select_option(value)
            case "FIELDSET":
                field.locator(f"input[value='{value}']").check()
            case _:
                field.fill(value)
    form.get_by_role("button", name=words.say(submit), exact=True).click()
    expect(panel.get_by_text(words.say("Saved."), exact=True)).to_be_visible()


def kill_kernels(served) -> None:
    """Kill every kernel of the app with a signal that nothing can catch."""
    found = subprocess.run(
        ["pgrep", "-f", "ipykernel"], capture_output=True, text=True, check=False
    )
    for pid in map(int, found.stdout.split()):
        if f"PE_HOME={served.home}\0" in Path(f"/proc/{pid}/environ").read_text("utf-8"):
            os.kill(pid, signal.SIGKILL)


def report(home: Path, lang: str) -> Path:
    program = Path(sys.executable).parent / "pe"
    into = home / "reports"
    subprocess.run(
        [program, "report", "clinic", "--to", "html", "--into", into, "--lang", lang],
        env={**os.environ, "PE_HOME": str(home)},
        check=True,
        capture_output=True,
    )
    return into / "clinic.html"
