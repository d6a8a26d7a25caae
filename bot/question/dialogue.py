"""What was said and answered in a turn, and what of its choices the next message picks.

What a message leaves unsaid is filled in by ``bot.question.follow``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answer.entry import Entry
from bot.answer.match import Wanted
from bot.models import Answer, Answered, Choice, Clarify, NotFound
from bot.question.reader import Question
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


def chosen(text: str, last: Turn | None) -> Choice | None:
    """Read a message that picks a choice offered ("2", "cái thứ hai"), or goes on in a list."""
    folded = fold(canonical(text).text)
    if last is not None and isinstance(last.answer, Answered) and last.answer.page is not None:
        # Past its end a list stays where it is.
        more = last.answer.page.more or last.question.text
        return Choice(text, more) if _GO_ON.fullmatch(folded) else None
    if last is None or not last.choices:
        return None
    match = _CHOSEN.fullmatch(folded)
    if match:
        written = match["number"]
        number = int(written) if written.isdigit() else _NUMBERS[written]
        return last.choices[number - 1] if 0 < number <= len(last.choices) else None
    same = [choice for choice in last.choices if fold(choice.label) == folded.strip(" .?!")]
    return same[0] if len(same) == 1 else None


def offered(answer: Answer) -> tuple[Choice, ...]:
    """Tell what an answer offers to pick from."""
    if isinstance(answer, Clarify):
        return answer.choices
    return answer.nearest if isinstance(answer, NotFound) else ()
