"""Addresses as they may be shown."""

from __future__ import annotations

import re

_SECRETS = re.compile(r"//.*@|\?.*")


def without_secrets(url: str) -> str:
    """Return an address without what may be a password.

    Examples
    --------
    >>> without_secrets("postgresql://ana:sesame@db/pe?password=sesame")
    'postgresql://db/pe'
    """
    return _SECRETS.sub(lambda found: "//" if found[0].startswith("//") else "", url)
