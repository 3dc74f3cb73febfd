"""pe_tools: a Jupyter-based participatory evaluation workbench for ethical data partnerships."""

__version__ = "0.1.0"
