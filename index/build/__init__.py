"""Article files -> a new generation of the index."""

from index.build.reading import content_key
from index.build.report import Difference, Report
from index.build.run import difference, reindex

__all__ = ["Difference", "Report", "content_key", "difference", "reindex"]
