"""PDFs that would fill the memory when they are unpacked are told before that.

``unpacks_too_large`` is the entry point.
"""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY = 2_000
_PIECE = 65_536


def unpacks_too_large(data: bytes, most: int) -> bool:
    """Tell whether the packed parts of a PDF hold more than so many bytes.

    Pictures do not count: they are never unpacked.
    """
    total = 0
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end" or _is_picture(data, match.start()):
            continue
        unpacker = zlib.decompressobj()
        position = match.end()
        try:
            while not unpacker.eof and position < len(data):
                waiting = data[position : position + _PIECE]
                position += _PIECE
                while waiting and not unpacker.eof and total <= most:
                    total += len(unpacker.decompress(waiting, _PIECE))
                    waiting = unpacker.unconsumed_tail
                if total > most:
                    return True
        except zlib.error:
            # Not packed, or packed in a way that cannot grow much.
            continue
    return False


def _is_picture(data: bytes, stream: int) -> bool:
    before = data[max(0, stream - _DICTIONARY) : stream]
    return _PICTURE.search(before[before.rfind(b" obj") + 1 :]) is not None
