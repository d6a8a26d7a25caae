"""``python -m fakegram``: run the server until it is told to stop."""

from __future__ import annotations

import argparse
import socket

from aiohttp import web

from .drive import build_app
from .server import Server

parser = argparse.ArgumentParser(description="a Bot API server for tests")
parser.add_argument("--port", type=int, default=0, help="0 for any that is free")
parser.add_argument("--token", default="123456:TEST")
parser.add_argument("--username", default="hoiso_bot")
parser.add_argument("--flood", action="store_true", help="enforce the documented flood limits")
parser.add_argument(
    "--shared-ids",
    action="store_true",
    help="number the messages of all private chats together, as Telegram does",
)
options = parser.parse_args()

door = socket.socket()
door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
door.bind(("127.0.0.1", options.port))
print(door.getsockname()[1], flush=True)


async def build() -> web.Application:
    """Build the application inside the loop that will run it."""
    server = Server(
        options.token, options.username, flood=options.flood, shared_ids=options.shared_ids
    )
    return build_app(server)


web.run_app(
    build(), sock=door, print=None, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
)
