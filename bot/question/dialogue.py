"""What was said and answered in a turn, and what of its choices the next message picks.

What a message leaves unsaid is filled in by ``bot.question.follow``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answer.entry import Entry
from bot.answer.match import Wanted
from bot.models import Answer, Answered, Choice, Clarify, NotFound
from bot.question.models import Question
from extract.text import canonical, fold

_NUMBERS = {
    "nhat": 1,
    "dau": 1,
    "dau tien": 1,
    "hai": 2,
    "nhi": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
}
_CHOSEN = re.compile(
    rf"\W*(?:chon |lay )?(?:cai |so |muc |y |phuong an |lua chon |dong )?(?:thu )?(?P<number>\d|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\W*(?:di|nhe|a)?\W*"
)
_LAST = re.compile(
    r"\W*(?:chon |lay )?(?:cai |so |muc |y |dong )?(?:sau )?cuoi(?: cung)?\W*(?:di|nhe|a)?\W*"
)
_ALL = re.compile(
    rf"\W*(?:chon |lay |cho )?(?:tat ca|toan bo|het|ca (?P<number>\d|{'|'.join(_NUMBERS)}))(?: (?:cai|muc|y|so|dong|cac|lua chon|di|nhe|a|luon))*\W*"
)
_SEVERAL = re.compile(
    r"\W*(?:chon |lay )?(?:cai |so |muc |y )?\d(?:\s*(?:,|va|voi|&)\s*(?:cai |so |muc |y )?\d)+\W*"
)
_FILLERS = re.compile(
    r"^(?:(?:y )?(?:toi|minh|em|anh|chi)(?: (?:la|hoi|muon|can|noi))*|(?:la|chon|lay|cai|cua|o|tai|theo|ve|y la)(?!\w)|\s)+|(?:\s(?:ay|do|a|nhe|di|co|ma|nha))+$"
)
_GO_ON = re.compile(
    r"\W*(?:cho )?(?:xem |ke |liet ke )?(?:tiep(?: theo| tuc| di| nua)?|them(?: nua| di)?|nua(?: di)?|trang (?:sau|tiep(?: theo)?)|con (?:gi )?nua(?: khong)?|phan (?:sau|con lai))\W*(?:di|nhe|a|nao)?\W*"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was understood, and what it led to.

    Attributes:
        main: The observation that was given first.
        choices: What was offered.
        given: The observation that was given last, perhaps some turns ago.
        topic: What the indicator talked about is called; ``None`` where the question says.
    """

    question: Question
    main: Entry | None = None
    answer: Answer | None = None
    choices: tuple[Choice, ...] = ()
    given: Entry | None = None
    topic: Wanted | None = None

    @property
    def topic_words(self) -> str:
        """What is talked about, in words."""
        return (self.topic or self.question.wanted).words.strip()


def chosen(text: str, last: Turn | None) -> tuple[Choice, ...]:
    """Read a message that picks choices offered ("2", "cả hai"), or goes on in a list."""
    folded = fold(canonical(text).text)
    if last is not None and isinstance(last.answer, Answered) and last.answer.page is not None:
        # Past its end a list stays where it is.
        more = last.answer.page.more or last.question.text
        return (Choice(text, more),) if _GO_ON.fullmatch(folded) else ()
    if last is None or not last.choices:
        return ()
    numbers = _numbers(folded, len(last.choices))
    if numbers is not None:
        return tuple(last.choices[n - 1] for n in numbers if 0 < n <= len(last.choices))
    return _named(folded, last)


def _numbers(folded: str, count: int) -> tuple[int, ...] | None:
    match = _CHOSEN.fullmatch(folded)
    if match:
        return (_number(match["number"]),)
    if _LAST.fullmatch(folded):
        return (count,)
    together = _ALL.fullmatch(folded)
    if together:
        most = _number(together["number"]) if together["number"] else count
        return tuple(range(1, min(most, count) + 1))
    if _SEVERAL.fullmatch(folded):
        return tuple(dict.fromkeys(int(digit) for digit in re.findall(r"\d", folded)))
    return None


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBERS[written]


def _named(folded: str, last: Turn) -> tuple[Choice, ...]:
    words = folded.strip(" .?!")
    same = [choice for choice in last.choices if fold(choice.label) == words]
    if not same and isinstance(last.answer, Clarify):
        words = _FILLERS.sub("", words).strip(" .?!,")
        within = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        same = [choice for choice in last.choices if words and within.search(fold(choice.label))]
    return (same[0],) if len(same) == 1 else ()


def offered(answer: Answer) -> tuple[Choice, ...]:
    """Tell what an answer offers to pick from."""
    if isinstance(answer, Clarify):
        return answer.choices
    return answer.nearest if isinstance(answer, NotFound) else ()
