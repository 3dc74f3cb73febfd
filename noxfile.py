"""What CI runs, session by session: ``nox`` for all of it, ``nox -s tests`` for one."""

from __future__ import annotations

import nox

LINT = (
    "ruff check .",
    "ruff format --check .",
    "lint-imports",
    "codespell",
)
"""The lines of the session lint; ``.ci/run`` has the same."""

TYPES = ("mypy",)
"""The lines of the session types; ``.ci/run`` has the same."""

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True


def _run(session: nox.Session, lines: tuple[str, ...]) -> None:
    session.install("--quiet", "--editable", ".[dev]")
    for line in lines:
        session.run(*line.split())


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format, floors and spelling."""
    _run(session, LINT)


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly."""
    _run(session, TYPES)


@nox.session
def tests(session: nox.Session) -> None:
    """Run every test, or those named after ``--``."""
    _run(session, ())
    session.run("python", "-m", "pytest", *session.posargs)
