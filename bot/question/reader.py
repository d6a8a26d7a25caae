"""A question as typed -> what it asks of which indicator, where and when.

``QuestionReader.read`` is the entry point. Places and periods are found by the readers that
read articles and are cut out first; then marks are restored and slips repaired in what is
left, the words that only ask are read, and the remainder is what the indicator is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.answer.match import Wanted
from bot.models import Asked
from bot.question.asked import PERIOD, PLACE, Reading, read_asked
from bot.question.claimed import Claimed, claimed_place, read_claim, read_counted, read_number
from bot.question.course import follow
from bot.question.errand import PAGE
from bot.question.filler import without_fillers
from bot.question.measure import Measure, find_measures
from bot.question.mending import Mender
from bot.question.parts import find_parts
from bot.question.prose import asks_for_text, counts
from bot.question.spelling import Speller
from bot.question.units import AskedPlace
from bot.question.when import Shift
from bot.question.where import PlaceReader, place_names
from bot.question.wording import Wording
from extract.models import Grain, Level, Period, Quantity
from extract.period import find_periods
from extract.text import lenient

_GOES_ON = (
    re.compile(
        r"^\W*(?:(?:ok|oke|vâng|ừ|à|dạ|rồi)\W+)*(?:còn|thế|vậy|riêng|chỉ riêng|nhưng|và|trong đó)(?!\w)"
    ),
    re.compile(r"(?<!\w)(?:(?:thì sao|nữa)\W*$|ở đó|tại đó|chỗ đó|nơi đó)"),
)
# "cấp xã Vĩnh Phúc" is no commune of that name.
_LEVEL = re.compile(
    lenient(r"(?<!\w)(?:cấp|khối|các) (?:tỉnh|huyện|xã|phường)(?!\w)"), re.IGNORECASE
)
# Words that point at a year beside the one talked about.
_NO_YEAR = r"(?! (?:năm )?(?:19|20)\d\d)(?!\w)"
_SHIFTS = tuple(
    (re.compile(lenient(rf"(?<!\w)(?:{words}){_NO_YEAR}"), re.IGNORECASE), shift)
    for words, shift in (
        (r"cùng kỳ(?: (?:của )?năm (?:ngoái|trước(?: đó)?))?", Shift(-1, Grain.INTERVAL)),
        (r"năm sau|năm tới|sang năm|năm tiếp theo", Shift(1)),
        (r"cả năm|toàn năm|nguyên năm", Shift(0)),
        (r"năm kia", Shift(-2)),
        (r"năm ngoái|năm trước(?: (?:đó|nữa))*|năm liền trước|trước đó (?:1|một) năm", Shift(-1)),
        (r"quý (?:trước(?: đó)?|liền trước|vừa rồi)", Shift(-1, Grain.QUARTER)),
        (r"quý (?:sau|tới|tiếp theo|kế tiếp)", Shift(1, Grain.QUARTER)),
        (r"tháng (?:trước(?: đó)?|liền trước)", Shift(-1, Grain.MONTH)),
        (r"tháng (?:sau|tới|tiếp theo|kế tiếp)", Shift(1, Grain.MONTH)),
    )
)
_DIFFERENCE = re.compile(r"(?<!\w)(?:bao nhiêu|mấy) (?:điểm(?: phần trăm)?|phần trăm|%|lần)(?!\w)")
_HALF = 0.5
_OWN_MARKS = re.compile(rf"[{PLACE}{PERIOD}]")
_PERIOD = re.compile(rf"{PERIOD}\d+{PERIOD}")
_TY = re.compile(r"(?<!\w)tỉ(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNT_BEFORE = re.compile(r"(?<!\w)\d{1,2}\s$")
_AGAINST = re.compile(
    r"(?:so với|so|hơn|kém|cùng kỳ|so voi|cung ky|(?<=gấp mấy )lần|(?<=gap may )lan)\s+(?:(?:cùng kỳ|cung ky|nhiệm kỳ|nhiem ky|kỳ|ky|khóa|khoa|hồi|hoi|thời điểm|của|cuối|đầu) )*$",
    re.IGNORECASE,
)
_BESIDE_COUNTRY = re.compile(
    rf"{PLACE}\s*(?:,|và|với|hay)\s*(?:cả nước|toàn quốc)|(?:cả nước|toàn quốc)\s*(?:,|và|với|hay)\s*{PLACE}"
)
_AGAINST_PLACE = re.compile(rf"(?<!\w)(?:so với|so vs|so|hơn|kém|thua)\s+(?:\w+\s+){{0,3}}{PLACE}")
_SAME_TIME = re.compile(lenient(r"cùng (?:kỳ|thời điểm|thời gian|lúc)"), re.IGNORECASE)
_OUTDOES = re.compile(
    lenient(
        r"(?<!\w)(?:cao|nhiều|lớn|nhanh|đông|tốt|khá|thấp|ít|chậm|nhỏ) (?:\w+ )?(?:hơn|kém)\s+$"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many places pass a threshold.

    Attributes:
        quantity: The threshold.
        unit: What is counted ("tỉnh").
        wanted: What is held against the threshold.
    """

    quantity: Quantity
    unit: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Part:
    """One of the numbers a question asks for.

    Attributes:
        wordings: What its indicator may be called, the most telling first; the last one says
            nothing of what the parts before it said.
        periods: The periods it is asked of; empty for those of the part before.
        target: A goal is wanted.
        again: The same as before is asked, of another time; of the year before where
            ``periods`` is empty.
    """

    wordings: tuple[Wanted, ...]
    periods: tuple[Period, ...] = ()
    target: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read.

    Attributes:
        text: As typed, in canonical form.
        prose: As typed; without the places where a passage is wanted.
        wanted: What the indicator is called; without terms where it is not named.
        parts: What is asked in one breath ("mấy tỷ, đạt bao nhiêu phần trăm dự toán"); empty
            where it is one number.
        places: The places named, in order.
        whole_country: The number shall be the country's.
        beside_country: A place's number shall stand beside the country's.
        periods: The periods named, in order.
        yearless: A period was named without its year.
        shift: From the period last talked about to the one meant.
        asked: What is asked of the indicator; empty for its plain value.
        rules: Names of the rules of ``bot.asked`` that read it.
        unit: What is ranked ("tỉnh", "huyện"), for the highest and the lowest.
        top: How many of a ranking.
        higher: For a comparison, whether the higher shall come first.
        counts: Says "bao nhiêu" or the like.
        leads_on: Worded as going on from the question before.
        proper: Syllables written with a capital inside the question, in lower case.
        claim: What it says is so; ``wanted`` then asks for the value behind it.
        within: Of a claim to be the highest or lowest, where; ``places`` is who.
        counted: How many places pass what, for when no article says.
        page: Which part of a list, from 1.
        near: Article and paragraph that were last talked about, for a question that wants words.
    """

    text: str
    prose: str
    wanted: Wanted
    parts: tuple[Part, ...] = ()
    places: tuple[AskedPlace, ...] = ()
    whole_country: bool = False
    beside_country: bool = False
    periods: tuple[Period, ...] = ()
    yearless: bool = False
    shift: Shift | None = None
    asked: tuple[Asked, ...] = ()
    rules: tuple[str, ...] = ()
    unit: str | None = None
    top: int = 1
    higher: bool | None = None
    counts: bool = False
    leads_on: bool = False
    proper: frozenset[str] = frozenset()
    claim: Claimed | None = None
    within: AskedPlace | None = None
    counted: Counted | None = None
    page: int = 1
    near: tuple[str, int] | None = None

    @property
    def unpaged(self) -> str:
        """The question without the part of a list that it asks for."""
        return _PAGE.sub("", self.text).strip(" ?.!,")

    @property
    def names_indicator(self) -> bool:
        """Whether anything is left that can name an indicator."""
        return any("_" not in term and not term.isdigit() for term in self.wanted.terms)

    @property
    def ranks(self) -> bool:
        """Whether the highest or the lowest is asked for."""
        return Asked.HIGHEST in self.asked or Asked.LOWEST in self.asked

    @property
    def main_ask(self) -> Asked:
        """What is asked first."""
        return self.asked[0] if self.asked else Asked.VALUE

    @property
    def wants_target(self) -> bool:
        """Whether a target is asked for, not what is so."""
        return Asked.TARGET in self.asked


class QuestionReader:
    """Reads questions about one store."""

    def __init__(
        self,
        wording: Wording,
        texts: Iterable[str],
        held: Iterable[tuple[str, str | None]],
        today: date | None,
    ) -> None:
        """Prepare for a store.

        Args:
            wording: The table of wordings.
            texts: Everything whose words may be asked for.
            held: Name and province of every place the store has observations about.
            today: The newest article's day; relative words count from it.
        """
        self._wording = wording
        held = tuple(held)
        speller = Speller((*wording.phrases, *texts), place_names(held))
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

    def read(self, typed: str) -> Question:
        """Read a question.

        Args:
            typed: As the user wrote it.
        """
        text = self.typed(typed)
        spelled = self._mender.mend(_PAGE.sub("", text))
        spelled = _LEVEL.sub(r"\g<0>,", spelled)
        shift, spelled = _without_shift(spelled)
        places, placeless = self._places.read(spelled)
        periods, yearless, set_against, marked = self._without_periods(placeless)
        timed = _TY.sub("tỷ", marked.lower())
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
        if len(places) < 2:
            asked = follow(asked, periods, restored, set_against=set_against)
        asked, places = _against_region(restored, asked, places)
        if claim is not None and not claim.strong and Asked.TARGET in asked:
            # "Đã đạt chỉ tiêu 30% chưa" names the goal.
            asked, claim = (Asked.REACHED,), None
        prose = self._prose(text) if Asked.TEXT in asked else text
        words = " ".join(reading.rest.replace(PLACE, " ").split())
        if set_against and Asked.CHANGE in asked:
            # "Hơn năm 2020 mấy điểm" counts the difference, not the indicator.
            words = _DIFFERENCE.sub(" ", words)
        measures = self._measures(words)
        parts = () if claim or Asked.TREND in asked else self._parts(timed, periods, shift)
        return Question(
            text=text,
            prose=prose,
            wanted=self._wanted(words, measures),
            parts=parts,
            places=tuple(dict.fromkeys(places)),
            whole_country=reading.whole_country and not places,
            beside_country=Asked.BASELINE in asked or _BESIDE_COUNTRY.search(restored) is not None,
            periods=periods,
            yearless=yearless,
            shift=None if periods or any(part.again for part in parts) else shift,
            asked=asked,
            rules=reading.rules,
            unit=reading.unit,
            top=reading.top,
            higher=reading.higher,
            counts=counts(restored),
            leads_on=any(pattern.search(restored) for pattern in _GOES_ON),
            proper=_proper(text),
            claim=claim,
            within=within,
            counted=self._counted(restored),
            page=_page_of(text),
        )

    def _prose(self, text: str) -> str:
        return self._places.read(self._mender.repaired(text))[1].replace(PLACE, " ")

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
        # One period said at either end holds for all that is asked.
        shared = sum(bool(c.periods) for c in clauses) == 1 and not any(c.again for c in clauses)
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
            parts.append(Part(wordings, own, clause.target, clause.again))
        return tuple(parts)

    def _measures(self, words: str) -> tuple[Measure, ...]:
        # What is counted goes by many names, too ("máy rút tiền").
        return tuple(
            replace(measure, noun=self._wording.standard(measure.noun))
            for measure in find_measures(words)
        )

    def _without_periods(self, text: str) -> tuple[tuple[Period, ...], bool, bool, str]:
        periods: dict[Period, int] = {}
        yearless = set_against = False
        pieces: list[str] = []
        end = 0
        for mention in find_periods(text, self._today):
            against = _AGAINST.search(text[: mention.span.start])
            if against and _OUTDOES.search(text[: against.end()]) and text.count(PLACE) > 1:
                # "X với Y nơi nào nhiều hơn năm 2022" asks which of the two.
                against = None
            if against and mention.relative:
                # "so với năm trước" asks for the change; see bot.asked.
                continue
            set_against |= against is not None
            start = against.start() if against else mention.span.start
            before = text[end:start]
            if mention.period.grain is Grain.INTERVAL:
                # "3 tháng 7, 8, 9/2025"
                before = _COUNT_BEFORE.sub("", before)
            same_time = _SAME_TIME.fullmatch(text[mention.span.start : mention.span.end])
            mark = f" {same_time[0].lower()} " if same_time else " "
            end = mention.span.end
            points_at_today = mention.relative and mention.period.last == self._today
            if not against and not points_at_today:
                number = periods.setdefault(mention.period, len(periods))
                mark = f" {PERIOD}{number}{PERIOD} "
                written = text[mention.span.start : mention.span.end]
                yearless |= not mention.relative and _YEAR.search(written) is None
            pieces += before, mark
        return tuple(periods), yearless, set_against, "".join((*pieces, text[end:]))


def _against_region(
    text: str, asked: tuple[Asked, ...], places: tuple[AskedPlace, ...]
) -> tuple[tuple[Asked, ...], tuple[AskedPlace, ...]]:
    # "Hà Giang so với Tây Bắc" compares with a mean, which stands beside the number.
    others = tuple(p for p in places if not any(u.level is Level.REGION for u in p.candidates))
    if len(places) != 2 or len(others) != 1 or not _AGAINST_PLACE.search(text):
        return asked, places
    return tuple(dict.fromkeys((*asked, Asked.BASELINE))), others


def _page_of(text: str) -> int:
    page = _PAGE.search(text)
    return max(1, int(page["page"])) if page else 1


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


def _without_shift(text: str) -> tuple[Shift | None, str]:
    for pattern, shift in _SHIFTS:
        match = pattern.search(text)
        if match and not _AGAINST.search(text[: match.start()]):
            return shift, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _settled(reading: Reading, text: str, places: int) -> tuple[Asked, ...]:
    if asks_for_text(text) and not _outweighs_text(reading.asked, places):
        return (Asked.TEXT,)
    if _asks_twice(reading.rest):
        # "..., dự toán giao mấy tỷ": the goal is shown beside the value anyway.
        return tuple(asked for asked in reading.asked if asked is not Asked.TARGET)
    return reading.asked


_PAGE = re.compile(lenient(PAGE), re.IGNORECASE)
_PLAIN = frozenset(
    (Asked.HIGHEST, Asked.LOWEST, Asked.RANK, Asked.SOURCE, Asked.LIST, Asked.REACHED)
)


def _asks_twice(text: str) -> bool:
    return len(re.findall(r"(?<!\w)(?:bao nhiêu|mấy)(?!\w)", text)) > 1


def _outweighs_text(asked: tuple[Asked, ...], places: int) -> bool:
    if _PLAIN.intersection(asked):
        return True
    return places > 1 and not {Asked.COMPARE, Asked.TREND}.isdisjoint(asked)
