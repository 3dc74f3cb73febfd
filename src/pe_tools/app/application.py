"""The app: Voila's standalone application, for one facilitator on this machine."""

from __future__ import annotations

import os
import shutil
import tempfile
from hmac import compare_digest
from pathlib import Path
from typing import Any, ClassVar

from jupyter_core.utils import run_sync
from jupyter_server.auth.identity import IdentityProvider
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import RequestHandler
from traitlets import Integer, Unicode, default
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from pe_tools.app.frame import HEADERS, STATIC
from pe_tools.app.gate import gate
from pe_tools.app.handlers import Listing, Login, Missing, Script, script_folders
from pe_tools.app.kernels import WIDGET_MESSAGES, KernelEnd, KernelModel, PageKernels
from pe_tools.app.listing import Notebooks
from pe_tools.app.pages import Home, Page
from pe_tools.places import shipped

HERE = "127.0.0.1"
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
)
"""What a page loads beside Voila's own scripts: what draws a panel, and nothing else."""

_KERNEL_ID = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_LARGEST_BODY = 1_000_000
_PING_MILLISECONDS = 30_000


class TokenIdentity(IdentityProvider):
    """Whoever has the token is the facilitator; it is compared in constant time."""

    def get_token(self, handler: RequestHandler) -> str | None:
        """Return the token if it was given, else nothing."""
        return self._right(super().get_token(handler))

    def process_login_form(self, handler: RequestHandler) -> Any:
        """Return the user if the right token was typed."""
        typed = handler.get_argument("password", default="")
        return self.generate_anonymous_user(handler) if self._right(typed) else None

    def _right(self, given: str | None) -> str | None:
        is_right = bool(self.token) and compare_digest((given or "").encode(), self.token.encode())
        return str(self.token) if is_right else None


class PeVoila(Voila):  # type: ignore[misc]
    """The app on 127.0.0.1: notebooks as pages, each with a kernel of its own."""

    name = "pe-app"
    home = Unicode(help="The folder of record and keys.")
    notebooks = Unicode(help="The folder of the notebooks; those that are shipped.")
    language = Unicode("en", help="The language of pages whose address names none.")
    cull_seconds = Integer(60, help="How long a kernel lives after its page is gone.")
    aliases: ClassVar[dict[str, str]] = {}
    flags: ClassVar[dict[str, Any]] = {}

    @default("notebooks")
    def _shipped_notebooks(self) -> str:
        return str(shipped("notebooks"))

    @default("config_file_paths")
    def _no_config_files(self) -> list[str]:
        return []  # a file of Voila's settings in the current folder would be run

    @default("log_level")
    def _quiet(self) -> int:
        return 30

    @default("connection_dir_root")
    def _short_path(self) -> str:
        short = "/tmp"  # noqa: S108 - a socket's path may have some 100 characters only
        return short if os.name == "posix" else tempfile.gettempdir()

    def initialize(self, argv: list[str] | None = None) -> None:
        """Set everything up; nothing is taken from a command line or a file."""
        self.update_config(self._settings())
        super().initialize(argv or [])

    def setup_template_dirs(self) -> None:
        """Leave Voila's templates alone: every page is drawn from our own."""

    def init_settings(self) -> dict[str, Any]:
        """Return the settings of the web application."""
        settings = super().init_settings()
        self.kernel_manager.allowed_message_types = list(WIDGET_MESSAGES)
        return {
            **settings,
            "allow_remote_access": False,
            "compress_response": True,
            "default_handler_class": Missing,
            "headers": HEADERS,
            "log_function": self._log_request,
            "ws_ping_interval": _PING_MILLISECONDS,
            "ws_ping_timeout": _PING_MILLISECONDS,
            "pe_home": self.home,
            "pe_language": self.language,
            "pe_notebooks": Notebooks(Path(self.notebooks)),
            "pe_voila_configuration": self.voila_configuration,
        }

    def init_handlers(self) -> list[Any]:
        """Return the routes: these, and nothing else of Voila or Jupyter."""
        scripts = r"/voila/[0-9a-f]+"
        extensions = "|".join(EXTENSIONS)
        return [
            (r"/", Home),
            (r"/login", Login),
            (r"/voila/tree", Listing),
            (r"/voila/render/([\w.-]+)", Page),
            (rf"{scripts}/pe/(.*)", Script, script_folders([STATIC])),
            (
                rf"{scripts}/static/(.*)",
                Script,
                script_folders(collect_static_paths(["voila"], "base")),
            ),
            (
                rf"{scripts}/labextensions/((?:{extensions})/.*)",
                Script,
                script_folders(self.labextensions_path),
            ),
            (rf"/api/kernels/{_KERNEL_ID}", KernelModel),
            (rf"/api/kernels/{_KERNEL_ID}/channels", VoilaKernelWebsocketHandler),
            (rf"/voila/api/shutdown/{_KERNEL_ID}", KernelEnd),
            (r"/.*", Missing),
        ]

    def listen(self) -> None:
        """Serve on the port until stopped."""
        sockets = bind_sockets(self.port, HERE)
        server = HTTPServer(gate(self.app, self.port), max_body_size=_LARGEST_BODY)
        server.add_sockets(sockets)
        self.ioloop = IOLoop.current()
        try:
            self.ioloop.start()
        finally:
            server.stop()
            self.stop()

    def stop(self) -> None:
        """End every kernel, then take away the sockets they were reached by."""
        run_sync(self.kernel_manager.shutdown_all)(now=True)
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    def _settings(self) -> Config:
        config = Config()
        config.VoilaConfiguration.extension_allowlist = list(EXTENSIONS)
        config.VoilaConfiguration.multi_kernel_manager_class = PageKernels
        config.Voila.identity_provider_class = TokenIdentity
        config.IdentityProvider.cookie_options = {"samesite": "Strict", "expires_days": None}
        config.PageKernels.cull_idle_timeout = self.cull_seconds
        config.PageKernels.cull_interval = max(1, self.cull_seconds // 4)
        if os.name == "posix":
            config.KernelManager.transport = "ipc"  # sockets in a folder of our own, no ports
        return config

    def _log_request(self, handler: RequestHandler) -> None:
        """Log a failure without its query, which may hold a token."""
        if handler.get_status() >= 500:  # noqa: PLR2004
            self.log.error("%s %s", handler.get_status(), handler.request.path)
