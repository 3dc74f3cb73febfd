"""The pages around the notebooks: login, list, errors, scripts. Everything asks for the token."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.escape import url_escape
from voila.static_file_handler import MultiStaticFileHandler

from pe_tools.app.frame import Frame
from pe_tools.app.listing import Notebooks
from pe_tools.errors import PeError
from pe_tools.language import known_languages

_BAD_REQUEST = 400
_NOT_FOUND = 404
_YEAR_SECONDS = 365 * 24 * 3600


class Framed(JupyterHandler):
    """What all pages share: the language of the address, the headers, the errors."""

    @property
    def default_language(self) -> str:
        """Return the language of a page whose address names none."""
        return str(self.settings["pe_language"])

    @property
    def notebooks(self) -> Notebooks:
        """Return the notebooks that can be opened."""
        return self.settings["pe_notebooks"]  # type: ignore[no-any-return]

    @cached_property
    def query(self) -> Mapping[str, str]:
        """Return what the address says, apart from language and token."""
        names = self.request.query_arguments.keys() - {"lang", "token"}
        return {name: self.get_query_argument(name) for name in sorted(names)}

    @cached_property
    def frame(self) -> Frame:
        """Return the page's frame; an unknown language becomes the usual one."""
        named = self.get_query_argument("lang", self.default_language)
        language = named if named in known_languages() else self.default_language
        return Frame(language, self.request.path, self.query)

    @property
    def content_security_policy(self) -> str:
        """Return the policy of a page."""
        return self.frame.policy(self.request.host)

    async def prepare(self, **options: Any) -> Awaitable[None] | None:  # type: ignore[override]
        """Take the token out of the address: it would stand on the projector."""
        ahead = await super().prepare(**options)
        if self.current_user and "token" in self.request.query_arguments and not self._finished:
            self.redirect(self._without_token())
        return ahead

    def refuse(self, refusal: PeError) -> None:
        """Answer with a refusal's sentence."""
        self.set_status(_BAD_REQUEST)
        self.write_error(_BAD_REQUEST, exc_info=(type(refusal), refusal, None))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what went wrong in a sentence; never a traceback."""
        reason = kwargs.get("exc_info", (None, None))[1]
        self.finish(self.frame.render("notice.html.j2", **self._notice(status_code, reason)))

    def _notice(self, status: int, reason: object) -> Mapping[str, str]:
        say = self.frame.words.say
        if isinstance(reason, PeError):
            return {"title": say("This cannot be shown"), "text": self.frame.sentence_of(reason)}
        if status == _NOT_FOUND:
            return {"title": say("There is no such page"), "text": say("Check the address.")}
        return {
            "title": say("This page cannot be shown now"),
            "text": say("What was saved is kept. Reload the page, or go to the start page."),
        }

    def _without_token(self) -> str:
        kept = [pair for pair in parse_qsl(self.request.query) if pair[0] != "token"]
        return f"{self.request.path}?{urlencode(kept)}" if kept else self.request.path


class Missing(Framed):
    """Whatever is nowhere: 404."""

    def get(self) -> None:
        """Refuse."""
        raise web.HTTPError(404)

    post = put = delete = patch = get


class Listing(Framed):
    """``GET /voila/tree``: the notebooks by their titles."""

    @web.authenticated
    def get(self) -> None:
        """Show the list."""
        entries = [
            (self.frame.words.translate(title), name) for name, title in self.notebooks.titles()
        ]
        self.finish(self.frame.render("list.html.j2", entries=entries))


class Login(Framed, LoginFormHandler):
    """``/login``: the one page without the token; it asks for it."""

    def _render(self, message: Mapping[str, str] | None = None) -> None:
        goal = url_escape(self.get_argument("next", default=self.base_url))
        form = self.xsrf_form_html()
        self.finish(
            self.frame.render("login.html.j2", goal=goal, form=form, is_wrong=bool(message))
        )

    @allow_unauthenticated
    def get(self) -> None:
        """Show the form."""
        super().get()  # type: ignore[no-untyped-call]

    @allow_unauthenticated
    def post(self) -> None:
        """Take the token."""
        super().post()  # type: ignore[no-untyped-call]


class Script(JupyterHandler, MultiStaticFileHandler):  # type: ignore[misc]
    """Scripts of the pages. Their addresses change with them, so browsers keep them."""

    async def prepare(self, **_: Any) -> Awaitable[None] | None:  # type: ignore[override]
        """Refuse without the token, without the way to the login page."""
        return await super().prepare(_redirect_to_login=False)

    def set_extra_headers(self, _path: str) -> None:
        """Let the browser keep the file."""
        self.set_header("Cache-Control", f"private, max-age={_YEAR_SECONDS}, immutable")

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer with the bare status."""
        self.finish(str(status_code))


def script_folders(paths: list[str] | list[Path]) -> dict[str, Any]:
    """Return what :class:`Script` is set up with, for the folders it looks in."""
    return {"paths": [str(path) for path in paths]}
