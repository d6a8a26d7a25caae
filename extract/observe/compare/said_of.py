"""Which value a rise or fall is said of: the one before it, or the one it names.

``find_value`` is the entry point. A sentence that only compares ("So với cùng kỳ, số vụ tăng
9 vụ, số người chết giảm 2 người") speaks of the values of the sentences before it.
"""

from __future__ import annotations

import re

from extract.observe.frame import Draft, Reading, Rule, Site

POINTS = "điểm phần trăm"
CHANGE_UNITS = frozenset({POINTS, "bậc"})
_RELATIVE = frozenset({"%", "lần"})
_COMPARES = re.compile(r"\W*(?:Nếu\s)?[Ss]o (?:với|cùng)\b|\W*(?:Như vậy|Theo đó),? so với\b")
_GENERIC = frozenset(
    ("số", "tỷ", "lệ", "lượng", "tổng", "vụ", "việc", "của", "các", "và", "về", "mức", "đã", "được")
)


def find_value(reading: Reading, site: Site, label: str) -> Draft | None:
    """Find the value that a change is said of.

    Args:
        reading: The passage.
        site: The change.
        label: What the text says rose or fell, ``""`` where it does not.

    Returns:
        ``None`` where the change is a fact of its own.
    """
    here = reading.drafts[reading.first :]
    if label:
        return _named(here, site, label) or _in_comparison(reading, site, label)
    main = _last(reading, site)
    if main is not None or not _compares(reading, site):
        return main
    return next((d for d in reversed(reading.drafts) if _same_count(d, site)), None)


def _compares(reading: Reading, site: Site) -> bool:
    return _COMPARES.match(reading.written(site.sentence)) is not None


def _in_comparison(reading: Reading, site: Site, label: str) -> Draft | None:
    return _named(reading.drafts, site, label) if _compares(reading, site) else None


def _named(drafts: list[Draft], site: Site, label: str) -> Draft | None:
    wanted = _words(label)
    for draft in reversed(drafts):
        known = _words(f"{draft.name} {draft.unit}")
        fits = draft.change is None and draft.rule is not Rule.GROWTH and _fits(draft, site)
        if fits and wanted and wanted <= known:
            return draft
    return None


def _fits(draft: Draft, site: Site) -> bool:
    unit = site.quantity.unit
    if unit == POINTS:
        return draft.unit == "%"
    return (
        unit == draft.unit or (unit in _RELATIVE and draft.unit != "%") or _same_count(draft, site)
    )


def _same_count(draft: Draft, site: Site) -> bool:
    """Whether a change counts what a value counts: "14 người chết" of "121 người"."""
    unit = site.quantity.unit
    if not draft.unit or draft.change is not None or draft.unit in ("%", "đồng"):
        return False
    told = all(word in f"{draft.name} {draft.unit}".lower() for word in unit.lower().split())
    return told and (
        unit == draft.unit or unit.startswith(f"{draft.unit} ") or draft.unit.startswith(f"{unit} ")
    )


def _last(reading: Reading, site: Site) -> Draft | None:
    """The last value of the sentence that a change of this unit can belong to."""
    unit = site.quantity.unit
    main = reading.frame.compared("%") if unit == POINTS else reading.frame.main
    if main is None or unit in ("%", "lần", "đồng", "USD") or unit in CHANGE_UNITS:
        return main
    for draft in reversed(reading.drafts[reading.first :]):
        same = unit == draft.unit or unit.startswith(f"{draft.unit} ")
        told = all(word in draft.name for word in unit.split())
        if draft.change is None and same and (told or unit == draft.unit):
            return draft
    return main


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower())) - _GENERIC
