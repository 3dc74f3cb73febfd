"""What all commands have in common: help, refusals, bugs, exit codes."""

import json
import resource
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from pe_tools.cli import main
from pe_tools.cli.front import Front
from pe_tools.errors import ImportProblemsError, Problem, UnknownKitError
from pe_tools.places import home

HEAVY = ["pandas", "numpy", "matplotlib", "nbconvert", "papermill", "apsw", "babel", "rich"]


def commands(group, *names):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)
        else:
            yield (*names, name)


def test_pe_alone_tells_six_next_steps(pe):
    result = pe()
    assert result.exit_code == 0
    assert sum(line.startswith("  pe ") for line in result.output.splitlines()) == 6


@pytest.mark.parametrize("names", list(commands(main)), ids=" ".join)
def test_every_command_explains_itself_with_an_example(pe, names):
    result = pe(*names, "--help")
    assert result.exit_code == 0
    assert f"Example: pe {' '.join(names)}" in " ".join(result.output.split())


def test_no_line_of_the_list_of_commands_is_cut_off(pe):
    assert "..." not in pe("--help").output.partition("Commands:")[2]


def test_an_unknown_command_is_answered_with_the_nearest(pe):
    result = pe("reprot", "office")
    assert result.exit_code == 2
    assert "'report'" in result.stderr


def test_help_loads_no_heavy_library_and_is_quick():
    program = (
        "import sys, json\n"
        "from pe_tools.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    seconds = []
    for _ in range(3):  # the least of three: other programs may run beside this test
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert "Commands:" in done.stdout
    assert [name for name in HEAVY if name in json.loads(done.stderr)] == []
    assert min(seconds) < 0.3


@pytest.fixture
def ending():
    """Run a command that ends by raising an error."""

    def ending(error, *options):
        @click.group(cls=Front)
        @click.option("-v", "--verbose", is_flag=True)
        def group(verbose):
            pass

        @group.command()
        def fail():
            raise error

        return CliRunner().invoke(group, [*options, "fail"])

    return ending


def test_a_refusal_is_its_sentence_and_nothing_else(ending):
    result = ending(UnknownKitError(kit="te", known="tea"))
    assert (result.stdout, result.stderr, result.exit_code) == (
        "",
        "There is no kit 'te'. Kits found: tea.\n",
        2,
    )


def test_problems_of_a_file_end_with_1(ending):
    result = ending(ImportProblemsError("a.csv", [Problem(2, 3, "Wrong.", "Mend it.")]))
    assert result.exit_code == 1
    assert result.stderr.endswith("  line 2, column 3: Wrong. Mend it.\n")


def test_a_file_that_cannot_be_written_is_named(ending):
    result = ending(PermissionError(13, "Permission denied", "reports"))
    assert (result.stderr, result.exit_code) == ("reports: Permission denied.\n", 2)


def test_stopping_is_no_finding(ending):
    result = ending(KeyboardInterrupt())
    assert (result.stderr, result.exit_code) == ("Stopped.\n", 2)


def test_a_bug_is_one_neutral_sentence_and_a_log_without_words(ending):
    result = ending(KeyError("what a participant wrote"))
    (log,) = (home() / "logs").iterdir()
    assert result.exit_code == 2
    assert result.stderr == (
        "Something went wrong inside pe_tools; you did nothing wrong. "
        f"Where it happened is kept in {log}.\n"
    )
    assert "builtins.KeyError" in log.read_text()
    assert "test_front.py" in log.read_text()
    assert "participant" not in log.read_text()
    assert log.stat().st_mode & 0o077 == 0


def test_the_trace_of_a_bug_is_shown_when_asked_for(ending):
    result = ending(KeyError("words"), "-v")
    assert "Traceback" in result.stderr
    assert result.exit_code == 2


def test_a_bug_is_told_even_where_no_log_can_be_written(ending):
    home().joinpath("logs").write_text("not a folder")
    assert "It could not be logged." in ending(KeyError("words")).stderr


def test_output_that_is_not_a_terminal_is_plain_text(taken):
    result = taken("findings", "office")
    assert "\x1b" not in result.output
    assert result.stderr == ""
