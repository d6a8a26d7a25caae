"""A question as typed -> what it asks of which indicator, where and when.

``QuestionReader.read`` is the entry point. Places and periods are found by the readers that
read articles and are cut out first; then marks are restored and slips repaired in what is
left, the words that only ask are read, and the remainder is what the indicator is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.answer.match import Wanted
from bot.models import Asked
from bot.question.asked import PERIOD, PLACE, Reading, read_asked
from bot.question.bearing import without_bearers
from bot.question.claimed import Claimed, claimed_place, read_claim, read_counted, read_number
from bot.question.course import follow
from bot.question.dated import without_periods, without_shift
from bot.question.filler import without_fillers
from bot.question.measure import Measure, find_measures
from bot.question.mending import Mender
from bot.question.models import GOAL_DATED, PAGE_WORDS, Counted, Part, Question, page_of
from bot.question.parts import find_parts
from bot.question.prose import asks_for_text, counts
from bot.question.spelling import Speller
from bot.question.units import AskedPlace
from bot.question.usage import Usage
from bot.question.when import Shift
from bot.question.where import PlaceReader
from bot.question.wording import Wording
from extract.models import Grain, Level, Period
from extract.text import lenient

_GOES_ON = (
    re.compile(
        r"^\W*(?:(?:ok|oke|vâng|ừ|à|dạ|rồi)\W+)*(?:còn|thế|vậy|riêng|chỉ riêng|nhưng|và|trong đó)(?!\w)"
    ),
    re.compile(r"(?<!\w)(?:(?:thì sao|nữa)\W*$|ở đó|tại đó|chỗ đó|nơi đó)"),
)
# "cấp xã Vĩnh Phúc" is no commune of that name.
_LEVEL = re.compile(
    lenient(r"(?<!\w)(?:cấp|khối|các) (?:tỉnh|huyện|xã|phường)(?![\w,])"), re.IGNORECASE
)
_DIFFERENCE = re.compile(r"(?<!\w)(?:bao nhiêu|mấy) (?:điểm(?: phần trăm)?|phần trăm|%|lần)(?!\w)")
_HALF = 0.5
_OWN_MARKS = re.compile(rf"[{PLACE}{PERIOD}]")
_PERIOD = re.compile(rf"{PERIOD}\d+{PERIOD}")
_GOAL_DATED = re.compile(
    rf"(?<!\w)(?:mục tiêu|chỉ tiêu|kế hoạch|nghị quyết|đề án|đích|yêu cầu|giao)(?: (?:của|đến|tới|cho|là|đặt ra|đề ra|cuối|giao|{PLACE}))*\s+{PERIOD}\d+{PERIOD}"
)
_TY = re.compile(r"(?<!\w)tỉ(?!\w)")
_BESIDE_COUNTRY = re.compile(
    rf"{PLACE}\s*(?:,|và|với|hay)\s*(?:cả nước|toàn quốc)|(?:cả nước|toàn quốc)\s*(?:,|và|với|hay)\s*{PLACE}"
)
_RANKED_IN = re.compile(
    rf"(?<!\w)(?:thứ|hạng|vị trí|xếp) (?:mấy|bao nhiêu|nào)(?: (?:ở|tại|trong|của|toàn|cả|khu vực|vùng|các|tỉnh|trên))*\s*{PLACE}"
)
_AGAINST_PLACE = re.compile(rf"(?<!\w)(?:so với|so vs|so|hơn|kém|thua)\s+(?:\w+\s+){{0,3}}{PLACE}")


class QuestionReader:
    """Reads questions about one store."""

    def __init__(
        self,
        wording: Wording,
        usage: Usage,
        held: Iterable[tuple[str, str | None]],
        today: date | None,
    ) -> None:
        """Prepare for a store.

        Args:
            wording: The table of wordings.
            usage: Knows the words that may be asked for.
            held: Name and province of every place the store has observations about.
            today: The newest article's day; relative words count from it.
        """
        self._wording = wording
        speller = Speller(usage)
        self._places = PlaceReader(held, speller)
        self._mender = Mender(wording, speller, self._places)
        # The end of the year, so that every month of it has begun.
        self._today = date(today.year, 12, 31) if today else None

    def typed(self, text: str) -> str:
        """Give a message in canonical form, raw Telex or VNI keys composed."""
        return self._mender.typed(_OWN_MARKS.sub(" ", text))

    def mended(self, text: str) -> str:
        """Give a message with its words mended and its short forms written out.

        Args:
            text: As ``typed`` gives it.
        """
        return self._mender.mend(text)

    def repaired(self, text: str) -> str:
        """Give a message with its words mended, and its short forms as they are.

        Args:
            text: As ``typed`` gives it.
        """
        return self._mender.repaired(text)

    def read(self, typed: str, *, bearers: bool = False) -> Question:
        """Read a question.

        Args:
            typed: As the user wrote it.
            bearers: Take the places that things are called by ("cảng Quy Nhơn") for words.
        """
        text = self.typed(typed)
        spelled = self._mender.mend(_tiers_apart(PAGE_WORDS.sub("", text)))
        spelled = _tiers_apart(spelled)
        shift, spelled = without_shift(spelled)
        places, placeless = self._places.read(spelled)
        if bearers:
            places, placeless = without_bearers(places, placeless)
        dated = without_periods(placeless, self._today)
        timed = _TY.sub("tỷ", dated.text.lower())
        whole = " ".join(_PERIOD.sub(" ", timed).split())
        timed = without_fillers(timed, self._wording.fillers, self._names_something)
        restored = " ".join(_PERIOD.sub(" ", timed).split())
        # "47% hả?" is a claim by the very word that else says nothing.
        claim, said, places, within = _claim_of(whole, places)
        if claim is None:
            claim, said, places, within = _claim_of(restored, places)
        if claim is not None:
            restored = without_fillers(said, self._wording.fillers, self._names_something)
        reading = read_asked(restored)
        if Asked.SOURCE in reading.asked and claim is None:
            claim = read_number(reading.rest)
        asked = _settled(reading, restored, len(places))
        if Asked.RANK in asked:
            places = _without_scope(restored, places)
        if len(places) < 2:
            asked = follow(asked, dated.periods, restored, set_against=bool(dated.against))
        asked, places = _against_region(restored, asked, places)
        if claim is not None and not claim.strong and Asked.TARGET in asked:
            # "Đã đạt chỉ tiêu 30% chưa" names the goal.
            asked, claim = (Asked.REACHED,), None
        prose = self._prose(text) if Asked.TEXT in asked else text
        words = " ".join(reading.rest.replace(PLACE, " ").split())
        if dated.against and Asked.CHANGE in asked:
            # "Hơn năm 2020 mấy điểm" counts the difference, not the indicator.
            words = _DIFFERENCE.sub(" ", words)
        rules = reading.rules
        if Asked.REACHED in asked and _GOAL_DATED.search(dated.text.lower()):
            rules = (*rules, GOAL_DATED)
        measures = self._measures(words)
        parts = () if claim or Asked.TREND in asked else self._parts(timed, dated.periods, shift)
        return Question(
            text=text,
            prose=prose,
            wanted=self._wanted(words, measures),
            parts=parts,
            places=tuple(dict.fromkeys(places)),
            whole_country=reading.whole_country and not places,
            beside_country=Asked.BASELINE in asked or _BESIDE_COUNTRY.search(restored) is not None,
            periods=dated.periods,
            against=dated.against,
            yearless=dated.yearless,
            shift=None if dated.periods or any(part.again for part in parts) else shift,
            asked=asked,
            rules=rules,
            unit=reading.unit,
            top=reading.top,
            higher=reading.higher,
            counts=counts(restored),
            leads_on=any(pattern.search(restored) for pattern in _GOES_ON),
            proper=_proper(text),
            claim=claim,
            within=within,
            counted=self._counted(restored),
            page=page_of(text),
        )

    def _prose(self, text: str) -> str:
        said = self._places.read(self._mender.repaired(text))[1].replace(PLACE, " ")
        asked = without_fillers(said.lower(), self._wording.fillers, self._names_something)
        # Where nothing was taken out, the capitals stay.
        return asked if len(asked.split()) < len(said.split()) else said

    def _wanted(self, words: str, measures: tuple[Measure, ...]) -> Wanted:
        return Wanted(words, tuple(self._wording.terms_of(words)), measures)

    def _counted(self, text: str) -> Counted | None:
        read = read_counted(text)
        if read is None:
            return None
        quantity, unit, rest = read
        words = " ".join(read_asked(rest).rest.replace(PLACE, " ").split())
        return Counted(quantity, unit, self._wanted(words, find_measures(words)))

    def _names_something(self, words: str) -> bool:
        return any("_" not in term for term in self._wording.terms_of(words))

    def _parts(
        self, timed: str, periods: tuple[Period, ...], shift: Shift | None
    ) -> tuple[Part, ...]:
        past = shift is not None and shift.count == -1
        yearly = shift is not None and shift.grain in (Grain.YEAR, Grain.INTERVAL)
        clauses = find_parts(timed, self._names_something, year_before=past and yearly)
        # One period said at either end holds for all that is asked, unless it is a goal's.
        dated = [number for number, clause in enumerate(clauses) if clause.periods]
        shared = len(dated) == 1 and not any(clause.again for clause in clauses)
        shared = shared and not (dated[0] and clauses[dated[0]].target)
        parts: list[Part] = []
        for clause in clauses:
            measures = self._measures(clause.own)
            if clause.target and parts:
                # A goal is counted in what it is a goal for.
                measures = measures or parts[-1].wordings[0].measures
            wordings = tuple(self._wanted(words, measures) for words in clause.wordings)
            if clause.again:
                wordings = parts[-1].wordings
            own = periods if shared else tuple(periods[number] for number in clause.periods)
            parts.append(Part(wordings, own, clause.target, clause.again, clause.unsure))
        return tuple(parts)

    def _measures(self, words: str) -> tuple[Measure, ...]:
        # What is counted goes by many names, too ("máy rút tiền").
        return tuple(
            replace(measure, noun=self._wording.standard(measure.noun))
            for measure in find_measures(words)
        )


def _tiers_apart(text: str) -> str:
    return _LEVEL.sub(r"\g<0>,", text)


def _without_scope(text: str, places: tuple[AskedPlace, ...]) -> tuple[AskedPlace, ...]:
    # "Gia Lai xếp thứ mấy Tây Nguyên" asks for Gia Lai's rank.
    scope = _RANKED_IN.search(text)
    if scope is None:
        return places
    number = text.count(PLACE, 0, scope.end()) - 1
    return tuple(place for at, place in enumerate(places) if at != number)


def _against_region(
    text: str, asked: tuple[Asked, ...], places: tuple[AskedPlace, ...]
) -> tuple[tuple[Asked, ...], tuple[AskedPlace, ...]]:
    # "Hà Giang so với Tây Bắc" compares with a mean, which stands beside the number.
    others = tuple(p for p in places if not any(u.level is Level.REGION for u in p.candidates))
    if len(places) != 2 or len(others) != 1 or not _AGAINST_PLACE.search(text):
        return asked, places
    return tuple(dict.fromkeys((*asked, Asked.BASELINE))), others


def _claim_of(
    text: str, places: tuple[AskedPlace, ...]
) -> tuple[Claimed | None, str, tuple[AskedPlace, ...], AskedPlace | None]:
    claim, rest = read_claim(text)
    if claim is None or claim.extreme is None or not places:
        return claim, rest, places, None
    who = min(claimed_place(text), len(places) - 1)
    others = [place for number, place in enumerate(places) if number != who]
    return claim, rest, (places[who],), next(iter(others), None)


def _proper(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", text)
    if sum(word[0].isupper() for word in words) > _HALF * len(words):
        # A headline's capitals, or all of them.
        return frozenset()
    return frozenset(word.lower() for word in words[1:] if word[0].isupper())


def _settled(reading: Reading, text: str, places: int) -> tuple[Asked, ...]:
    if asks_for_text(text) and not _outweighs_text(reading.asked, places):
        return (Asked.TEXT,)
    if _asks_twice(reading.rest):
        # "..., dự toán giao mấy tỷ": the goal is shown beside the value anyway.
        return tuple(asked for asked in reading.asked if asked is not Asked.TARGET)
    return reading.asked


_PLAIN = frozenset(
    (Asked.HIGHEST, Asked.LOWEST, Asked.RANK, Asked.SOURCE, Asked.LIST, Asked.REACHED)
)


def _asks_twice(text: str) -> bool:
    return len(re.findall(r"(?<!\w)(?:bao nhiêu|mấy)(?!\w)", text)) > 1


def _outweighs_text(asked: tuple[Asked, ...], places: int) -> bool:
    if _PLAIN.intersection(asked):
        return True
    return places > 1 and not {Asked.COMPARE, Asked.TREND}.isdisjoint(asked)
