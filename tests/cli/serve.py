"""`pe` with the stand-in for the app, or with the real one if the environment names it."""

from __future__ import annotations

import os
import sys

from pe_tools.cli import main, serving

if __name__ == "__main__":
    serving.APP = os.environ["SERVED_APP"]
    main(sys.argv[1:])
