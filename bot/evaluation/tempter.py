"""A store -> questions that it cannot answer: one thing swapped for another that it provably lacks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from bot.answer.describer import Describer
from bot.answer.entry import Entry
from bot.corpus import Corpus
from bot.evaluation.lacking import Lack, Named, counts_in, grounds, headless, says_goal, says_year
from bot.evaluation.lure import (
    COUNTRY,
    DONE,
    GOAL,
    VALUE,
    Given,
    Lure,
    Swap,
    Wordable,
    place_words,
    time_words,
    unit_words,
)
from bot.evaluation.saying import say_given
from bot.models import Answered
from bot.question.measure import Scale
from bot.question.wording import load_wording
from bot.render.phrase import period_words
from extract.models import Kind, Level
from extract.place import districts, find_place, provinces
from extract.text import fold

_TRIES = 60
_PLAIN_ONE_IN = 6
_FIRST_YEAR, _LAST_YEAR = 2012, 2035
_SUREST = 0.7
_FEWEST_WORDS, _MOST_WORDS = 2, 14
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAMES_GOAL = re.compile(
    r"(?<!\w)(?:chỉ tiêu|kế hoạch|mục tiêu|dự toán|được giao|yêu cầu|dự kiến|phấn đấu)(?!\w)"
)
_ASKS = re.compile(r"(?<!\w)(?:bao nhiêu|mấy|chưa|không)(?!\w)")
_LEVELS = ("cấp huyện", "cấp xã")


class Tempter:
    """Makes lures for one store and asks them."""

    def __init__(self, corpus: Corpus, seed: int) -> None:
        """Prepare for a store.

        Args:
            corpus: What is asked.
            seed: The same store and seed give the same lures.
        """
        describer = Describer(load_wording(), corpus.catalogue)
        entries = tuple(describer.describe(stored) for stored in corpus.observations())
        self._engine = corpus.engine
        self._lack = Lack(entries, describer)
        self._random = random.Random(seed)
        measured = [entry.measure for entry in entries]
        self._nouns = sorted({m.noun for m in measured if m.scale is Scale.COUNT and m.noun})
        self._entries = sorted(filter(_is_askable, entries), key=_position)
        self._swaps: dict[Swap, Callable[[Wordable], str | None]] = {
            Swap.PLACE: self._elsewhere,
            Swap.YEAR: self._another_year,
            Swap.KIND: self._another_kind,
            Swap.INDICATOR: self._another_indicator,
            Swap.UNIT: self._another_unit,
            Swap.LEVEL: self._another_level,
        }
        self.tried = self.answered = 0

    def lures(self, count: int) -> Iterator[Lure]:
        """Make lures, each of another observation or by another swap, as far as there are any."""
        made: set[str] = set()
        missed = 0
        swaps = list(Swap)
        while len(made) < count and missed < _TRIES * len(swaps) and self._entries:
            swap = swaps[(len(made) + missed) % len(swaps)]
            lure = self._lure(swap)
            if lure is None or lure.text in made:
                missed += 1
                continue
            made.add(lure.text)
            missed = 0
            yield lure

    def given(self, lure: Lure) -> Given | None:
        """Ask a lure; ``None`` where no number is given."""
        answer = self._engine.ask(lure.text, lure.text)
        if not isinstance(answer, Answered):
            return None
        numbers = tuple(say_given(figure.stored.observation) for figure in answer.figures)
        return Given(lure, numbers, self._engine.explain(lure.text))

    def _lure(self, swap: Swap) -> Lure | None:
        entry = self._random.choice(self._entries)
        asked = self._asked(entry)
        text = self._swaps[swap](asked)
        if text is None:
            return None
        goal = entry.observation.kind is Kind.TARGET
        origin = asked.worded(self._random.choice(GOAL if goal else VALUE))
        self.tried += 1
        if not self._engine.is_answered(origin, entry.stored):
            return None
        self.answered += 1
        plain = not self._random.randrange(_PLAIN_ONE_IN)
        return Lure(swap, fold(text) if plain else text, origin)

    def _asked(self, entry: Entry) -> Wordable:
        observation = entry.observation
        names = [entry.name]
        if len(entry.ids) == 1:
            names += self._names_of(entry.ids[0])
        name = self._random.choice(names)
        if observation.subject:
            name = f"{name} {observation.subject}"
        when = ""
        if observation.period and self._random.randrange(2):
            when = time_words(period_words(observation.period))
        return Wordable(entry, name, place_words(entry), when)

    def _names_of(self, id_: str) -> list[str]:
        names = self._lack.catalogue.indicators[id_].names
        return [name for name in names if not _ASKS.search(name)]

    def _value(self, asked: Wordable, **swapped: str) -> str:
        goal = asked.entry.observation.kind is Kind.TARGET
        pieces = {"name": asked.name, "place": asked.place, "when": asked.when} | swapped
        return Wordable(asked.entry, **pieces).worded(self._random.choice(GOAL if goal else VALUE))

    def _elsewhere(self, asked: Wordable) -> str | None:
        own = asked.entry.observation.place
        for _ in range(_TRIES):
            name, words = self._random_place(asked.entry)
            same = own in grounds(name) or (own is not None and name in grounds(own))
            if not same and not any(self._near(asked, ground) for ground in grounds(name)):
                return self._value(asked, place=words)
        return None

    def _near(self, asked: Wordable, place: str | None) -> list[Entry]:
        found = self._lack.near(self._lack.name_of(asked.entry), place)
        if headless(asked.name) == asked.name:
            # "Trễ hẹn" asks for a count or a rate.
            found += self._lack.near(Named((), self._lack.worded(asked.name).terms), place)
        return found

    def _random_place(self, entry: Entry) -> tuple[str, str]:
        held = sorted(
            {
                (e.observation.place, place_words(e))
                for entries in self._lack.places.values()
                for e in entries[:1]
                if e.observation.place is not None and _is_unit(e)
            }
        )
        province = entry.observation.province
        choice = self._random.randrange(8)
        if choice == 0:
            return COUNTRY, "cả nước"
        if choice == 1 and province:
            return province, f"tỉnh {province}"
        if choice <= 4 and held:
            return self._random.choice(held)
        below = province is not None or choice == 5
        unit = self._random.choice(districts() if below else (*provinces("63"), *provinces("34")))
        return unit.name, unit_words(unit)

    def _another_year(self, asked: Wordable) -> str | None:
        near = self._near(asked, asked.entry.observation.place)
        years = [
            year
            for year in range(_FIRST_YEAR, _LAST_YEAR)
            if not any(says_year(entry, year) for entry in near)
        ]
        if not years:
            return None
        return self._value(asked, when=f"năm {self._random.choice(years)}")

    def _another_kind(self, asked: Wordable) -> str | None:
        entry = asked.entry
        near = self._near(asked, entry.observation.place)
        if entry.observation.kind is Kind.TARGET:
            if any(e.observation.kind is Kind.ACTUAL for e in near) or _NAMES_GOAL.search(
                asked.name
            ):
                return None
            return asked.worded(self._random.choice(DONE))
        if any(says_goal(e) for e in near):
            return None
        return asked.worded(self._random.choice(GOAL))

    def _another_indicator(self, asked: Wordable) -> str | None:
        catalogue, place = self._lack.catalogue, asked.entry.observation.place
        apart = sorted(
            {other for own in asked.entry.ids for other in catalogue.indicators[own].apart}
        )
        ids = apart if apart and self._random.randrange(4) else sorted(catalogue.indicators)
        for id_ in self._random.sample(ids, min(len(ids), _TRIES)):
            scale = asked.entry.measure.scale
            if self._lack.near(self._lack.named(id_), place) or _is_rank(scale):
                continue
            names = [n for n in self._names_of(id_) if len(catalogue.bearers(n)) == 1]
            if names:
                return self._value(asked, name=self._random.choice(names))
        return None

    def _another_unit(self, asked: Wordable) -> str | None:
        entry = asked.entry
        rate = entry.measure.scale is Scale.PERCENT
        wanted = Scale.COUNT if rate else Scale.PERCENT
        bare = headless(entry.name)
        if bare == entry.name or not self._is_countable(bare):
            return None
        near = self._lack.near(self._lack.worded(bare), entry.observation.place)
        near += self._lack.near(self._lack.name_of(entry), entry.observation.place)
        if any(counts_in(e, wanted) for e in self._lack.beside(near)):
            return None
        return self._value(asked, name=f"{'số' if rate else 'tỷ lệ'} {bare}")

    def _is_countable(self, bare: str) -> bool:
        # "Số hộ" is said, "số tăng" is not.
        return any(bare.startswith(f"{noun} ") for noun in self._nouns)

    def _another_level(self, asked: Wordable) -> str | None:
        entry = asked.entry
        near = self._lack.near(self._lack.name_of(entry), entry.observation.place)
        said = " ".join(
            f"{e.stored.citation.quote} {e.name} {e.observation.subject}".lower() for e in near
        )
        levels = [level for level in _LEVELS if level not in said and level[4:] not in said]
        # A name that tells a tier is asked for no other: nobody would say both.
        if (
            "cấp " in entry.name
            or not levels
            or entry.observation.province
            or "_" in (entry.observation.place or "")
        ):
            return None
        level = self._random.choice(levels)
        return self._value(asked, name=f"{entry.name} {level}")


def _is_askable(entry: Entry) -> bool:
    observation = entry.observation
    return (
        _is_unit(entry)
        and observation.provenance.confidence >= _SUREST
        and len(entry.name.split()) <= _MOST_WORDS
        and len(entry.single) >= _FEWEST_WORDS
        and _YEAR.search(entry.name) is None
        and not _is_rank(entry.measure.scale)
    )


def _is_unit(entry: Entry) -> bool:
    place = entry.observation.place
    return place is not None and any(p.level is not Level.REGION for p in find_place(place))


def _is_rank(scale: Scale) -> bool:
    return scale is Scale.RANK


def _position(entry: Entry) -> tuple[str, int, int]:
    citation = entry.stored.citation
    return citation.article, citation.number_start, citation.start
