"""The mentions of an article, tied into observations."""

from extract.observe.reader import observe

__all__ = ["observe"]
