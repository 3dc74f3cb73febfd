"""The exporters of ``jupyter nbconvert --to pe_html``, ``pe_pdf`` and ``pe_docx``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter, TemplateExporter
from traitlets import default

from pe_tools.blocks import Block
from pe_tools.reports.harvest import harvest
from pe_tools.reports.page import TEMPLATES, page_parts
from pe_tools.reports.pdf import report_pdf
from pe_tools.reports.word import report_docx


class PeHtmlExporter(TemplateExporter):
    """A notebook's report as one HTML file.

    ``--template`` names another template; it finds the report in ``resources.pe``.
    """

    export_from_notebook = "Report (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name(self) -> str:
        return "pe"

    @default("extra_template_basedirs")
    def _template_folders(self) -> list[str]:
        return [str(Path.cwd()), str(TEMPLATES)]

    def _preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        nb, resources = super()._preprocess(nb, resources)  # type: ignore[no-untyped-call]
        resources["pe"] = page_parts(_harvested(nb, resources))
        return nb, resources


class _DocumentExporter(Exporter):
    """What the exporters of finished documents share."""

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return a notebook's report and the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        return self.drawn(_harvested(nb, resources)), resources

    def drawn(self, blocks: Iterable[Block]) -> bytes:
        """Return the blocks as a document."""
        raise NotImplementedError


class PePdfExporter(_DocumentExporter):
    """A notebook's report as PDF."""

    export_from_notebook = "Report (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension(self) -> str:
        return ".pdf"

    def drawn(self, blocks: Iterable[Block]) -> bytes:
        """Return the blocks as PDF."""
        return report_pdf(blocks)


class PeDocxExporter(_DocumentExporter):
    """A notebook's report as a Word document."""

    export_from_notebook = "Report (DOCX)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    @default("file_extension")
    def _file_extension(self) -> str:
        return ".docx"

    def drawn(self, blocks: Iterable[Block]) -> bytes:
        """Return the blocks as a Word document."""
        return report_docx(blocks)


def _harvested(nb: Any, resources: Any) -> tuple[Block, ...]:
    return harvest(nb, name=str(resources.get("metadata", {}).get("name", "")))
