"""The one company, hospital or centre that an article is about.

``read_house`` is the entry point. A headline that names it in capitals, or begins with
its noun alone ("Công ty tổng kết năm"), is read with the help of the first paragraphs.
"""

from __future__ import annotations

import re

from extract.models import Article
from extract.observe.subject import find_subjects, full_name, is_office
from extract.text import canonical

_LEAD_PASSAGES = 2
_NOUN = re.compile(r"(?:Tổng công ty|Công ty|Bệnh viện|Hợp tác xã|Tập đoàn)")


def read_house(article: Article) -> str | None:
    """Read whose article it is, if it is one house's own.

    Returns:
        The name as the first paragraphs write it; ``None`` where the headline tells of none.
    """
    title = canonical(article.title).text.lower()
    lead = [passage.text for passage in article.passages[:_LEAD_PASSAGES]]
    named = [one.name for text in lead for one in find_subjects(text) if is_office(one.name)]
    whole = next((name for name in named if name.lower() in title), None)
    if whole is not None:
        return full_name(whole)
    nouns = (_NOUN.match(name) for name in named)
    told = {
        name
        for name, noun in zip(named, nouns, strict=True)
        if noun and title.startswith(noun[0].lower())
    }
    return full_name(told.pop()) if len(told) == 1 else None
