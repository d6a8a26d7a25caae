"""A claim that a place is the highest or the lowest -> whether it is.

``checked`` is the entry point. What the sentence itself says comes first; else the places
that the store knows are ranked, and the verdict says of how many.
"""

from __future__ import annotations

from dataclasses import replace

from bot.answer.contest import Contest
from bot.answer.entry import Entry
from bot.answer.holding import scope_in
from bot.answer.offer import place_words
from bot.answer.ranking import Ranking, best_of_each, ranked
from bot.models import Answered, Asked, Checked, Verdict
from bot.question.claimed import find_extreme
from bot.question.models import Question
from bot.render.phrase import observed_words
from extract.text import canonical
from index.models import Citation

_REACH = 90
_ENDS = ";.("
_WORDS = {Asked.HIGHEST: "cao nhất", Asked.LOWEST: "thấp nhất"}


def checked(question: Question, answer: Answered, contest: Contest) -> Answered:
    """Say whether the place of the main figure is what the question claims.

    Args:
        question: With a claim to be the highest or the lowest.
        answer: The figure of that place.
        contest: Everything the indicator can mean.
    """
    extreme = question.claim.extreme if question.claim else None
    if extreme is None:
        return answer
    stored = answer.figures[0].stored
    made = Checked(_WORDS[extreme], Verdict.UNCLEAR)
    if _said_of(stored.citation) is extreme:
        return replace(answer, claim=replace(made, verdict=Verdict.SUPPORTED))
    ranking = _ranking(question, extreme, contest)
    if ranking.among < 2 or not ranking.entries:
        return replace(answer, claim=made)
    if stored.id in {entry.stored.id for entry in ranking.entries}:
        made = replace(made, verdict=Verdict.SUPPORTED)
    else:
        made = replace(made, verdict=Verdict.CONTRADICTED, against=_first(ranking.entries[0]))
    return replace(answer, claim=made, among=ranking.among)


def _ranking(question: Question, extreme: Asked, contest: Contest) -> Ranking:
    inside = contest.among(scope_in(question.within))
    asked = replace(question, asked=(extreme,), top=1)
    return ranked(asked, best_of_each(replace(question, asked=(), places=()), inside))


def _first(entry: Entry) -> str:
    return f"{place_words(entry)}: {observed_words(entry.observation)}"


def _said_of(citation: Citation) -> Asked | None:
    # "Cao nhất là xã A với 0,6%", "xã A đạt 0,6%, cao nhất huyện".
    quote = canonical(citation.quote).text.lower()
    start, end = citation.number_start - citation.start, citation.number_end - citation.start
    before = quote[max(0, start - _REACH) : start]
    after = quote[end : end + _REACH]
    for mark in _ENDS:
        before = before.rpartition(mark)[2]
    for mark in ";.":
        after = after.partition(mark)[0]
    digits = next((n for n, letter in enumerate(after) if letter.isdigit()), len(after))
    return find_extreme(before) or find_extreme(after[:digits])
