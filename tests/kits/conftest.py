"""A small kit that loads, as the ground for tests that break one thing in it."""

from pathlib import Path

import pytest

SMALL = """\
id: small
version: 1.10
title: Harms of a shared list
purpose: Agree on what could go wrong.
minutes: 60
roles:
  - id: community
    name: Neighbours
  - id: stewards
    name: Keepers of the list
scales:
  - id: severity
    question: How severe would that be?
    points:
      - {value: 1, word: Slight, anchor: You hardly notice.}
      - {value: 2, word: Small}
      - {value: 3, word: Middling}
      - {value: 4, word: Large}
      - {value: 5, word: Grave, picture: stones5-5}
items:
  - id: list-lost
    kind: harm
    text: The list is lost.
    source: written for this test
    sensitive: true
steps:
  - id: welcome
    kind: talk
    title: Welcome
  - id: rate-harms
    kind: rate
    title: Rate the harms
    prompt: Answer alone.
    items: harm
    scales: [severity]
    rounds: 2
agenda:
  - {minutes: 20, step: welcome}
  - {minutes: 20, step: rate-harms, round: 1}
  - {minutes: 20, step: rate-harms, round: 2}
thresholds:
  min_group: 4
"""


@pytest.fixture
def small() -> str:
    """The text of a kit that loads."""
    return SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the small kit in it."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "kit.yaml").write_text(SMALL, encoding="utf-8")
    return folder
