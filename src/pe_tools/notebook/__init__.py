"""What a notebook imports: a workshop to open, whose steps show themselves."""

from pe_tools.notebook.opening import find_record, open_home, open_workshop
from pe_tools.notebook.session import OpenWorkshop

__all__ = ["OpenWorkshop", "find_record", "open_home", "open_workshop"]
