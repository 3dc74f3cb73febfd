import pytest

from pe_tools.model import Item, Kit, Point, Role, Scale, Step


def scale(name, *values):
    return Scale(name, f"{name}?", tuple(Point(value, f"word {value}") for value in values))


@pytest.fixture(scope="session")
def kit():
    """A kit whose harms are asked in two steps, and whose options are ranked."""
    return Kit(
        id="small",
        version="1",
        title="A small kit",
        purpose="To be checked by eye",
        roles=(Role("community", "Community members"), Role("stewards", "Stewards")),
        scales=(
            scale("severity", 1, 2, 3, 4, 5),
            scale("likelihood", 1, 2, 3, 4, 5),
            scale("acceptability", *range(1, 10)),
            scale("support", *range(-5, 6)),
        ),
        items=(
            Item("leak", "harm", "Records leak."),
            Item("left-out", "harm", "A group is left out."),
            Item("C1", "consideration", "The clinic should ask first."),
            Item("A", "option", "Share all."),
            Item("B", "option", "Share some."),
            Item("C", "option", "Share nothing."),
        ),
        steps=(
            Step("welcome", "talk", "Welcome"),
            Step("rate-harms", "rate", "Rate", "", "harm", ("severity", "likelihood"), 2),
            Step("accept-residual", "rate", "Accept", "", "harm", ("acceptability",)),
            Step("rate-considerations", "rate", "Rate", "", "consideration", ("support",), 2),
            Step("rank-options", "rank", "Rank", "", "option", (), 2),
        ),
        agenda=(),
    )
