"""Indicators: what is measured. Names -> entries of a table that admins can extend.

``load_catalogue`` gives the catalogue in use, ``find_mentions`` its names in running text.
"""

from __future__ import annotations

from extract.indicator.catalogue import Catalogue
from extract.indicator.entry import Indicator, Phrase
from extract.indicator.extension import FILE_NAME, extended, load_table
from extract.indicator.identify import How, Match
from extract.indicator.mentions import IndicatorMention
from extract.indicator.sameness import Sameness, Verdict
from extract.indicator.table import load_built_in, load_catalogue, using

__all__ = [
    "FILE_NAME",
    "Catalogue",
    "How",
    "Indicator",
    "IndicatorMention",
    "Match",
    "Phrase",
    "Sameness",
    "Verdict",
    "extended",
    "find_mentions",
    "load_built_in",
    "load_catalogue",
    "load_table",
    "same",
    "using",
]


def find_mentions(text: str) -> list[IndicatorMention]:
    """Find the names of the catalogue in use that stand in a text.

    ``find_mentions(text: str) -> list[IndicatorMention]``, where a mention has
    ``span: Span`` (offsets into ``text``) and ``ids: tuple[str, ...]``.

    Args:
        text: In canonical form, with its marks; capitals do not count, abbreviations are
            read as their words ("GRDP", "tỷ lệ bao phủ BHYT").

    Returns:
        Mentions in order of position, each the longest that begins there; none overlap.
        ``ids`` are what the name may mean, the default first; several where the unit or the
        sentence must decide.
    """
    return load_catalogue().mentions.find(text)


def same(one: tuple[str, str], other: tuple[str, str]) -> Sameness:
    """Tell whether two names, each with its unit, name one thing in the catalogue in use.

    Args:
        one: A name as written, and its unit; ``""`` where it is not known.
        other: The same.
    """
    return load_catalogue().same(one, other)
