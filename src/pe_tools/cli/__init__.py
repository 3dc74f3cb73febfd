"""The command ``pe``: parse, call one function, print."""

from pe_tools.cli.root import main

__all__ = ["main"]
