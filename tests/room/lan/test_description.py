"""The room does what docs/room-openapi.yaml says, whatever it is asked."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from ruamel.yaml import YAML
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pe_tools.language import known_languages
from pe_tools.model import TIERS
from pe_tools.room.lan import ROUTES

FILE = Path(__file__).parents[3] / "docs" / "room-openapi.yaml"
DESCRIPTION = YAML(typ="safe").load(FILE)
FORMS = {path for path, ways in DESCRIPTION["paths"].items() if "post" in ways}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def test_it_describes_every_route_and_no_other():
    described = {path.replace("{name}", "(.+)") for path in DESCRIPTION["paths"]}
    assert described == {path for path, _ in ROUTES}


def test_it_describes_the_method_of_each_route():
    for path, handler in ROUTES:
        described = DESCRIPTION["paths"][path.replace("(.+)", "{name}")]
        assert [*described] == ["post" if hasattr(handler, "take") else "get"]


def test_it_names_the_languages_and_the_tiers():
    schemas = DESCRIPTION["components"]["schemas"]
    assert tuple(schemas["Language"]["enum"]) == known_languages()
    assert tuple(schemas["Tier"]["enum"]) == TIERS


async def at_once(_seconds):
    """Answer a wrong code without delay."""


@pytest.fixture
def asked_by_all(room, monkeypatch):
    """Return a room where something is open, and the headers of a phone with a seat."""
    monkeypatch.setattr("pe_tools.room.staying._STREAM_SECONDS", 0.01)
    room.house.slowing.sleep = at_once
    room.do("open_round", "rate-harms", 1)
    room.do("start", "round-robin", 0, 20)
    return room, {"Authorization": f"Seat {room.join()}"}


def operations(mode):
    """Return what can be asked; wrongly, only if there is something that can be wrong."""
    schema = schemathesis.openapi.from_path(str(FILE))
    for found in schema.get_all_operations():
        operation = found.ok()
        parts = (operation.body, operation.query, operation.headers, operation.path_parameters)
        if mode == GenerationMode.POSITIVE or any(len(part) for part in parts):
            yield operation


def ask(operation, mode, host, askers):
    """Ask for one thing in many ways, and return how each was answered."""
    found = set()

    @settings(
        max_examples=12, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck]
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case):
        for headers in askers:
            answer = case.call(base_url=f"http://{host}", headers=headers, allow_redirects=False)
            case.validate_response(answer, checks=CHECKS)
            found.add(answer.status_code)

    with suppress(Unsatisfiable):  # of what is text alone nothing can be wrong
        check()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_whatever_may_be_asked_is_answered_as_described(asked_by_all, accept):
    room, seat = asked_by_all
    askers = [{"Accept": accept, **seat}, {"Accept": accept}]
    mode = GenerationMode.POSITIVE
    found = {one.path: ask(one, mode, room.host, askers) for one in operations(mode)}
    assert {*found} == {*DESCRIPTION["paths"]}
    assert found["/now"] == {200, 401}
    assert found["/"] == found["/phone.js"] == {200}
    assert 401 in found["/answer"]


@pytest.mark.slow
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_whatever_may_not_be_asked_is_refused_as_described(asked_by_all, accept):
    room, seat = asked_by_all
    askers = [{"Accept": accept, **seat}, {"Accept": accept}]
    mode = GenerationMode.NEGATIVE
    found = {one.path: ask(one, mode, room.host, askers) for one in operations(mode)}
    assert found["/enter"] == {404}
    assert all(400 in found[path] for path in FORMS - {"/enter"})
    assert room.get("/").status == 200
