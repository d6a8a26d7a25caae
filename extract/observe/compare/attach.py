"""A change put on its value; of two, the one that says more stays.

``attach`` puts it on one value, ``attach_to_all`` on all that rose together.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.models import BaselineKind, Change
from extract.observe import cue
from extract.observe.compare.derive import derive_baseline, kind_of
from extract.observe.compare.difference import Difference
from extract.observe.compare.wording import is_count
from extract.observe.frame import Draft, Reading, Site

_TOGETHER = re.compile(r",\s(?:cùng|đều|cũng đều|cùng đều)\s$", re.IGNORECASE)


def attach(main: Draft, site: Site, change: Change) -> None:
    """Give a value its change; of two, a number says more than a multiple, time more than plan."""
    known = main.change
    if known is not None and known.unit in ("bậc", "hạng"):
        known = None
    if known is None or _says_more(change, known):
        main.change = change
    # "768 thanh niên, tăng 41 người": counted by another noun.
    counted = is_count(change.unit) and is_count(main.unit) and main.unit != "hạng"
    derive_baseline(site, main, replace(change, unit=main.unit) if counted else change)


def attach_to_all(reading: Reading, site: Site, main: Draft, difference: Difference | None) -> None:
    """ "thịt lợn 85.000 đồng, cá 60.000 đồng, cùng tăng 5.000 đồng": every value before rose."""
    if difference is None or main.change is None:
        return
    if not _TOGETHER.search(reading.seen(site.left)[: difference.start]):
        return
    for draft in reading.drafts[reading.first :]:
        if draft is not main and draft.change is None and draft.unit == main.unit:
            attach(draft, site, main.change)


def _says_more(change: Change, known: Change) -> bool:
    if known.unit == "lần":
        return change.unit != "lần"
    planned = known.against is not None and cue.PLAN.search(known.against) is not None
    timed = change.against is not None and kind_of(change.against) is BaselineKind.PREVIOUS
    return planned and timed and change.unit != "lần"
