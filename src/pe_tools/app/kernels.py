"""The kernels behind the pages: each lives as long as its page, and a little longer."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado import web
from tornado.ioloop import IOLoop
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

WIDGET_MESSAGES = [
    "comm_open",
    "comm_close",
    "comm_msg",
    "comm_info_request",
    "kernel_info_request",
]
"""What a page may send to its kernel. A page never sends code."""


class PageKernels(AsyncMappingKernelManager):
    """Kernels that end when no page has been connected for ``cull_idle_timeout`` seconds.

    A kernel that still talks to nobody is not idle to Jupyter, so the time runs from the last
    connection, not from the last message.
    """

    def __init__(self, **kwargs: Any) -> None:
        self._alone_since: dict[str, float] = {}
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]

    def notify_connect(self, kernel_id: str) -> None:
        """Note that a page is connected, or is being made."""
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]
        self._alone_since.pop(kernel_id, None)

    def notify_disconnect(self, kernel_id: str) -> None:
        """Note that a page is gone."""
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]
        if kernel_id in self and not self._kernel_connections.get(kernel_id):
            self._alone_since[kernel_id] = IOLoop.current().time()

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that has died, or has been alone for too long."""
        now = IOLoop.current().time()
        alone = now - self._alone_since.get(kernel_id, now)
        is_dead = getattr(self.get_kernel(kernel_id), "execution_state", "") == "dead"
        if is_dead or alone > self.cull_idle_timeout:
            await self.end(kernel_id)

    async def end(self, kernel_id: str) -> None:
        """End a kernel at once, if it is still there."""
        self._alone_since.pop(kernel_id, None)
        if kernel_id in self:
            with suppress(KeyError, web.HTTPError):  # its page may end it at the same moment
                await self.shutdown_kernel(kernel_id, now=True)  # type: ignore[no-untyped-call]


class KernelModel(KernelHandler):
    """``GET /api/kernels/<id>``: whether a page's kernel is there. Nothing else is answered."""

    SUPPORTED_METHODS = ("GET", "HEAD")


class KernelEnd(VoilaShutdownKernelHandler):  # type: ignore[misc]
    """``POST /voila/api/shutdown/<id>``: what a page sends when it is closed; 204 always."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the kernel."""
        await self.kernel_manager.end(kernel_id)
        self.set_status(204)
        self.finish()
