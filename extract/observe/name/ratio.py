"""Of what a number is a part, and on how many it is counted: what completes its name.

``completed`` is the entry point: "tỷ lệ nợ xấu trong tổng dư nợ", "số bác sĩ trên một vạn dân".
"""

from __future__ import annotations

import re

from extract.observe.frame import Reading, Site
from extract.observe.name import naming
from extract.text import in_lower_case

# "chiếm 0,15% tổng số học sinh": of how many is no part of what has the share.
_IS_SHARE = re.compile(r"\bchiếm(?:\s(?:tỷ lệ|khoảng|gần|hơn|trên|tới))*\s$")
_PER = re.compile(
    r"\s(?:trên|tính trên|cho) (?:mỗi )?(?P<whole>(?:(?:một|1) (?:vạn|triệu|nghìn)|vạn|10\.000|1\.000|100\.000|10 vạn|100)"
    r" (?:người dân|dân|người|trẻ em|trẻ|hộ|lao động))\b"
)
_WHOLE = re.compile(r"tổng (?:số )?(?!số\b)\w")
_LONGEST_WHOLE = 8


def is_share(reading: Reading, site: Site) -> bool:
    """Whether a percentage is said to be a share of what stands behind it."""
    return site.quantity.unit == "%" and _IS_SHARE.search(reading.seen(site.left)) is not None


def completed(reading: Reading, site: Site, name: str) -> str:
    """Complete a number's name by what stands behind it.

    Args:
        reading: The passage.
        site: The number.
        name: Its name so far.
    """
    if is_share(reading, site):
        whole = naming.read_right(reading.named(site.right))
        known = " tổng " in f" {in_lower_case(name)}"
        if _WHOLE.match(whole) and len(whole.split()) <= _LONGEST_WHOLE and not known:
            return f"{name} trong {whole}"
    per = _PER.match(reading.masked.text, site.quantity.span.end, site.sentence.end)
    if per is None or "/" in site.quantity.unit:
        return name
    whole = per["whole"]
    return f"{name.replace(f' {whole}', '')}{per[0]}"
