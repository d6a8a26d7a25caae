"""What the reading process and its owner say to each other: a kind, a length, bytes.

Nothing is unpickled: what comes out of that process may be made by whoever made the file.
"""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import IO

_HEAD = struct.Struct(">BI")


class Kind(IntEnum):
    """What a frame holds."""

    READY = 0
    SUFFIX = 1
    FILE = 2
    TEXT = 3
    REFUSED = 4
    FAULT = 5
    MEMORY = 6


Frame = tuple[Kind, bytes]


def write_frame(stream: IO[bytes], kind: Kind, content: bytes = b"") -> None:
    """Send a frame.

    Raises:
        OSError: Nobody listens any more.
    """
    stream.write(_HEAD.pack(kind, len(content)) + content)
    stream.flush()


def read_frame(stream: IO[bytes], most: int) -> Frame | None:
    """Receive a frame.

    Args:
        stream: Where it comes from.
        most: The most bytes it may hold.

    Returns:
        ``None`` where the stream ends before the frame does, or what came is no frame.
    """
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    number, length = _HEAD.unpack(head)
    if length > most or number not in Kind.__members__.values():
        return None
    content = stream.read(length)
    return (Kind(number), content) if len(content) == length else None
