"""The way from the top of a page to where the workshop stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from pe_tools.notebook.standing import AGENDA, is_over, place_of, running
from pe_tools.notebook.steps.base import Context
from pe_tools.widgets import Control, Link


def go_on(context: Context) -> Sequence[Control]:
    """Return a link to the step that is on; before the first one, to the agenda."""
    words, kit, course = context.words, context.tables.kit, context.tables.course
    if course.current is not None:
        if is_over(kit, course, datetime.now(UTC)):
            return ()
        label = words.say("Go on with: {step}", step=running(words, kit, course))
        return (Link(label, f"#{place_of(course.current.step)}", "main"),)
    if not context.tables.answers.empty:
        return ()
    return (Link(words.say("Go to the agenda"), f"#{AGENDA}", "main"),)
