"""Observations -> the lines and tables that leave the program.

``export_pieces`` is the entry point; ``write_file`` puts what it gives into a file. The table
for spreadsheet programs is made in ``sheet``, with the same columns.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.render.forms import observation_form
from bot.terminal.columns import HEAD, row_of
from index.models import StoredObservation


def export_pieces(observations: Iterable[StoredObservation], form: str) -> Iterator[bytes]:
    """Write observations as the bytes of a file.

    Args:
        observations: In the order to write them.
        form: ``xlsx``, or one of ``export_lines``.

    Raises:
        OSError: The disk is full.
    """
    if form == "xlsx":
        # Imported late: only this form needs it.
        from bot.terminal.sheet import sheet_pieces

        return sheet_pieces(observations)
    return (line.encode("utf-8", "backslashreplace") for line in export_lines(observations, form))


def export_lines(observations: Iterable[StoredObservation], form: str) -> Iterator[str]:
    """Write observations, one a line.

    Args:
        observations: In the order to write them.
        form: ``jsonl``, or ``csv`` (with a head line; quotes may hold line breaks).

    Returns:
        The lines with their ends.
    """
    if form == "csv":
        yield _csv_line(HEAD)
        for stored in observations:
            yield _csv_line(row_of(stored))
    else:
        for stored in observations:
            yield json.dumps(observation_form(stored), ensure_ascii=False) + "\n"


def write_whole(path: Path, lines: Iterable[str]) -> None:
    """Write a file so that it holds all lines or stays as it was.

    Raises:
        OSError: It cannot be written.
    """
    write_file(path, (line.encode("utf-8") for line in lines))


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file so that it holds all pieces or stays as it was; raises as ``write_whole``."""
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            device.writelines(pieces)
        return
    path = path.resolve()
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _csv_line(row: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(row)
    return line.getvalue()
