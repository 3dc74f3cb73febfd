"""In and out: answers and items from CSV files, tables to CSV and JSON."""

from pe_tools.exchange.items import read_items
from pe_tools.exchange.protecting import protected, shuffled
from pe_tools.exchange.responses import Sheet, read_responses
from pe_tools.exchange.writing import write_csv, write_json

__all__ = [
    "Sheet",
    "protected",
    "read_items",
    "read_responses",
    "shuffled",
    "write_csv",
    "write_json",
]
