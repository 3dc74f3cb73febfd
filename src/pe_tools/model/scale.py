"""Scales: named points with words, pictures and numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One point of a scale: its stored number, its word, its anchor and its picture.

    ``anchor`` says in plain words what choosing the point means; ``picture`` is the name of a
    glyph that differs from its neighbours by shape, not by colour alone ("" for none).
    """

    value: int
    word: str
    anchor: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Scale:
    """Ordered points of one judgement, lowest first."""

    id: str
    question: str
    points: tuple[Point, ...]

    @property
    def values(self) -> tuple[int, ...]:
        """Return the stored numbers, lowest first."""
        return tuple(point.value for point in self.points)

    def word(self, value: int) -> str:
        """Return the word of the point with this number, or the number itself."""
        words = {point.value: point.word for point in self.points}
        return words.get(value) or str(value)
