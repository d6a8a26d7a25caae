"""One worker: opens a generation of the index, then meets one request after the other.

``main`` is the entry point. Requests come in on standard input and replies go out on what was
standard output, as frames; the worker ends when its input does, which is also when the bot was
killed. Whatever else is printed goes to standard error.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from bot.garbage import keep_for_good, look_if_due
from bot.worker.frames import Done, Failed, Ready, pack, read_frame
from bot.worker.messages import Request
from index.errors import IndexingError, StoreCorrupt

if TYPE_CHECKING:
    from bot.worker.desk import Desk

_FAULT = "Chương trình gặp lỗi khi xử lý; hãy thử hỏi cách khác, hoặc báo cho người quản trị."
# The bot ends a worker much sooner; this is for a worker whose bot is gone.
_LONGEST_S = 60
_DONE, _FAILED = 0, 1


def main(argv: Sequence[str] | None = None) -> int:
    """Work until the input ends; gives the exit status.

    Args:
        argv: The words after the program's name; those of the process where ``None``.
    """
    parser = argparse.ArgumentParser(prog="python -m bot.worker")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--generation", type=int, required=True)
    parser.add_argument("--username", default="")
    parser.add_argument("--engine", default="auto")
    options = parser.parse_args(argv)
    # They reach every process of the group, and the bot still wants its answers; it ends a
    # worker by closing the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    requests, replies = _own_pipes()
    try:
        _work(options, requests, replies)
    except BrokenPipeError:
        # The bot is gone, and with it whoever waits for the reply.
        return _FAILED
    return _DONE


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, replies


def _work(options: argparse.Namespace, requests: BinaryIO, replies: BinaryIO) -> None:
    def reply(message: Ready | Done | Failed) -> None:
        replies.write(pack(message))
        replies.flush()

    desk = _opened(options, reply)
    if desk is None:
        return
    reply(Ready(desk.generation))
    while (request := read_frame(requests)) is not None:
        signal.alarm(_LONGEST_S)
        message = _met(desk, request)
        signal.alarm(0)
        reply(message)
        look_if_due()


def _opened(options: argparse.Namespace, reply: Callable[[Failed], None]) -> Desk | None:
    try:
        # Here, not above: what cannot be imported is a fault to tell, too.
        from bot.worker.desk import open_desk

        desk = open_desk(options.data, options.generation, options.username, options.engine)
        desk.warm()
    except IndexingError as error:
        reply(Failed(str(error), type(error).__name__))
        return None
    except Exception as error:
        reply(Failed(_FAULT, _told(error)))
        return None
    keep_for_good()
    return desk


def _met(desk: Desk, request: Request) -> Done | Failed:
    try:
        return Done(desk.meet(request))
    except Exception as error:
        detail = _told(error)
        print(f"{type(request).__name__}: {detail}", file=sys.stderr, flush=True)
        return Failed(_FAULT, detail, damaged=isinstance(error, StoreCorrupt))


def _told(error: Exception) -> str:
    # Without its message, which may hold what a user wrote.
    places = traceback.extract_tb(error.__traceback__)[-3:]
    where = " < ".join(f"{Path(p.filename).name}:{p.lineno}" for p in reversed(places))
    return f"{type(error).__name__} ({where})"
