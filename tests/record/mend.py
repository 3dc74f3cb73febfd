"""Look over the record in a folder, and mend it."""

from __future__ import annotations

import sys
from pathlib import Path

from pe_tools.record.copies import look_over

if __name__ == "__main__":
    look_over(Path(sys.argv[1]))
