"""Limits of a group that was counted: "15 bộ, ngành có tỷ lệ dưới 10%".

``is_limit`` is the entry point. The count is the observation; the limit only says of whom.
"""

from __future__ import annotations

import re

from extract.models import Bound
from extract.observe.frame import Reading, Site
from extract.observe.mask import PLACE, SUBJECT
from extract.observe.name.passing import GROUP_NOUN

_LIMIT = re.compile(r"\b(?:ngưỡng|chưa đạt|chưa tới|không đạt)\s*$", re.IGNORECASE)
_GROUP = re.compile(r"\b[Nn]hóm(?: đạt| có)?\s*$")
_OWNER = re.compile(rf"[{PLACE}{SUBJECT}]")
_BOUNDS = frozenset((Bound.ABOVE, Bound.BELOW, Bound.AT_LEAST, Bound.AT_MOST))


def is_limit(reading: Reading, site: Site) -> bool:
    """Tell whether a number is the limit of the group counted last."""
    main = reading.frame.main
    limit = _is_bounded(reading, site)
    if _GROUP.search(reading.seen(site.left)):
        return limit
    return (
        limit
        and main is not None
        and GROUP_NOUN.match(main.unit) is not None
        and not _OWNER.search(reading.seen(site.left))
    )


def _is_bounded(reading: Reading, site: Site) -> bool:
    quantity = site.quantity
    return (
        quantity.bound in _BOUNDS
        or (quantity.value_to is not None and quantity.unit in ("%", "điểm"))
        or _LIMIT.search(reading.written(site.left)) is not None
    )
