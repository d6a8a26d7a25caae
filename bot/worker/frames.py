"""What goes through the pipes between the bot and its workers: pickles, each behind its length.

Both ends are this program, on one machine, of one version.
"""

from __future__ import annotations

import asyncio
import pickle
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO

from bot.worker.messages import Reply

_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Ready:
    """The first word of a worker: it can answer from now on."""

    generation: int


@dataclass(frozen=True, slots=True)
class Done:
    """A request was met."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Failed:
    """A worker could not start, or a request could not be met.

    Attributes:
        message: For users.
        detail: For the log; holds nothing that a user wrote.
        damaged: Whether it was because the index is.
    """

    message: str
    detail: str = ""
    damaged: bool = False


# A pickle can hold anything; each end checks what it gets by ``match``.
def pack(message: Any) -> bytes:
    """Write a message as a frame."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def read_frame(pipe: BinaryIO) -> Any:
    """Read the next message; ``None`` where the other end has closed the pipe."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = pipe.read(length)
    return pickle.loads(body) if len(body) == length else None


async def receive(pipe: asyncio.StreamReader) -> Any:
    """Wait for the next message; as ``read_frame``."""
    try:
        (length,) = _LENGTH.unpack(await pipe.readexactly(_LENGTH.size))
        return pickle.loads(await pipe.readexactly(length))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
