"""Article files -> a new generation of the index."""

from index.build.run import Difference, Report, content_key, difference, reindex

__all__ = ["Difference", "Report", "content_key", "difference", "reindex"]
