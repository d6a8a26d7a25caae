"""Ranks: of the value before them or behind them, or facts of their own.

``read_rank`` is the entry point.
"""

from __future__ import annotations

import re

from extract.models import Span
from extract.observe.draft import begin_draft, keep
from extract.observe.frame import Reading, Rule, Site
from extract.observe.mask import PLACE, SUBJECT
from extract.observe.name import judge, naming
from extract.observe.name.passing import GROUP_NOUN

_LONGEST_RANKED = 10


def read_rank(reading: Reading, site: Site, following: Site | None) -> None:
    """A rank belongs to the value before it or behind it, or is a fact of its own."""
    frame = reading.frame
    main = frame.main
    left = reading.seen(site.left)
    own = naming.read_left(left)
    if (
        main is not None
        and main.rank is None
        and not judge.telling(own.label)
        and not re.search(rf"[;.]|\bvà\s+[{PLACE}{SUBJECT}]|[{PLACE}{SUBJECT}]\s", left)
    ):
        main.rank = site.rank
        return
    if following is not None and following.rank is None:
        between = reading.seen(Span(site.quantity.span.end, following.quantity.span.start))
        scored = following.quantity.unit in ("%", "điểm") and not re.search(r"[;.]", between)
        if scored or (judge.is_linked(between) and not GROUP_NOUN.match(following.quantity.unit)):
            frame.waiting = site.rank
            return
    right = naming.read_right(reading.named(site.right))
    label = own.label if len(own.label.split()) <= _LONGEST_RANKED else ""
    known = right if judge.telling(right) else frame.names.get("hạng") or frame.topic or frame.title
    name = label if judge.telling(label) else known
    if not judge.telling(name):
        return
    name = re.sub(r"^xếp hạng\s", "", naming.lower_first(name))
    keep(reading, begin_draft(reading, site, f"xếp hạng {name}", Rule.RANKED), name)
