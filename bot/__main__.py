"""``hoiso`` and ``python -m bot``: the command line.

``main`` is the entry point. Here errors become words: results go to standard output, all
else to standard error.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.config import SettingsError, load_settings
from bot.evaluation.errors import GoldError
from bot.garbage import look_seldom
from bot.terminal.arguments import parse_arguments
from bot.terminal.asking import QuestionError
from bot.terminal.stopping import Stopped
from extract.errors import ExtractError
from index.errors import IndexingError

_DONE, _FAILED, _INTERRUPTED = 0, 1, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after the program's name; those of the process where ``None``.

    Returns:
        The exit status: 0 done, 1 not done, 3 no answer found, 130 interrupted.

    Raises:
        SystemExit: The command line is wrong (status 2), or asked only for help.
    """
    look_seldom()
    _replace_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # What UTF-8 cannot write (half a surrogate from a broken text) is written escaped.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parse_arguments(argv)
    try:
        settings = load_settings(options.data)
        logging.basicConfig(level=settings.log.upper(), format="%(levelname)s %(message)s")
        from bot.terminal.commands import run

        status = run(options, settings)
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_output()
        return _FAILED
    except KeyboardInterrupt:
        return _fail("Đã dừng.", _INTERRUPTED)
    except Stopped:
        return _fail("Đã dừng; chỉ mục đang dùng vẫn như trước.")
    except OSError as error:
        _give_up_output()
        name = f"{error.filename}: " if error.filename else ""
        return _fail(f"Không đọc hay ghi được: {name}{error.strerror or error}.")
    except (SettingsError, GoldError, QuestionError, ExtractError, IndexingError) as error:
        return _fail(str(error))
    return status


def _give_up_output() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        # The reader has gone or the disk is full. What is still held back would be tried
        # once more at exit, and fail with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace_closed_streams() -> None:
    # A parent can start us without them ("<&-"); Python then has None in their place.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _fail(message: str, status: int = _FAILED) -> int:
    try:
        print(message, file=sys.stderr, flush=True)
    except BrokenPipeError:
        # Nobody reads it, and at exit nothing shall be tried again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    return status


if __name__ == "__main__":
    sys.exit(main())
