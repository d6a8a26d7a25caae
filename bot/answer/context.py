"""What an article says before a sentence that names little: "Đồng Nai có 1.276 ca" of which disease?

``said_before`` is the entry point: the sentences before it in the paragraph; for an item of a
list or a first sentence also the heading or the words with a colon that lead it.
"""

from __future__ import annotations

import re

# A heading is short and no sentence.
_LONGEST_HEADING = 110
_FURTHEST = 12
_MOST = 900
_ITEM = re.compile(r"^\s*(?:[-–—+*•▪●|]|[a-zđ0-9]{1,2}[.)])\s*|^[^\n]*(?:\t|\s\|\s)")
_LEADS = re.compile(r":\s*$")


def said_before(text: str, start: int) -> str:
    """Give what leads a sentence of an article.

    Args:
        text: The article's text.
        start: Where the sentence begins in it.
    """
    begin = text.rfind("\n", 0, start) + 1
    own = text[max(begin, start - _MOST) : start]
    return f"{_leading(text, begin)} {own}".strip()


def _leading(text: str, begin: int) -> str:
    item = _ITEM.match(text[begin : begin + _LONGEST_HEADING]) is not None
    end = begin
    for _ in range(_FURTHEST):
        if not end:
            return ""
        end -= 1
        first = text.rfind("\n", 0, end) + 1
        line = text[first:end].strip()
        end = first
        if not line:
            continue
        if _LEADS.search(line):
            return line[-_MOST:]
        if _is_heading(line):
            return line
        if not item or _ITEM.match(line) is None:
            return ""
    return ""


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and line[-1] not in ".;,!?" and _ITEM.match(line) is None
