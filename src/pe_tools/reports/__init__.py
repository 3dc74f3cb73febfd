"""Reports: a notebook's blocks as HTML, PDF and DOCX, and the exporters of nbconvert.

The heavy libraries are imported when a report is made, not when this is imported.
"""

from typing import TYPE_CHECKING, Any

from pe_tools.reports.front import Report, as_report
from pe_tools.reports.harvest import harvest
from pe_tools.reports.page import report_html
from pe_tools.reports.pdf import report_pdf
from pe_tools.reports.word import report_docx

if TYPE_CHECKING:
    from pe_tools.reports.exporters import PeDocxExporter, PeHtmlExporter, PePdfExporter

__all__ = [
    "PeDocxExporter",
    "PeHtmlExporter",
    "PePdfExporter",
    "Report",
    "as_report",
    "harvest",
    "report_docx",
    "report_html",
    "report_pdf",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name.startswith("Pe") and name in __all__:
        return getattr(import_module("pe_tools.reports.exporters"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
