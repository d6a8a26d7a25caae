"""What a sentence without numbers names: the topic of the numbers that follow.

``take_topic`` is the entry point. A rate ("Tỷ lệ ... của tỉnh"), an index by its short form
("I. PAR INDEX 2024") or the words of a heading that ends in a colon ("4. Số hóa hồ sơ:")
become the frame's topic; what was named for a unit before is then forgotten.
"""

from __future__ import annotations

import re

from extract.grammar import Caseless
from extract.models import Span
from extract.observe import cue
from extract.observe.frame import Reading
from extract.observe.name import judge, naming

_INDEX = Caseless(r"\b(?:PAR[ -]?INDEX|SIPAS|PAPI|PCI|PGI|DTI|DDCI|ICT[ -]INDEX|GRDP|CPI|IIP)\b")
_HEADING = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]|[IVX]+\.|[a-zđ]\)|[-–+•*])\s+(?=\S)")
# "chỉ số ... mà Bộ công bố", "tỷ lệ ... do tỉnh giao": the clause behind names nothing.
_CLAUSE = Caseless(r"\s(?:mà|do|vừa|được|có sự|cho thấy|đã|đang|là|vẫn|còn|luôn|tiếp tục)\s.*$")
_LONGEST_TOPIC = 12
_LONGEST_HEADING = 10


def take_topic(reading: Reading, sentence: Span) -> None:
    """Let what a sentence without numbers names be what the next ones speak of."""
    words = reading.written(sentence)
    if words.isupper() and not _HEADING.match(words):
        return
    topic = _rate(reading.seen(sentence)) or _heading(reading.seen(sentence))
    if topic and topic != reading.frame.topic:
        reading.frame.topic = topic
        reading.frame.context = topic
        reading.frame.names.clear()


def _rate(text: str) -> str:
    match = cue.last_match(cue.TRUE_RATE, text)
    if match is None:
        return ""
    return _short(naming.read_left(_CLAUSE.sub("", text[match.start() :])).label, _LONGEST_TOPIC)


def _heading(text: str) -> str:
    marked = _HEADING.match(text)
    words = text[marked.end() :] if marked else text
    named = _INDEX.search(words)
    if marked and named and len(words.split()) <= _LONGEST_HEADING:
        return words[named.start() : named.end()]
    if marked and text.rstrip().endswith(":"):
        return _short(naming.tidy(words), _LONGEST_HEADING)
    return ""


def _short(label: str, longest: int) -> str:
    telling = judge.telling(label) and len(label.split()) <= longest
    return naming.lower_first(label) if telling else ""
