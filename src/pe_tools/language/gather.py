"""Gather the messages that have to be translated: from code, templates and notebooks.

A message is a literal handed to ``say``, ``count`` or ``translate``, the sentence of a refusal,
or a paragraph of a notebook's prose. ``python -m pe_tools.language.gather`` brings the catalogs
up to date: new messages come in empty, and a translation whose message changed is marked fuzzy,
so it is shown in English until somebody looks at it.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import jinja2
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

from pe_tools.language.translations import CATALOGS, Message
from pe_tools.places import shipped

PACKAGE = Path(__file__).parents[1]

_TAKES = {"say": 1, "translate": 1, "count": 2}


def messages() -> Iterator[tuple[Message, str]]:
    """Yield every message with the file that it comes from."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from ((message, path.name) for message in of_code(path.read_text("utf-8")))
    for path in sorted(PACKAGE.rglob("*.j2")):
        yield from ((message, path.name) for message in of_template(path.read_text("utf-8")))
    for path in sorted(shipped("notebooks").glob("*.ipynb")):
        yield from ((message, path.name) for message in of_notebook(path.read_text("utf-8")))


def of_code(text: str) -> Iterator[Message]:
    """Yield the messages of a Python file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            yield from _sentences(node)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            yield from _message(name, given)


def of_template(text: str) -> Iterator[Message]:
    """Yield the messages of a Jinja template."""
    for node in jinja2.Environment(autoescape=True).parse(text).find_all(nodes.Call):
        name = getattr(node.node, "attr", getattr(node.node, "name", ""))
        given = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        yield from _message(name, given)


def of_notebook(text: str) -> Iterator[Message]:
    """Yield the paragraphs of a notebook's prose, without the marks of headings."""
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] == "markdown":
            yield from paragraphs("".join(cell["source"]))


def paragraphs(markdown: str) -> Iterator[str]:
    """Yield the paragraphs of a Markdown text, a heading without its ``#``."""
    for part in markdown.split("\n\n"):
        if text := " ".join(part.split()).lstrip("# "):
            yield text


def update(path: Path) -> None:
    """Bring a catalog up to date with the messages, keeping its translations and its header.

    Babel would write the header anew: without ``X-Reviewed``, and with the time of the day.
    """
    fresh = Catalog()
    for message, file in messages():
        fresh.add(message, locations=[(file, 1)])
    text = path.read_text("utf-8")
    catalog = read_po(BytesIO(text.encode()))
    catalog.update(fresh)
    body = BytesIO()
    write_po(body, catalog, width=99, omit_header=True, no_location=True)
    header, _, _ = text.partition("\n\n")
    path.write_text(f"{header.rstrip()}\n\n{body.getvalue().decode().rstrip()}\n", "utf-8")


def _sentences(refusal: ast.ClassDef) -> Iterator[Message]:
    """Yield the sentence of a class that has one, as every refusal does."""
    for node in refusal.body:
        match node:
            case ast.Assign([ast.Name("sentence")], ast.Constant(str(sentence))):
                yield sentence


def _message(name: str, given: Sequence[object]) -> Iterator[Message]:
    texts = [value for value in given if isinstance(value, str)]
    if len(texts) >= _TAKES.get(name, len(texts) + 1):
        yield (texts[0], texts[1]) if name == "count" else texts[0]


if __name__ == "__main__":
    for catalog_path in CATALOGS.glob("*.po"):
        update(catalog_path)
