"""Whose paragraph it is: the place or the house that its first sentence opens with.

``take_paragraph`` is the entry point, at the end of each sentence.
"""

from __future__ import annotations

import re

from extract.models import Level, Place, Span
from extract.observe.frame import Reading
from extract.observe.mask import PLACE, SUBJECT, within
from extract.observe.pointer import find_pointers, resolve
from extract.observe.subject import is_office

# "Tại <place>, ...", "Ở <office>, ...": what the whole paragraph is about.
_OPENS = re.compile(rf"^\W*(?:Tại|Ở|Riêng|Riêng tại)\s(?:[{PLACE}]+|[{SUBJECT}]+)")
_SPEAKS_OF = re.compile(
    rf"^\W*(?:[^,;{PLACE}{SUBJECT}]{{1,40}},\s)?(?:(?:UBND|Riêng|[{SUBJECT}]+)\s)?[{PLACE}]+\s(?!và\b|là\s)"
)


def take_paragraph(reading: Reading, sentence: Span) -> None:
    """Keep whose paragraph it is, where its first sentence says so.

    Args:
        reading: The passage.
        sentence: The sentence that ends.
    """
    frame = reading.frame
    district = _whole_district(reading, sentence)
    if district is not None:
        frame.paragraph_place, frame.paragraph_subject = district, None
    if sentence.start != 0 or not _owns(reading, sentence):
        return
    counts = bool(reading.sites) and reading.sites[-1].sentence == sentence
    place, lead = frame.leading, frame.leading_subject
    if not counts:
        # "Cao Bằng khả quan hơn. Số tờ khai là 4.310."
        place, lead = frame.place, frame.subject
    opens = _OPENS.match(reading.seen(sentence))
    frame.paragraph_place = place
    frame.paragraph_subject = lead if opens or (lead and is_office(lead)) else None


def _whole_district(reading: Reading, sentence: Span) -> Place | None:
    """ "Theo Phòng Giáo dục, toàn huyện có 21 trường.": the district that the text is in."""
    for pointer in find_pointers(reading, sentence):
        meant = resolve(reading, pointer) if pointer.rule.name == "the whole of it" else None
        if meant is not None and meant.level is Level.DISTRICT:
            return meant
    return None


def _owns(reading: Reading, sentence: Span) -> bool:
    """ "Tại Ba Tri, ...", or "Huyện Ba Tri thu ...", where the sentence names nobody else."""
    text = reading.seen(sentence)
    if _OPENS.match(text):
        return True
    named = {one.place for one in within(reading.masked.places, sentence)}
    return len(named) == 1 and _SPEAKS_OF.match(text) is not None
