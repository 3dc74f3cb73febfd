"""The command ``pe`` and the list of its commands."""

from __future__ import annotations

import click

from pe_tools import __version__
from pe_tools.cli.backing_up import backup
from pe_tools.cli.carding import cards
from pe_tools.cli.checking import kit
from pe_tools.cli.copying import new
from pe_tools.cli.deciding import community
from pe_tools.cli.demonstrating import demo
from pe_tools.cli.doctor import doctor
from pe_tools.cli.front import Front
from pe_tools.cli.ledger import ledger
from pe_tools.cli.noticing import notice
from pe_tools.cli.reporting import export, findings, report
from pe_tools.cli.rerunning import rerun
from pe_tools.cli.restoring import restore
from pe_tools.cli.running import run
from pe_tools.cli.serving import serve
from pe_tools.cli.taking import enter, import_
from pe_tools.cli.verifying import verify

_NEXT_STEPS = """\
pe_tools: people judge a data partnership together.

What to do next:
  pe demo                    see a finished workshop with made-up answers
  pe doctor                  see what this machine lacks
  pe new my-workshop         copy the kits and notebooks, for you to change
  pe serve                   lead a workshop in the browser
  pe import --help           take in the answers of a workshop
  pe report --help           write the report of a workshop

All commands: pe --help"""


@click.group(cls=Front, invoke_without_command=True)
@click.version_option(__version__, prog_name="pe")
@click.option("-v", "--verbose", is_flag=True, help="Show where an error of pe itself happened.")
@click.pass_context
def main(ctx: click.Context, verbose: bool) -> None:  # noqa: ARG001 - read where errors are told
    """Lead a group through a workshop about a data partnership, and report what came of it.

    Ends with 0 if all is well, 1 if something was found, 2 if it could not be done.
    """
    if ctx.invoked_subcommand is None:
        click.echo(_NEXT_STEPS)


_COMMANDS = (
    demo,
    serve,
    cards,
    new,
    import_,
    enter,
    notice,
    community,
    run,
    report,
    rerun,
    findings,
    verify,
    ledger,
    backup,
    restore,
    export,
    kit,
    doctor,
)
for _command in _COMMANDS:
    main.add_command(_command)
