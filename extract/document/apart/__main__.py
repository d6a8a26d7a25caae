"""The process that reads files of other formats: one after the other, until its input ends.

It is told the limits on its command line, and a file by its suffix and its bytes; names never
reach it. Libraries are loaded before the limits hold, so that what they keep beside their
code can be written the first time.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from extract.article.decode import MAX_BYTES
from extract.document.apart.frames import Frame, Kind, read_frame, write_frame
from extract.document.apart.limits import confine, start_clock
from extract.document.reader import load_readers, read_document
from extract.errors import ArticleError

_HERE = Path(__file__).resolve().parents[3]
# Time zones and the like.
_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share", "/etc")


def main() -> None:
    """Read files until the input ends."""
    memory_bytes, processor_s = map(int, sys.argv[1:3])
    # It reaches every process of the group; the owner ends this one by closing its input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    files, replies = _own_pipes()
    load_readers()
    confine(memory_bytes, _readable())
    write_frame(replies, Kind.READY)
    while (suffix := read_frame(files, MAX_BYTES)) and (file := read_frame(files, MAX_BYTES)):
        start_clock(processor_s)
        kind, content = _reply(suffix[1].decode(), file[1])
        write_frame(replies, kind, content)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes out of reach of what is printed."""
    files, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)
    os.close(nothing)
    return files, replies


def _readable() -> list[str]:
    """Name the folders of the program's code; not the project's, where data may lie."""
    installed = (path for path in sys.path if path and not _HERE.is_relative_to(path))
    return [str(_HERE / "extract"), *installed, *_SYSTEM]


def _reply(suffix: str, data: bytes) -> Frame:
    try:
        return Kind.TEXT, read_document(f"a{suffix}", data).text.encode()
    except ArticleError as error:
        return Kind.REFUSED, error.message.encode()
    except MemoryError:
        return Kind.MEMORY, b""
    except Exception as error:
        # Readers trust what they read, so a broken file can make them raise anything.
        return Kind.FAULT, type(error).__name__.encode()


if __name__ == "__main__":
    main()
