"""What can be wrong with the files that articles are read from.

Messages are for users: Vietnamese, naming the file, what is wrong and what to do.
"""

from __future__ import annotations


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


class SourcesError(ExtractError):
    """A ``sources.toml`` is broken or holds a key that nobody reads."""
