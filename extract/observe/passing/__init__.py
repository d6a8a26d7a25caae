"""Numbers that measure nothing: they frame, name, size or limit what is measured."""

from extract.observe.passing.limits import is_limit
from extract.observe.passing.reader import is_passing
from extract.observe.passing.times import is_only_time

__all__ = ["is_limit", "is_only_time", "is_passing"]
