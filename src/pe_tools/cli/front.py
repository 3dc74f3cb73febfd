"""What every command has in common: how it ends, and what a person is told."""

from __future__ import annotations

import traceback
from typing import Any

import click

from pe_tools.cli.logs import log_bug
from pe_tools.errors import PeError

COULD_NOT = 2
"""The exit code of a command that could not do what was asked; 1 means that it found something."""


class Front(click.Group):
    """The group of all commands: a refusal becomes its sentence, a bug one neutral sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and end with its exit code: what it returns, or 0."""
        try:
            code = super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except (click.Abort, EOFError, KeyboardInterrupt):
            code = _tell("Stopped.", COULD_NOT)
        except PeError as err:
            code = _tell(str(err), err.exit_code)
        except OSError as err:
            code = _tell(f"{err.filename or 'A file'}: {err.strerror}.", COULD_NOT)
        except Exception as err:  # noqa: BLE001 - a bug: it is logged, and the person is told
            code = _tell_bug(err, is_verbose=bool(ctx.params.get("verbose")))
        ctx.exit(code if isinstance(code, int) else 0)


def _tell(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code


def _tell_bug(err: Exception, *, is_verbose: bool) -> int:
    if is_verbose:
        click.echo("".join(traceback.format_exception(err)), err=True)
    where = log_bug(err)
    kept = f"Where it happened is kept in {where}." if where else "It could not be logged."
    return _tell(f"Something went wrong inside pe_tools; you did nothing wrong. {kept}", COULD_NOT)
