"""The facilitator's controls: a panel that shows results and passes on what is asked for."""

from pe_tools.widgets.controls import (
    Agenda,
    AgendaRow,
    Button,
    Control,
    Differences,
    Directory,
    DirectoryEntry,
    Fold,
    Form,
    Heads,
    Link,
    Matter,
    Prompt,
    SheetGrid,
    Tablet,
    Timer,
)
from pe_tools.widgets.fields import ChoiceField, DateField, Field, Options, TextField
from pe_tools.widgets.joining import JoinScreen, Spelt, Way
from pe_tools.widgets.panel import Panel, bundle
from pe_tools.widgets.plain import as_data
from pe_tools.widgets.sheets import DifferenceRow, Page, PageOption, Question

__all__ = [
    "Agenda",
    "AgendaRow",
    "Button",
    "ChoiceField",
    "Control",
    "DateField",
    "DifferenceRow",
    "Differences",
    "Directory",
    "DirectoryEntry",
    "Field",
    "Fold",
    "Form",
    "Heads",
    "JoinScreen",
    "Link",
    "Matter",
    "Options",
    "Page",
    "PageOption",
    "Panel",
    "Prompt",
    "Question",
    "SheetGrid",
    "Spelt",
    "Tablet",
    "TextField",
    "Timer",
    "Way",
    "as_data",
    "bundle",
]
