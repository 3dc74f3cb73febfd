"""No word of ours bypasses translation: in a language of accented letters, all are accented.

Both notebooks run on their made-up workshops in a language whose catalog has every message in
other letters. What is left in plain letters must be somebody else's: a text of the kit, words of
the people in the room, a name or a version.
"""

from __future__ import annotations

import ast
import io
import re
from html.parser import HTMLParser

import docx
import nbformat
import pytest

from pe_tools.charts.sheet import Sheet
from pe_tools.kits.texts import texts_of
from pe_tools.language.gather import PACKAGE, messages
from pe_tools.notebook.steps.pages import LIBRARIES
from pe_tools.places import shipped
from pe_tools.reports import harvest, report_docx, report_html

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
OTHER = "àƀçđèƒğħìĵķĺḿñòƥɋŕšŧùṽŵẋýžÀƁÇĐÈƑĞĦÌĴĶĹḾÑÒƤɊŔŠŦÙṼŴẊÝŽ"
LETTERS = str.maketrans(PLAIN, OTHER)
NOTEBOOKS = [
    shipped("notebooks") / f"{name}.ipynb" for name in ("20_risk_assessment", "25_deliberation")
]


def accented(message):
    """Return a message in other letters, its placeholders as they are."""
    parts = re.split(r"({\w+})", message)
    return "".join(p if p.startswith("{") else p.translate(LETTERS) for p in parts)


def quoted(text):
    return '"' + text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n") + '"'


def entry(message):
    if isinstance(message, str):
        return f"msgid {quoted(message)}\nmsgstr {quoted(accented(message))}\n"
    one, many = message
    return (
        f"msgid {quoted(one)}\nmsgid_plural {quoted(many)}\n"
        f"msgstr[0] {quoted(accented(one))}\nmsgstr[1] {quoted(accented(many))}\n"
    )


def said_by_others(tables):
    """Return every text in a report that is not ours."""
    said = [*texts_of(tables.kit).values(), tables.name, tables.kit.id, "pe_tools", *LIBRARIES]
    for outcome in (*tables.treatments, *tables.decisions):
        said += [outcome.text, outcome.owner, outcome.due]
    for word in (*tables.notes, *tables.objections, *tables.minority_notes):
        said += [word.text]
    return sorted({*filter(None, said), tables.head.text, tables.head.hash}, key=len, reverse=True)


def unaccented(text, said):
    """Return what is in plain letters in a text, apart from what others said."""
    for words in said:
        text = text.replace(words, " ")
    return re.findall("[A-Za-z]+", text)


class Spoken(HTMLParser):
    """The texts of a page: those to see and those to hear."""

    def __init__(self, page):
        super().__init__()
        self.found, self.inside = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.inside.append(tag)
        self.found += [v for name, v in attrs if name in ("aria-label", "alt", "title") and v]

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        if self.inside[-1:] != ["style"]:
            self.found.append(data)


class Ran:
    """A notebook run in this process, with what its charts wrote."""

    def __init__(self, path, min_group):
        self.notebook = nbformat.read(path, as_version=4)
        self.values = {}
        for cell in self.notebook.cells:
            if cell.cell_type == "code":
                self._run(cell, min_group)

    def _run(self, cell, min_group):
        *before, last = ast.parse(cell.source).body
        shows = isinstance(last, ast.Expr)
        body = before if shows else [*before, last]
        exec(compile(ast.Module(body, []), "cell", "exec"), self.values)
        if "parameters" in cell.metadata.get("tags", []):
            self.values |= {"lang": "en-XA", "min_group": min_group}
        if shows:
            shown = eval(compile(ast.Expression(last.value), "cell", "eval"), self.values)
            bundle = shown._repr_mimebundle_()
            cell.outputs = [nbformat.v4.new_output("display_data", bundle)]


@pytest.fixture
def drawn(monkeypatch):
    """Return the texts that charts write, as their lines are drawn."""
    texts = []
    write = Sheet.text

    def noted(self, place, lines, **look):
        lines = [lines] if isinstance(lines, str) else [*lines]
        texts.append(lines)
        write(self, place, lines, **look)

    monkeypatch.setattr(Sheet, "text", noted)
    return texts


@pytest.fixture(params=[3, 50], ids=["shown", "too few to show"])
def ran(request, words_of, drawn, path):
    entries = {message: entry(message) for message, _ in messages()}
    words_of("\n".join(entries.values()), language="en-XA")
    return Ran(path, request.param)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_word_of_ours_in_a_report_can_be_translated(ran, drawn):
    said = [*said_by_others(ran.values["review"].context.tables), "dpv-5x5"]
    blocks = harvest(ran.notebook)
    page = Spoken(report_html(blocks))
    assert any("Ŕ" in text or "ŕ" in text for text in page.found)
    assert [found for text in page.found if (found := unaccented(text, said))] == []
    document = docx.Document(io.BytesIO(report_docx(blocks)))
    runs = [
        "".join(t.text for t in p.iter() if t.tag.endswith("}t") and t.text)
        for p in document.element.body.iter()
        if p.tag.endswith("}p")
    ]
    assert [found for text in runs if (found := unaccented(text, said))] == []


def squeezed(text):
    return re.sub(r"[\s\u200e\u200f…]", "", text)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_word_of_ours_in_a_chart_can_be_translated(ran, drawn):
    said = squeezed(" ".join(said_by_others(ran.values["review"].context.tables)))
    plain = [text for lines in drawn if re.search("[A-Za-z]", text := squeezed("".join(lines)))]
    assert [text for text in plain if text not in said] == []


BLOCKS = {"Callout", "Cover", "Figure", "Heading", "Listing", "Paragraph", "Quote", "Table"}


def calls():
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node, getattr(node.func, "attr", getattr(node.func, "id", ""))


def test_every_message_stands_in_the_code_to_be_gathered():
    """``translate`` may take what was gathered elsewhere: prose of notebooks, refusals."""
    hidden = [
        f"{path.name}:{node.lineno}"
        for path, node, name in calls()
        if path.parent.name != "kits"  # its say() looks up texts of kits
        if name == "say" or (name == "count" and len(node.args) > 2)
        if not all(isinstance(arg, ast.Constant) for arg in node.args[: 1 + (name == "count")])
    ]
    assert hidden == []


def test_no_block_is_given_a_sentence_of_its_own():
    bare = [
        f"{path.name}:{node.lineno}: {text.value}"
        for path, node, name in calls()
        if name in BLOCKS
        for given in (*node.args, *(keyword.value for keyword in node.keywords))
        for text in ast.walk(given)
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
        if re.search(r"[A-Z]|[a-z] [a-z]", text.value) and not is_said(given, text)
    ]
    assert bare == []


def is_said(given, text):
    """Return whether a literal is handed to words, so that it is looked up."""
    return any(
        isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", ""))
        in ("say", "count", "translate")
        and text in node.args
        for node in ast.walk(given)
    )
