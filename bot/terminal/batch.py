"""JSON lines in, JSON lines out, in order.

``run_batch`` is the entry point. A line that cannot be read, or asks for something that
cannot be done, gives a line with an ``error``; the batch goes on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.render.forms import Form


class LineError(Exception):
    """What is wrong with one line of a batch, in words for its writer."""


def run_batch(path: str, respond: Callable[[Form], Form]) -> bool:
    """Answer every line of a file on standard output.

    Args:
        path: A file of JSON lines; ``-`` is standard input.
        respond: Makes the fields beside ``id`` of a line out; raises ``LineError``.

    Returns:
        Whether every line could be answered.

    Raises:
        OSError: The file cannot be read.
    """
    all_answered = True
    with _opened(path) as lines:
        for line in lines:
            if not line.strip():
                continue
            identity: object = None
            try:
                asked = _read(line)
                identity = asked.get("id")
                answered = {"id": identity} | respond(asked)
            except LineError as error:
                all_answered = False
                answered = {"id": identity, "error": str(error)}
            print(json.dumps(answered, ensure_ascii=False), flush=True)
    return all_answered


def text_field(line: Form, name: str) -> str:
    """Take a field that must be a text.

    Raises:
        LineError: It is missing or something else.
    """
    value = line.get(name)
    if not isinstance(value, str):
        raise LineError(f"Thiếu “{name}”, hoặc “{name}” không phải là chuỗi.")
    return value


def _read(line: bytes) -> Form:
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LineError("Dòng này không phải UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise LineError("Dòng này không phải JSON.") from error
    if not isinstance(asked, dict):
        raise LineError("Dòng này không phải một đối tượng JSON.")
    return asked


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == "-":
        yield sys.stdin.buffer
        return
    with Path(path).open("rb") as file:
        yield file
