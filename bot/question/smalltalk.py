"""Greetings, thanks and questions about the bot -> what kind of small talk it is.

``read_smalltalk`` is the entry point; only a message that holds nothing else is small talk.
"""

from __future__ import annotations

import re

from extract.text import canonical, fold

_WHO = r"(?:bot|ban|em|anh|chi|ad|admin|moi nguoi|ca nha|shop|co|chu|bac|minh)"
_TAIL = rf"(?:{_WHO}|nhe|nha|a|oi|nhieu|rat|lam|that|day|nghen|ok|oke|roi|vay|the|hen|hihi|haha|buoi sang|buoi chieu|buoi toi)"
_TOPICS = (
    (
        "greeting",
        r"(?:xin )?chao|hello|hi|helo|alo|hey|chao buoi (?:sang|chieu|toi)|good (?:morning|afternoon)|/start",
    ),
    (
        "thanks",
        r"(?:xin |rat )?(?:cam on|cam on|cam onn|thanks|thank you|thank|tks|thks|cam ta)|ok(?:e|i|ay)?|tot qua|tuyet(?: voi)?|hay qua|tam biet|bye|hen gap lai",
    ),
    (
        "about",
        r"(?:(?:ban|bot|em|may) (?:la (?:ai|gi)|lam duoc (?:gi|nhung gi)|biet (?:gi|nhung gi|lam gi)|ten (?:la )?gi|co the (?:lam gi|giup gi|tra loi gi)(?:.*)?|dung de lam gi|hoat dong (?:the nao|ra sao)|giup duoc gi))"
        r"|help|tro giup|giup|huong dan(?: su dung)?|cach dung|hoi duoc (?:gi|nhung gi)|/help|hoi gi duoc|day la (?:gi|bot gi)",
    ),
)
_ABOUT_YOU = re.compile(
    r"\b(?:ban|bot|chatbot|em|tro ly)\b(?: \w+){0,3} \b(?:la ai|la gi|ten gi|ten la gi|lam duoc (?:nhung )?gi|biet (?:lam )?(?:nhung )?gi"
    r"|giup (?:duoc |toi duoc |minh duoc )?(?:nhung )?gi|giup (?:toi|minh) (?:duoc )?(?:nhung )?gi|tra loi (?:duoc )?(?:nhung )?(?:gi|cau)|ho tro (?:duoc )?(?:nhung )?gi)\b"
    r"|\b(?:toi|minh) (?:co the |duoc )?hoi (?:ban |bot |duoc )*(?:nhung )?(?:gi|cau gi|cau nao)\b"
)
_PATTERNS = tuple(
    (
        topic,
        re.compile(rf"(?:{_TAIL}[\s,.!]+)*(?:{words})(?:[\s,.!]+(?:{_TAIL}|{words}))*[\s,.!?]*"),
    )
    for topic, words in _TOPICS
)


def read_smalltalk(text: str) -> str | None:
    """Tell what small talk a message is.

    Returns:
        ``greeting``, ``thanks`` or ``about``; ``None`` for anything else.
    """
    folded = re.sub(r"[^\w\s,.!?/]", "", fold(canonical(text).text)).strip()
    for topic, pattern in _PATTERNS:
        if pattern.fullmatch(folded):
            return topic
    return "about" if _ABOUT_YOU.search(folded) else None
