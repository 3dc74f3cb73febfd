"""The pages that are notebooks: each runs on a kernel of its own and shows what its cells show."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager, suppress
from typing import Any

from tornado import web
from tornado.iostream import StreamClosedError
from voila.utils import get_page_config

from pe_tools.app.cells import CellPages
from pe_tools.app.handlers import Framed
from pe_tools.app.kernels import PageKernels
from pe_tools.app.listing import HOME
from pe_tools.app.notebook_page import NotebookPage, scripts_config
from pe_tools.app.parameters import declared, set_parameters
from pe_tools.app.running import run_cells
from pe_tools.errors import PeError, UnknownLanguageError
from pe_tools.language import known_languages

_log = logging.getLogger("pe_tools.app")


class RunsNotebook(Framed):
    """What pages that run a notebook share; the query of the address sets parameters."""

    @property
    def kernels(self) -> PageKernels:
        """Return the kernels of all pages."""
        return self.settings["kernel_manager"]  # type: ignore[no-any-return]

    async def show(self, name: str) -> None:
        """Show the notebook, cell by cell as they finish."""
        self.xsrf_token  # noqa: B018 - sets the cookie that the page needs to end its kernel
        self.set_header("Cache-Control", "no-store")
        try:
            notebook = self._prepared(name)
        except PeError as refusal:
            self.refuse(refusal)
            return
        with suppress(StreamClosedError):  # closed before it was whole; its kernel has ended
            await self._stream(NotebookPage(self.frame, notebook), notebook)

    def _prepared(self, name: str) -> Any:
        """Return the notebook with the parameters that the address gives.

        Raises
        ------
        PeError
            If the address gives what the notebook does not take.
        """
        notebook = self.notebooks.read(name)
        if notebook is None:
            raise web.HTTPError(404)
        language = self.get_query_argument("lang", self.default_language)
        if language not in known_languages():
            raise UnknownLanguageError(language=language, known=", ".join(known_languages()))
        spoken = {"lang": language} if "lang" in declared(notebook) else {}
        set_parameters(notebook, {**self.query, **spoken}, name=name)
        return notebook

    async def _stream(self, page: NotebookPage, notebook: Any) -> None:
        self.write(page.head())
        await self.flush()
        try:
            config = await self._write_cells(page, notebook)
        except StreamClosedError:
            raise
        except Exception:  # noqa: BLE001 - the page's head is sent, so its end must say it
            _log.exception("a page could not be made")
            self.write(page.failure())
            config = {}
        self.write(page.tail(config))

    async def _write_cells(self, page: NotebookPage, notebook: Any) -> Mapping[str, Any]:
        """Write what the cells show, and return what the page needs to find its kernel."""
        drawn = CellPages(self.frame.words)
        async with self._kernel() as kernel_id:
            kernel = self.kernels.get_kernel(kernel_id)
            async with aclosing(run_cells(notebook, kernel)) as cells:
                async for place, cell in cells:
                    if drawn.starts_part(cell):
                        self.write(page.next_part())
                    self.write(drawn.draw(cell) + page.progress(place))
                    await self.flush()
        found = get_page_config(
            base_url=self.base_url,
            settings=self.settings,
            log=self.log,
            voila_configuration=self.settings["pe_voila_configuration"],
        )
        return scripts_config(found, kernel_id)

    @asynccontextmanager
    async def _kernel(self) -> AsyncIterator[str]:
        """Start a kernel; it ends with its page, and also if that cannot be made."""
        home = str(self.settings["pe_home"])
        env = {**os.environ, "PE_HOME": home, "PE_FACE": "live"}
        kernel_id = await self.kernels.start_kernel(cwd=home, env=env)
        self.kernels.notify_connect(kernel_id)
        try:
            yield kernel_id
        except BaseException:
            await self.kernels.end(kernel_id)
            raise
        self.kernels.notify_disconnect(kernel_id)


class Page(RunsNotebook):
    """``GET /voila/render/<notebook>``: run a notebook and show it."""

    @web.authenticated
    async def get(self, name: str) -> None:
        """Show the notebook."""
        await self.show(name)


class Home(RunsNotebook):
    """``GET /``: the start page; the list of notebooks while there is none."""

    @web.authenticated
    async def get(self) -> None:
        """Show the start page."""
        if self.notebooks.has_home:
            await self.show(HOME)
        else:
            self.redirect(f"/voila/tree?{self.request.query}".rstrip("?"))
