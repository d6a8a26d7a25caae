"""Photos, checked as Telegram checks them."""

from __future__ import annotations

import struct

from .refusal import malformed

_PNG = b"\x89PNG\r\n\x1a\n"
MOST_SIDES = 10_000
MOST_TIMES = 20


def read_size(data: bytes) -> tuple[int, int]:
    """Read width and height of a PNG; refuse what is none, or too long or too thin."""
    if not data.startswith(_PNG) or not data.endswith(b"IEND\xaeB`\x82"):
        raise malformed("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", data[16:24])
    if width + height > MOST_SIDES or max(width, height) > MOST_TIMES * min(width, height):
        raise malformed("PHOTO_INVALID_DIMENSIONS")
    return int(width), int(height)
