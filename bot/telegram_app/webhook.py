"""Updates that Telegram brings: a small HTTP server behind the organisation's TLS proxy.

What arrives counts only with the secret that Telegram was given, and it is stored before it
is acknowledged.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot, Update
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

_LOG = logging.getLogger(__name__)
# An update with the longest message and what it replies to is below 100 kB.
_LARGEST_BODY = 1 << 20
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class WebhookServer:
    """Takes updates in and puts them into a queue."""

    def __init__(
        self,
        address: str,
        secret: str,
        bot: Bot,
        queue: asyncio.Queue[object],
        heard: Callable[[], None],
    ) -> None:
        """Prepare a server.

        Args:
            address: Where Telegram sends updates; its path is where they are taken.
            secret: What every request must bring.
            bot: Whose updates these are.
            queue: Whose ``put`` returns when the update is safe.
            heard: Called for every update.
        """
        path = urlsplit(address).path or "/"
        taking = {"secret": secret.encode(), "bot": bot, "queue": queue, "heard": heard}
        application = Application(
            [(path, _UpdateHandler, taking)],
            default_handler_class=_NothingHere,
            log_function=lambda _: None,
        )
        self._server = HTTPServer(application, max_body_size=_LARGEST_BODY)

    def start(self, listen: str) -> None:
        """Listen.

        Args:
            listen: Address and port, with a colon between.

        Raises:
            OSError: The port is taken, or the address is not this machine's.
        """
        host, _, port = listen.rpartition(":")
        self._server.listen(int(port), host.strip("[]"))

    async def stop(self) -> None:
        """Stop listening and finish what has begun."""
        self._server.stop()
        await self._server.close_all_connections()


class _NothingHere(RequestHandler):
    def set_default_headers(self) -> None:
        self.clear_header("Server")

    def prepare(self) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def write_error(self, status_code: int, **_: Any) -> None:
        self.finish(f"{status_code}\n")


class _UpdateHandler(RequestHandler):
    # Tornado's handlers take what they need from a dictionary.
    def initialize(self, **taking: Any) -> None:
        self._taking = taking

    def set_default_headers(self) -> None:
        self.clear_header("Server")

    async def post(self) -> None:
        brought = self.request.headers.get(_HEADER, "").encode()
        if not hmac.compare_digest(brought, self._taking["secret"]):
            _LOG.warning("a request without the right secret was turned away")
            self.set_status(HTTPStatus.FORBIDDEN)
            return
        try:
            form = json.loads(self.request.body)
            update = Update.de_json(form, self._taking["bot"])
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            _LOG.warning("a request that is no update was turned away: %s", type(error).__name__)
            self.set_status(HTTPStatus.BAD_REQUEST)
            return
        await self._taking["queue"].put(update)
        self._taking["heard"]()

    def write_error(self, status_code: int, **_: Any) -> None:
        self.finish(f"{status_code}\n")

    def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
        _LOG.error("an update could not be taken in: %s", getattr(kind, "__name__", kind))
