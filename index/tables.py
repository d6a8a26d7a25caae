"""The indicator table of a data folder, and the one that a generation was built with.

Admins write ``indicators.toml`` beside the generations. ``reindex`` checks it and keeps its text in
the generation, so whoever answers from a generation uses the table that was read with it, whatever
has been done to the file since; a broken file never reaches those who answer.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from extract.errors import IndicatorTableError
from extract.indicator import FILE_NAME, Catalogue, extended, load_built_in, load_table
from index.errors import IndexingError

META_KEY = "indicators"
"""The row of a store's ``meta`` that holds the table's text; there is none without a table."""
_log = logging.getLogger(__name__)


class TableState(StrEnum):
    """How the file compares with what is in use."""

    NONE = "none"
    USED = "used"
    CHANGED = "changed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class TableReport:
    """The table of a data folder, as it is now.

    Attributes:
        path: Where the file lies, or would lie.
        catalogue: In use.
        fault: What is wrong with the file, or with the table in use; for users.
    """

    path: Path
    state: TableState
    catalogue: Catalogue
    fault: str | None = None


def read_table(data: Path) -> tuple[str, Catalogue]:
    """Read a data folder's table.

    Returns:
        Its text, empty where there is none, and the catalogue extended by it.

    Raises:
        IndexingError: The table is broken.
    """
    path = data / FILE_NAME
    try:
        text = load_table(path)
        return text, extended(load_built_in(), text, str(path))
    except IndicatorTableError as error:
        raise IndexingError(f"{error}. Chỉ mục cũ (nếu có) được giữ nguyên.") from error


def catalogue_of(meta: Mapping[str, str]) -> Catalogue:
    """Give the catalogue of a generation by its ``meta``.

    A table that fits the built-in one no more (the program has been replaced) is left out.
    """
    try:
        return extended(load_built_in(), meta.get(META_KEY, ""))
    except IndicatorTableError as error:
        _log.warning("the generation's indicator table is left out: %s", error)
        return load_built_in()


def report_table(data: Path, meta: Mapping[str, str]) -> TableReport:
    """Compare a data folder's table with what is in use.

    Args:
        data: The data folder.
        meta: Of the generation in use; empty where there is none.
    """
    path, used = data / FILE_NAME, meta.get(META_KEY, "")
    catalogue = catalogue_of(meta)
    try:
        text = load_table(path)
        extended(load_built_in(), text, str(path))
        extended(load_built_in(), used)
    except IndicatorTableError as error:
        return TableReport(path, TableState.BROKEN, catalogue, str(error))
    if text != used:
        return TableReport(path, TableState.CHANGED, catalogue)
    return TableReport(path, TableState.USED if text else TableState.NONE, catalogue)
