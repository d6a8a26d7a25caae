"""What can be wrong with the files that articles are read from.

Messages are for users: Vietnamese, naming the file, what is wrong and what to do.
"""

from __future__ import annotations

_MOST_FAULTS = 5


class ExtractError(Exception):
    """A file could not be read; the base of the kinds below."""


class ArticleError(ExtractError):
    """An article file holds nothing that can be read.

    Attributes:
        name: The file's name.
        message: What is wrong and what to do, without the name.
    """

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message


class ReaderError(ExtractError):
    """The process that reads files of other formats cannot be started; no file is to blame."""


class SourcesError(ExtractError):
    """A ``sources.toml`` is broken or holds a key that nobody reads."""


class IndicatorTableError(ExtractError):
    """An ``indicators.toml`` is broken or does not fit the built-in table.

    Attributes:
        faults: What is wrong, each with the id and what to do.
    """

    def __init__(self, where: str, faults: tuple[str, ...]) -> None:
        shown = "; ".join(faults[:_MOST_FAULTS])
        more = len(faults) - _MOST_FAULTS
        super().__init__(f"{where}: {shown}{f'; và {more} lỗi nữa' if more > 0 else ''}")
        self.faults = faults
