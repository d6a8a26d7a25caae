"""What can be wrong with a folder of gold."""

from __future__ import annotations


class GoldError(Exception):
    """A folder of gold cannot be used; names the file and the line, in Vietnamese."""
