"""Rows of plain-text tables, read by their header."""

from extract.observe.table.table import TableReader

__all__ = ["TableReader"]
