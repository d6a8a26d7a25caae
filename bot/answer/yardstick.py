"""What a question holds a number against -> the number that has it, and what it is held against.

``Yardsticks`` knows goals and the country's means: of several numbers that a question can mean
it prefers those with the yardstick asked for, and it finds one that the reading of the articles
did not tie to the number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answer.beside import Company, country_beside
from bot.answer.contest import Candidate, Contest
from bot.answer.entry import Entry
from bot.answer.holding import Holding
from bot.answer.match import Matcher
from bot.answer.pick import pick
from bot.models import Asked, Figure
from bot.question.models import Question
from bot.question.when import period_of, year_of
from extract.models import BaselineKind, Kind, Period
from index.lookup import Scope
from index.models import StoredObservation

NEAR_BEST = 0.8
"""What is at least so likely as the best is as good."""
AGAINST_COUNTRY = "against the country"
_MEAN = re.compile(
    r"(?<!\w)(?:bình quân|trung bình|mặt bằng|chung|cả nước|toàn quốc|toàn tỉnh|các tỉnh)(?!\w)",
    re.IGNORECASE,
)


class Yardsticks:
    """Goals and means of one store."""

    def __init__(
        self,
        matcher: Matcher,
        company: Company,
        holding: Holding,
        weights: Mapping[str, float] | None,
    ) -> None:
        """Look among what a store holds."""
        self._matcher = matcher
        self._company = company
        self._holding = holding
        self._weights = weights

    def having(self, question: Question, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        """Keep of the likeliest candidates those that have what the question holds them against.

        Args:
            question: What is asked.
            candidates: Best first.

        Returns:
            All candidates where none has it, or nothing is asked of it.
        """
        if not candidates:
            return candidates
        near = [c for c in candidates if c.chance >= NEAR_BEST * candidates[0].chance]
        if AGAINST_COUNTRY in question.rules:
            # Who asks how a place stands against the country wants the number that says so.
            near = [c for c in near if _has_national(c.entry)]
        elif question.against:
            near = [c for c in near if is_held_against(c.entry, question.against)]
        elif Asked.REACHED in question.asked:
            near = [c for c in near if self._has_goal(c.entry)]
        else:
            return candidates
        return near or candidates

    def states_mean(self, question: Question, entry: Entry) -> bool:
        """Tell whether the articles compare a number as the question does."""
        baselines = entry.observation.baselines
        if AGAINST_COUNTRY not in question.rules:
            return bool(baselines)
        if _has_national(entry) or any(_MEAN.search(b.label) for b in baselines):
            return True
        return country_beside(entry, self._holding.of_article(entry)) is not None

    def with_country(self, figure: Figure, entry: Entry) -> Figure:
        """Put the country's number of the same sentence beside a figure that has none."""
        observation = figure.stored.observation
        if any(b.kind is BaselineKind.NATIONAL for b in observation.baselines):
            return figure
        mean = country_beside(entry, self._holding.of_article(entry))
        if mean is None:
            return figure
        beside = replace(observation, baselines=(mean, *observation.baselines))
        return replace(figure, stored=replace(figure.stored, observation=beside))

    def with_goal(self, question: Question, figure: Figure, entry: Entry) -> Figure:
        """Put beside a figure the goal that the question's own words find in its article."""
        if figure.target is not None or entry.observation.kind is Kind.TARGET:
            return figure
        return replace(figure, target=self._goal(question, entry))

    def _goal(self, question: Question, entry: Entry) -> StoredObservation | None:
        goals = self._company.possible_goals(entry, self._holding.rivals(entry))
        if not goals:
            return None
        aimed = replace(question, asked=(Asked.TARGET,), periods=(), parts=(), rules=())
        article = entry.stored.citation.article
        contest = Contest(aimed, self._matcher, self._weights)
        found = pick(aimed, contest.among(Scope(goals.__contains__, article=article)))
        if found.main is None or found.main.chance < NEAR_BEST:
            return None
        return self._company.first_verified([found.main.candidates[0].entry])

    def _has_goal(self, entry: Entry) -> bool:
        actual = entry.observation.kind is Kind.ACTUAL
        return actual and self._company.has_goal(entry, self._holding.rivals(entry))


def is_held_against(entry: Entry, periods: Sequence[Period]) -> bool:
    """Tell whether the articles compare a number with one of a period's year.

    Args:
        entry: The observation.
        periods: Those it shall be compared with.
    """
    years = {year_of(period) for period in periods}
    observation = entry.observation
    told = [b for b in observation.baselines if b.kind is BaselineKind.PREVIOUS]
    dated = {year_of(period) for b in told if (period := period_of(b.period)) is not None}
    change = observation.change.against if observation.change else None
    said = " ".join((*(b.label for b in told), change or ""))
    return not years.isdisjoint(dated) or any(str(year) in said for year in years)


def _has_national(entry: Entry) -> bool:
    return any(b.kind is BaselineKind.NATIONAL for b in entry.observation.baselines)
