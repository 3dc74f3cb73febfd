"""The fixtures that every test gets, tried in a test run of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).parents[1] / "conftest.py"


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(CONFTEST.read_text())
    return pytester


def test_what_a_widget_swallows_fails_the_test(project):
    project.makepyfile("""
        import ipywidgets

        def test_click():
            button = ipywidgets.Button()
            button.on_click(lambda _: 1 / 0)
            button.click()
    """)
    result = project.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*exceptions were logged*", "*ZeroDivisionError*"])


def test_an_exception_in_a_logger_that_does_not_propagate_fails_the_test(project):
    project.makepyfile("""
        import logging

        def test_log():
            log = logging.getLogger("quiet")
            log.propagate = False
            log.addHandler(logging.NullHandler())
            try:
                1 / 0
            except ZeroDivisionError:
                log.exception("a control failed")
    """)
    project.runpytest_subprocess().assert_outcomes(passed=1, errors=1)


def test_a_test_that_means_to_log_an_exception_can_say_so(project):
    project.makepyfile("""
        import logging

        def test_log(logged_exceptions):
            try:
                1 / 0
            except ZeroDivisionError:
                logging.exception("meant")
            assert logged_exceptions == ["meant: ZeroDivisionError('division by zero')"]
            logged_exceptions.clear()
    """)
    project.runpytest_subprocess().assert_outcomes(passed=1)


def test_the_home_is_the_tests_own_and_no_record_is_named(project, monkeypatch):
    monkeypatch.setenv("PE_RECORD", "sqlite:///somewhere/else.db")
    project.makepyfile("""
        import os

        def test_home(tmp_path):
            assert os.environ["PE_HOME"] == str(tmp_path)
            assert "PE_RECORD" not in os.environ
    """)
    project.runpytest_subprocess().assert_outcomes(passed=1)


GOLDEN = """
    def test_page(golden):
        golden("page.txt", "{text}")
"""


def test_a_golden_file_is_written_only_when_asked_for(project):
    project.makepyfile(GOLDEN.format(text="first"))
    project.runpytest_subprocess().assert_outcomes(failed=1)
    project.runpytest_subprocess("--update-golden").assert_outcomes(passed=1)
    project.runpytest_subprocess().assert_outcomes(passed=1)


def test_a_golden_file_refuses_another_text(project):
    project.makepyfile(GOLDEN.format(text="first"))
    project.mkdir("golden").joinpath("page.txt").write_text("second")
    project.runpytest_subprocess().assert_outcomes(failed=1)
