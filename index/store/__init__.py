"""What the articles say, kept in SQLite; ``writing`` makes it."""

from index.store.reader import Store

__all__ = ["Store"]
