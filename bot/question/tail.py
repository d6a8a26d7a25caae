"""A message that asks and goes on asking ("..., riêng mầm non?", "... Còn Hà Nội thì sao?").

``find_tail`` is the entry point. What follows is read like the next message of the conversation,
since it leaves unsaid what such a message would.
"""

from __future__ import annotations

import re

_ASKS = re.compile(r"(?<!\w)(?:bao nhiêu|mấy|bao lâu)(?!\w)|%", re.IGNORECASE)
_BREAK = re.compile(
    r"[?;.!]+\s+(?=\w)|\s*,\s*(?=(?:còn|riêng|chỉ riêng|thế|vậy)\s(?!lại\b))|\s*,\s*(?=[^,]+ thì sao\W*$)",
    re.IGNORECASE,
)
_LONGEST = 9


def find_tail(text: str) -> tuple[str, str] | None:
    """Cut a message into what it asks first and what it goes on to ask.

    Args:
        text: With full marks, short forms written out.

    Returns:
        ``None`` where it asks once, or goes on at length.
    """
    for found in _BREAK.finditer(text):
        head, tail = text[: found.start()].strip(), text[found.end() :].strip()
        if _ASKS.search(head) and tail and len(tail.split()) <= _LONGEST:
            return head, tail
    return None
