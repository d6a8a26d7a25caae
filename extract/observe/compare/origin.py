"""Two values of one thing at two times: "tăng từ 88,1% lên 91,4%"."""

from __future__ import annotations

from extract.models import Baseline, BaselineKind
from extract.observe import cue
from extract.observe.frame import Draft, Reading, Site
from extract.period.reader import label as period_label


def link_to_origin(reading: Reading, site: Site, draft: Draft) -> None:
    """ "tăng từ 88,1% lên 91,4%": the first value is what the second is compared with."""
    frame, left = reading.frame, reading.seen(site.left)
    origin = frame.origin
    frame.origin = draft if cue.FROM.search(left) else None
    if origin is None or origin.unit != draft.unit or not cue.RESULT.search(left):
        return
    period = period_label(origin.period) if origin.period else None
    draft.name, draft.place, draft.subject = origin.name, origin.place, origin.subject
    if origin.period == draft.period:
        origin.period = period = None
    draft.baselines.append(
        Baseline(BaselineKind.PREVIOUS, "trước đó", origin.value, origin.unit, period)
    )
