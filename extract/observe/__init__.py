"""The mentions of an article, tied into observations."""

from extract.observe.reader import observe, read_observations

__all__ = ["observe", "read_observations"]
