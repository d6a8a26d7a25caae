"""Periods as a text names them, and how they are written back."""

from extract.period.reader import dates_a_document, find_periods, label, parse_label
from extract.period.rules import RULES

__all__ = ["RULES", "dates_a_document", "find_periods", "label", "parse_label"]
