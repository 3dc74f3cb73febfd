"""How many phones can be connected at once: as many as the system lets a process have files."""

from __future__ import annotations

import sys

MOST_CONNECTIONS = 4000
"""More than two a phone for 1,500 phones; each takes some 15 KB."""

_OTHER_FILES = 256  # the record, the desk, the interpreter


def allow_connections() -> int:
    """Let this process have as many files as it may, and return how many are for phones."""
    if sys.platform == "win32":
        return MOST_CONNECTIONS
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    most = wanted if soft == resource.RLIM_INFINITY else soft
    return max(1, min(MOST_CONNECTIONS, most - _OTHER_FILES))
