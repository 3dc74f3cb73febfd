"""The whole road on two real deliberations: import, rerun, findings, reports."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
REPOSITORY = Path(__file__).parents[2]

Run = Callable[..., str]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("road")


@pytest.fixture(scope="module")
def run(place: Path) -> Run:
    """Return a function that runs a plain command in a home of its own."""

    def plain(*command: str, code: int = 0) -> str:
        environment = {"PE_HOME": str(place / "home"), "PATH": f"{BIN}:/usr/bin:/bin"}
        done = subprocess.run(
            [BIN / command[0], *command[1:]],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout

    return plain


@pytest.fixture(scope="module")
def imported(run: Run, shared: Path) -> Run:
    """Both deliberations, imported by the plain command."""
    for name, file in (("ubc", "ubc_biobank"), ("wa", "wa_stakeholders")):
        run(
            *("pe", "import", str(shared / f"deliberation/{file}.csv")),
            *("--kit", "deliberation", "--workshop", name),
            *("--items", str(shared / f"deliberation/{file}_items.csv")),
        )
    return run


EXPECTED = {
    "ubc": {
        "kendall_w": (0.2054, 0.4113),
        "dri_unadjusted": (0.2444, 0.3600),
        "dri": (0.1070, 0.3207),
    },
    "wa": {
        "kendall_w": (0.3267, 0.4159),
        "dri_unadjusted": (0.3236, 0.2275),
        "dri": (0.2691, 0.2084),
    },
}
"""Published by the makers of the data, or computed by their package deliberr."""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ubc", "wa"])
def test_findings_are_the_published_ones(imported: Run, name: str) -> None:
    found = json.loads(imported("pe", "findings", name, "--json"))
    for finding, values in EXPECTED[name].items():
        by_round = {f["round"]: f["value"] for f in found if f["name"] == finding}
        assert [round(by_round[number], 4) for number in (1, 2)] == list(values)


@pytest.mark.slow
def test_importing_again_adds_nothing(imported: Run, shared: Path) -> None:
    before = imported("pe", "verify", "ubc")
    imported(
        *("pe", "import", str(shared / "deliberation/ubc_biobank.csv")),
        *("--kit", "deliberation", "--workshop", "ubc"),
        *("--items", str(shared / "deliberation/ubc_biobank_items.csv")),
    )
    assert imported("pe", "verify", "ubc") == before


@pytest.mark.slow
def test_the_plain_commands_of_jupyter_make_the_report(imported: Run, place: Path) -> None:
    notebook = str(REPOSITORY / "notebooks/25_deliberation.ipynb")
    imported("papermill", notebook, "out.ipynb", "-p", "workshop", "ubc")
    imported("jupyter", "nbconvert", "--to", "pe_html", "out.ipynb")
    page = (place / "out.html").read_text("utf-8")
    assert "After talking, reasons and choices fit better: from 0.11 to 0.32." in page


@pytest.mark.slow
def test_the_report_says_that_reasoning_fell(imported: Run, place: Path) -> None:
    imported("pe", "report", "wa", "--to", "html", "--into", "reports")
    page = (place / "reports/wa.html").read_text("utf-8")
    assert "fit less well: it fell from 0.27 to 0.21." in page
    assert "0.2275" in page
