"""Kernels live as long as their page, in every way that a page, a browser or the app can end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def test_ten_reloads_leave_one_kernel_and_none_when_the_tab_is_closed(app, visit):
    page = visit().new_page()
    page.goto(app.page("30_panel"))
    for _ in range(10):
        app.ready(page)
        page.reload()
    app.ready(page)
    app.wait_for(lambda: len(app.kernels()) == 1)
    page.close(run_before_unload=True)
    app.wait_for(lambda: not app.kernels(), 6)


def test_ten_closed_tabs_leave_no_kernel(app, visit):
    context = visit()
    for _ in range(10):
        page = context.new_page()
        page.goto(app.page("30_panel"))
        app.ready(page)
        page.close(run_before_unload=True)
    app.wait_for(lambda: not app.kernels(), 6)


def test_leaving_for_another_page_ends_the_kernel(app, visit):
    page = visit().new_page()
    page.goto(app.page("30_panel"))
    app.ready(page)
    left = app.kernels()
    assert left
    page.get_by_role("link", name="Start page").click()
    app.wait_for(lambda: not left & app.kernels(), 6)
    page.close(run_before_unload=True)


def test_a_tab_that_is_closed_while_its_page_is_made_leaves_no_kernel(app, visit):
    page = visit().new_page()
    page.goto(app.page("34_slow"), wait_until="commit")
    app.wait_for(app.kernels)
    page.wait_for_selector("h1")
    page.close()
    app.wait_for(lambda: not app.kernels())


def test_a_killed_browser_leaves_no_kernel_after_the_cull_time(app, other_browser):
    page = other_browser("--pe-mark=killed").new_page()
    page.goto(app.page("30_panel"))
    app.ready(page)
    os.kill(app.process_with("--pe-mark=killed"), signal.SIGKILL)
    killed = time.monotonic()
    app.wait_for(lambda: not app.kernels())
    assert time.monotonic() - killed > 2  # not by the page: it could say nothing


def test_a_page_that_stays_open_keeps_its_kernel_past_the_cull_time(app, visit):
    page = visit().new_page()
    page.goto(app.page("30_panel"))
    app.ready(page)
    before = app.kernels()
    time.sleep(12)
    assert app.kernels() == before
    assert page.locator("#app-lost").is_hidden()
    page.close(run_before_unload=True)


def test_a_page_that_only_a_script_asked_for_leaves_no_kernel(app):
    assert app.ask("/voila/render/30_panel.ipynb")[0] == 200
    assert app.kernels()
    app.wait_for(lambda: not app.kernels())


def test_kernels_end_with_an_app_that_is_killed(start_app):
    app = start_app()
    app.ask("/voila/render/30_panel.ipynb")
    kernels = app.kernels()
    assert kernels
    app.process.kill()
    app.process.wait()
    app.wait_for(lambda: not any(app.is_running(kernel) for kernel in kernels), 6)


@pytest.mark.parametrize("how", ["signal", "pipe"])
def test_the_app_and_its_kernels_stop_when_told_to(start_app, how):
    app = start_app(stdin=subprocess.PIPE)
    app.ask("/voila/render/30_panel.ipynb")
    kernels = app.kernels()
    if how == "signal":
        app.process.send_signal(signal.SIGTERM)
    app.process.stdin.close()
    assert app.process.wait(15) == 0
    assert not any(app.is_running(kernel) for kernel in kernels)
    assert "Traceback" not in app.log.read_text()


def test_without_a_token_the_app_does_not_start(folder):
    command = ["-m", "pe_tools.app", "--port", "1", "--home", str(folder / "home")]
    environment = {key: value for key, value in os.environ.items() if key != "PE_TOKEN"}
    ended = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr.strip() == "The app needs a token in the environment variable PE_TOKEN."
