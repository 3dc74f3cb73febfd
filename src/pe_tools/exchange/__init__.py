"""In and out: answers and items from CSV files, tables to CSV and JSON."""

from pe_tools.exchange.entering import enter_response, read_answers
from pe_tools.exchange.importing import import_file
from pe_tools.exchange.items import read_items
from pe_tools.exchange.protecting import protected, shareable, shuffled
from pe_tools.exchange.responses import Sheet, read_responses
from pe_tools.exchange.roster import Listed, read_roster
from pe_tools.exchange.sample import load_sample
from pe_tools.exchange.writing import write_csv, write_json

__all__ = [
    "Listed",
    "Sheet",
    "enter_response",
    "import_file",
    "load_sample",
    "protected",
    "read_answers",
    "read_items",
    "read_responses",
    "read_roster",
    "shareable",
    "shuffled",
    "write_csv",
    "write_json",
]
