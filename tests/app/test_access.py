"""Who gets in, and what somebody who got in cannot do."""

from __future__ import annotations

import json
import re
import uuid
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

pytestmark = pytest.mark.slow

PATHS = [
    "/",
    "/voila/tree",
    "/voila/render/30_panel.ipynb",
    "/voila/0/static/voila.js",
    "/voila/0/pe/projector.js",
    "/api/kernels/00000000-0000-0000-0000-000000000000",
    "/nowhere",
]
EXECUTE = {"code": "open('owned', 'w')", "silent": False, "allow_stdin": False}
FORBIDDEN = {
    "execute_request": EXECUTE,
    "complete_request": {"code": "o", "cursor_pos": 1},
    "inspect_request": {"code": "o", "cursor_pos": 1, "detail_level": 0},
    "history_request": {"hist_access_type": "tail", "n": 9, "output": False, "raw": True},
    "debug_request": {"type": "request", "command": "debugInfo", "seq": 1},
    "shutdown_request": {"restart": False},
    "interrupt_request": {},
    "input_reply": {"value": "x"},
    "create_subshell_request": {},
}


@pytest.fixture(scope="module")
def kernel(app):
    """Return the id of a page's kernel, as whoever reads the page knows it."""
    _, _, page = app.ask("/voila/render/30_panel.ipynb")
    yield kernel_id(page)
    app.wait_for(lambda: not app.kernels())


def kernel_id(page):
    config = re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', page).group(1)
    return json.loads(config)["kernelId"]


def message(kind, content, channel="shell"):
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "attack",
              "date": "2026-01-01T00:00:00Z", "version": "5.3"}  # fmt: skip
    return json.dumps(
        {"header": header, "parent_header": {}, "metadata": {}, "content": content,
         "channel": channel, "buffers": []}
    )  # fmt: skip


def websocket(app, kernel, **headers):
    sent = {"Authorization": f"token {app.token}", **headers}
    address = f"ws://127.0.0.1:{app.port}/api/kernels/{kernel}/channels?session_id=attack"
    return connect(address, additional_headers=sent, proxy=None)


def replies(socket, until):
    """Return the kinds of all messages until one answers ``kernel_info_request``."""
    kinds = []
    while until not in kinds:
        kinds.append(json.loads(socket.recv(timeout=20))["header"]["msg_type"])
    return kinds


# --- without the token


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("token", ["", "wrong"])
def test_without_the_token_there_is_nothing_but_the_login_page(app, path, token):
    status, headers, text = app.ask(path, token=token)
    assert status == 403 or (status == 302 and headers["Location"].startswith("/login"))
    assert "<script" not in text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_without_the_token_nothing_can_be_sent(app, method):
    for path in PATHS:
        assert app.ask(path, token="", method=method)[0] in {403, 405}


def test_the_login_page_takes_the_token_and_no_other(app):
    status, headers, _ = app.ask("/login", token="")
    assert status == 200
    cookie = headers["Set-Cookie"].partition(";")[0]
    form = f"_xsrf={cookie.partition('=')[2]}&password="
    sent = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    for typed, expected in [("wrong", 401), ("", 401), (app.token, 302)]:
        status, headers, _ = app.ask("/login", token="", method="POST", body=form + typed, **sent)
        assert status == expected
    assert headers["Location"] == "/"
    assert "HttpOnly" in str(headers["Set-Cookie"])
    assert "SameSite=Strict" in str(headers["Set-Cookie"])


def test_the_login_page_leads_to_no_other_site(app):
    answer = app.ask("/login?next=https%3A%2F%2Fevil.example%2F")
    assert (answer[0], answer[1]["Location"]) == (302, "/")


def test_a_websocket_needs_the_token(app, kernel):
    for header in ({"Authorization": ""}, {"Authorization": "token wrong"}):
        with pytest.raises(InvalidStatus, match="403"):
            websocket(app, kernel, **header)


def test_the_token_leaves_the_address(app):
    status, headers, _ = app.ask(f"/voila/tree?token={app.token}&lang=ar", token="")
    assert (status, headers["Location"]) == (302, "/voila/tree?lang=ar")


# --- from elsewhere


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "0.0.0.0:{port}",
             "[::1]:{port}", "localhost.evil.example:{port}", "127.0.0.1:{port}.evil.example"]
)  # fmt: skip
def test_a_foreign_host_is_misdirected(app, host):
    for path in ("/", "/login", "/voila/render/30_panel.ipynb"):
        status, _, text = app.ask(path, host=host.format(port=app.port))
        assert (status, text) == (421, "")


def test_localhost_is_our_own_name(app):
    assert app.ask("/login", host=f"localhost:{app.port}")[0] == 302


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}",
               "http://localhost:{port}", "file://"]
)  # fmt: skip
def test_a_foreign_origin_is_refused_with_the_token_too(app, origin, kernel):
    named = origin.format(port=app.port)
    for path in ("/", "/login", f"/api/kernels/{kernel}", f"/voila/api/shutdown/{kernel}"):
        for method in ("GET", "POST", "OPTIONS"):
            assert app.ask(path, method=method, Origin=named)[0] == 403
    with pytest.raises(InvalidStatus, match="403"):
        websocket(app, kernel, Origin=named)


def test_no_answer_opens_itself_to_another_origin(app):
    own = f"http://127.0.0.1:{app.port}"
    headers = app.ask("/voila/tree", Origin=own)[1]
    assert headers["Access-Control-Allow-Origin"] in (None, own)
    assert headers["Access-Control-Allow-Credentials"] is None


# --- with the token and the id of a kernel


def test_a_page_cannot_send_code_to_its_kernel(app, kernel):
    with websocket(app, kernel) as socket:
        for channel in ("shell", "control", "stdin"):
            for kind, content in FORBIDDEN.items():
                socket.send(message(kind, content, channel))
        socket.send(message("kernel_info_request", {}))
        kinds = replies(socket, "kernel_info_reply")
        socket.send(message("comm_info_request", {}))
        kinds += replies(socket, "comm_info_reply")
    assert set(kinds) <= {"status", "kernel_info_reply", "comm_info_reply"}
    assert not (app.folder / "home" / "owned").exists()
    assert app.ask(f"/api/kernels/{kernel}")[0] == 200


def test_a_page_cannot_hide_code_under_a_name_given_twice(app, kernel):
    text = message("kernel_info_request", EXECUTE)
    hidden = text.replace('"msg_type":', '"msg_type": "execute_request", "msg_type":', 1)
    other = text.replace('"username":', '"msg_type": "execute_request", "username":', 1)
    with websocket(app, kernel) as socket:
        socket.send(other)
        socket.send(hidden)
        replies(socket, "kernel_info_reply")
    assert not (app.folder / "home" / "owned").exists()


def test_code_in_the_binary_form_is_ignored_too(app, kernel):
    address = f"ws://127.0.0.1:{app.port}/api/kernels/{kernel}/channels?session_id=attack"
    sent = json.loads(message("execute_request", EXECUTE))
    parts = [b"shell", *(json.dumps(sent[name]).encode()
             for name in ("header", "parent_header", "metadata", "content"))]  # fmt: skip
    places = [8 * (len(parts) + 2)]
    for part in parts:
        places.append(places[-1] + len(part))
    numbers = [len(places), *places]
    binary = b"".join(number.to_bytes(8, "little") for number in numbers) + b"".join(parts)
    with connect(
        address,
        additional_headers={"Authorization": f"token {app.token}"},
        subprotocols=["v1.kernel.websocket.jupyter.org"],
        proxy=None,
    ) as socket:
        socket.send(binary)
        received = []
        with suppress(TimeoutError):
            while True:
                received.append(socket.recv(timeout=2))
    assert not any(b"execute" in each for each in received)
    assert not (app.folder / "home" / "owned").exists()


@pytest.mark.parametrize(
    "path",
    [
        "/api/kernels",
        "/api/contents",
        "/api/contents/00_home.ipynb",
        "/api/sessions",
        "/api/terminals",
        "/api/kernelspecs",
        "/api/status",
        "/files/20_risk_assessment.ipynb",
        "/lab",
        "/tree",
        "/voila/files/20_risk_assessment.ipynb",
        "/voila/files/picture.png",
        "/voila/api/contents/",
        "/voila/render/..%2Fhome%2Frecord.db",
        "/voila/render/../../pyproject.toml",
        "/voila/render/missing.ipynb",
        "/voila/0/labextensions/jupyterlab_pygments/package.json",
        "/voila/0/static/../conf.json",
        "/voila/0/static/..%2f..%2f..%2fetc%2fpasswd",
        "/voila/0/pe/..%2Fapplication.py",
        "/voila/0/pe//etc/passwd",
        "/voila/templates/lab/static/voila.js",
    ],
)
def test_no_file_list_or_service_can_be_read(app, path):
    status, _, text = app.ask(path)
    assert status in {403, 404}
    assert "Traceback" not in text


def test_a_kernel_cannot_be_started_or_ended_by_the_service(app, kernel):
    assert app.ask("/api/kernels", method="POST", body="{}")[0] in {404, 405}
    assert app.ask(f"/api/kernels/{kernel}", method="DELETE")[0] == 405
    assert app.ask(f"/api/kernels/{kernel}/restart", method="POST")[0] == 404
    assert app.ask(f"/api/kernels/{kernel}")[0] == 200


def test_ending_a_kernel_needs_the_mark_of_a_page_of_ours(app, kernel):
    cookie = login_cookie(app)
    path = f"/voila/api/shutdown/{kernel}"
    assert app.ask(path, token="", method="POST", Cookie=cookie)[0] == 403
    assert app.ask(f"/api/kernels/{kernel}")[0] == 200


def login_cookie(app):
    cookies = app.ask("/voila/tree")[1].get_all("Set-Cookie")
    return "; ".join(cookie.partition(";")[0] for cookie in cookies if "username" in cookie)


@pytest.mark.parametrize("query", ["template=lab", "theme=dark", "classic-tree=true"])
def test_the_address_chooses_no_template_or_theme(app, query):
    status, _, text = app.ask(f"/voila/render/30_panel.ipynb?{query}")
    assert status == 400
    assert "has no parameter" in text


# --- what every answer says


@pytest.mark.parametrize("path", ["/login", "/voila/tree", "/nowhere", "/voila/0/static/voila.js"])
def test_every_answer_has_the_headers_that_keep_others_out(app, path):
    headers = app.ask(path, token="" if path == "/login" else app.token)[1]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_scripts_are_sent_small_and_kept_by_the_browser(app):
    path = "/voila/0/static/voila.js"
    status, headers, _ = app.ask_raw(path, **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_a_page_is_never_kept_by_the_browser(app, kernel):
    assert app.ask("/voila/render/34_nowhere.ipynb")[0] == 404
    headers = app.ask("/voila/render/33_dies.ipynb")[1]
    assert headers["Cache-Control"] == "no-store"


def test_the_token_reaches_neither_kernels_nor_the_log(app, kernel):
    app.ask(f"/nowhere?token={app.token}", token="")
    for process in app.kernels():
        assert app.token.encode() not in Path(f"/proc/{process}/environ").read_bytes()
    assert app.token not in app.log.read_text()
