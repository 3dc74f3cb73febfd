"""The checks of ``pe doctor``, each with what was found and a remedy."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from pe_tools.errors import PeError
from pe_tools.places import home

DISTRIBUTION = "pe-workbench"
OLDEST_PYTHON = (3, 11)
FIXED_SQLITE = (3, 51, 3)  # from this version on two connections cannot lose committed events
FREE_BYTES = 500 * 1024 * 1024

_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[[a-z]+\])?>=([0-9.]+)$")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; without ``is_needed`` a fault is advice only."""

    name: str
    found: str
    is_well: bool
    remedy: str = ""
    is_needed: bool = True


def all_checks() -> Iterator[Check]:
    """Yield what was found, one thing after the other."""
    yield python()
    yield from packages()
    yield sqlite()
    yield fonts()
    yield chromium()
    yield folder()
    yield disk()
    yield kept()
    yield holder()
    yield from second_copy()


def python() -> Check:
    """Check the version of Python."""
    wanted = ".".join(map(str, OLDEST_PYTHON))
    is_well = sys.version_info >= OLDEST_PYTHON
    return Check("Python", sys.version.split()[0], is_well, f"Install Python {wanted} or newer.")


def packages() -> Iterator[Check]:
    """Check every package that pe_tools is built on, against the oldest version that does."""
    for requirement in metadata.requires(DISTRIBUTION) or ():
        if wanted := _REQUIREMENT.match(requirement):
            yield package(*wanted.groups())


def package(name: str, oldest: str) -> Check:
    """Check that a package is there, and not too old."""
    remedy = f"Run: pip install '{name}>={oldest}'"
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Check(name, "not there", False, remedy)
    return Check(name, found, _numbers(found) >= _numbers(oldest), remedy)


def sqlite() -> Check:
    """Check the SQLite that the record is written with."""
    try:
        import apsw
    except ImportError:
        return Check("SQLite", "not there", False, "Run: pip install apsw")
    found = apsw.sqlite_lib_version()
    return Check("SQLite", found, _numbers(found) >= FIXED_SQLITE, "Run: pip install -U apsw")


def fonts() -> Check:
    """Check that the fonts of the PDF are there."""
    from pe_tools.reports.fonts import FAMILIES, report_fonts

    try:
        report_fonts()
    except PeError as err:
        return Check("fonts of the PDF", "not there", False, str(err))
    except ImportError:
        return Check("fonts of the PDF", "cannot be read", False, "Run: pip install typst")
    return Check("fonts of the PDF", ", ".join(FAMILIES), True)


def chromium() -> Check:
    """Check for Chromium, which only tests need."""
    found = os.environ.get("PE_CHROMIUM") or shutil.which("chromium")
    remedy = "Only tests of pages need it. Install chromium, or name it in PE_CHROMIUM."
    return Check("Chromium", found or "not there", bool(found), remedy, is_needed=False)


def folder() -> Check:
    """Check that the folder of the record can be written."""
    is_well = os.access(_nearest(home()), os.W_OK | os.X_OK)
    remedy = "Let yourself write there, or name another folder in PE_HOME."
    return Check("folder of the record", str(home()), is_well, remedy)


def disk() -> Check:
    """Check that the disk of the record has room."""
    free = shutil.disk_usage(_nearest(home())).free
    found = f"{free / 1024**3:.1f} GB free"
    return Check("disk", found, free >= FREE_BYTES, "Free at least 0.5 GB.")


def kept() -> Check:
    """Check which database keeps the record, and whether a power cut would lose any of it."""
    from pe_tools.record import open_record

    try:
        keeping = open_record().keeping()
    except PeError as err:
        return Check("kept by", "cannot be opened", False, str(err))
    remedy = "A power cut may lose answers. Ask who keeps the server to turn on what is off."
    return Check("kept by", keeping.what, keeping.is_durable, remedy)


def holder() -> Check:
    """Check who holds the record just now."""
    from pe_tools.record import open_record

    try:
        record = open_record()
        found, desk = record.holder(), record.desk()
    except PeError as err:
        return Check("record", "cannot be opened", False, str(err))
    remedy = "Close that before you take in answers."
    is_well = not found or desk is not None  # a desk takes in what others write
    return Check("record", f"held by {found}" if found else "free", is_well, remedy, False)


def second_copy() -> Iterator[Check]:
    """Check that both copies of the record agree, and that none had to be mended."""
    from pe_tools.record.copies import journal_faults
    from pe_tools.record.disk import refusals
    from pe_tools.record.locating import folder_if_files
    from pe_tools.record.repairs import read_repairs

    folder = folder_if_files()
    if folder is None:
        return
    try:
        with refusals(folder):
            faults = [fault.what for fault in journal_faults(folder)]
    except PeError as err:
        faults = [str(err)]
    found = faults[0] if faults else "agrees with the record, as far as there is one"
    remedy = "Start pe serve, which mends what can be. Else restore a backup."
    yield Check("second copy", found, not faults, remedy)
    if repairs := read_repairs(folder):
        last = repairs[-1]
        remedy = "Check the disk, and compare pe verify with the heads in your reports."
        found = f"{len(repairs)}, the last on {last.at[:10]}: {last.what}"
        yield Check("repairs", found, False, f"{remedy} Then delete record.repairs.", False)


def _nearest(path: Path) -> Path:
    """Return the folder, or the nearest one above it that exists."""
    return next(found for found in (path, *path.absolute().parents) if found.is_dir())


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
