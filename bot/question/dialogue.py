"""What the last turn lends to the next.

``Dialogue.complete`` is the entry point. What a question leaves unsaid is taken from the
question before it, and named, so that the answer can say what was carried over; a question
with an indicator and a place of its own starts afresh.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.answer.entry import Entry
from bot.answer.match import Wanted
from bot.models import Answer, Answered, Asked, Choice, Clarify, NotFound
from bot.question.reader import Question
from bot.question.when import in_year, moved, period_of, year_of
from extract.models import Period
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
_CARRIED_ASKS = (Asked.RANK, Asked.TARGET)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was understood, and what it led to.

    Attributes:
        main: The observation that was given first.
        choices: What was offered.
    """

    question: Question
    main: Entry | None = None
    answer: Answer | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Completed:
    """A question with what earlier turns lend it.

    Attributes:
        questions: Readings of it, the likelier first.
        carried: What was taken over, in words.
    """

    questions: tuple[Question, ...]
    carried: tuple[str, ...] = ()


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


def complete(question: Question, last: Turn | None) -> Completed:
    """Add to a question what it leaves unsaid.

    Args:
        question: As read.
        last: The turn before, if any.
    """
    if last is None or Asked.TEXT in question.asked or _stands_alone(question):
        return Completed((_with_year(question, None),))
    before = last.question
    carried: list[str] = []
    places, whole = question.places, question.whole_country
    if not places and not whole and not question.ranks:
        places, whole = before.places, before.whole_country
        if not places and not whole and last.main is not None and last.main.observation.place:
            whole = last.main.observation.place == "Việt Nam"
        carried += [place.words for place in places] or (["cả nước"] if whole else [])
    filled = replace(question, places=places, whole_country=whole)
    filled = _with_year(filled, last)
    if not filled.periods and filled.shift is None and before.periods and _keeps_period(question):
        filled = replace(filled, periods=before.periods)
    if not question.names_indicator:
        return Completed(
            (_of_last_indicator(filled, before),),
            (before.wanted.words.strip(), *carried)
            if before.wanted.words.strip()
            else tuple(carried),
        )
    if question.places and not question.leads_on:
        return Completed((filled,), tuple(carried))
    return Completed((filled, _added_to_last(filled, before)), tuple(carried))


def _stands_alone(question: Question) -> bool:
    named = question.places or question.whole_country
    return bool(question.names_indicator and named and not question.leads_on)


def _keeps_period(question: Question) -> bool:
    # A trend goes through all periods, whichever was asked before.
    if Asked.TREND in question.asked:
        return False
    return not question.leads_on or not question.names_indicator


def _of_last_indicator(question: Question, before: Question) -> Question:
    measures = question.wanted.measures or before.wanted.measures
    asked = question.asked or tuple(a for a in before.asked if a in _CARRIED_ASKS)
    return replace(
        question,
        wanted=replace(before.wanted, measures=measures),
        parts=() if question.wanted.measures else before.parts,
        asked=asked,
        unit=question.unit or before.unit,
    )


def _added_to_last(question: Question, before: Question) -> Question:
    own, old = question.wanted, before.wanted
    terms = tuple(dict.fromkeys((*old.terms, *own.terms)))
    words = f"{old.words} {own.words}"
    return replace(question, wanted=Wanted(words, terms, own.measures or old.measures), parts=())


def _with_year(question: Question, last: Turn | None) -> Question:
    spoken_of = _spoken_of(last)
    if question.shift is not None and spoken_of:
        return replace(question, periods=(moved(spoken_of[-1], question.shift),), shift=None)
    if question.yearless and spoken_of:
        year = year_of(spoken_of[-1])
        return replace(question, periods=tuple(in_year(p, year) for p in question.periods))
    return question


def _spoken_of(last: Turn | None) -> tuple[Period, ...]:
    if last is None:
        return ()
    given = period_of(last.main.observation.period) if last.main is not None else None
    return last.question.periods or ((given,) if given else ())


def offered(answer: Answer) -> tuple[Choice, ...]:
    """Tell what an answer offers to pick from."""
    if isinstance(answer, Clarify):
        return answer.choices
    return answer.nearest if isinstance(answer, NotFound) else ()
