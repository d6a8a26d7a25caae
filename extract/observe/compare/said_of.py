"""Which value a rise or fall is said of: the one before it, or the one it names.

``find_value`` is the entry point. A sentence that only compares ("So với cùng kỳ, số vụ tăng
9 vụ, số người chết giảm 2 người") speaks of the values of the sentences before it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extract.models import Span
from extract.observe.compare.derive import POINTS, same_unit
from extract.observe.compare.difference import read_difference
from extract.observe.compare.wording import CHANGE_UNITS, is_count, words_of
from extract.observe.frame import Draft, Reading, Rule, Site
from extract.observe.name import naming
from extract.quantity.unit import CURRENCIES

_OF_MONEY = re.compile(
    r"(?:số|tổng|về|lượng|giá trị)?\s?(?:vốn|tiền|số tiền|giá trị|kinh phí|trị giá|kim ngạch|vốn đăng ký|số vốn)",
    re.IGNORECASE,
)
_OF_AMOUNT = re.compile(r"(?:khối |sản )?lượng", re.IGNORECASE)
_FEWEST_PARTS = 2
_CONSISTS = re.compile(r"\bgồm\b")
_RELATIVE = frozenset({"%", "lần"})
_COMPARES = re.compile(
    r"\W*(?:Nếu |Như vậy,? |Theo đó,? |Tính ra,? |Đặt |Đem )?"
    r"(?:[Ss]o (?:với|cùng|sánh)|cạnh|bên cạnh|[Cc]ùng k[ỳì])\b"
)
# "Số lượt giảm 8% so với cùng kỳ": the visits that the sentence before has counted.
_GROWN = re.compile(
    r"\W*Số\s[^\d,;:()]{1,40}?\s(?:tăng|giảm)(?:\s(?:gấp|hơn|gần|khoảng|tới))?\s[\d,.]+\s?(?:%|lần)\s(?:so|cùng)\b"
)
_THIS_GREW = re.compile(
    r"\W*(?:(?:Nếu )?[Ss]o (?:với|cùng)\b[^,;:.]{1,50},\s)?(?:[Cc]on số|[Ss]ố|[Mm]ức|[Kk]ết quả|[Tt]ỷ lệ|[Ss]ố tiền|[Ss]ố lượng) (?:này|đó|trên)\s(?:đã |cũng )?(?:tăng|giảm|cao hơn|thấp hơn|gấp|vượt)\b"
)
# "So với quý I/2023, tăng 9,3%.": what the sentence before has told.
_ONLY_GREW = re.compile(
    r"\W*[Ss]o (?:với|cùng)\b[^,;:.]{1,50},\s(?:đã |cũng |vẫn )?(?:tăng|giảm|cao hơn|thấp hơn|gấp)\b"
)
_SUMS_UP = re.compile(r"\W*(?:Như vậy|Nghĩa là|Tức là|Theo đó|Tính ra)\b")
_NOUN = re.compile(r"\s([^\W\d_]+(?:\s[^\W\d_]+)?)(?=[,;.]|\s(?:và|so)\b|\s*$)")
# "hộ nghèo" are no "hộ cận nghèo".
_TURNS = frozenset(("cận", "chưa", "không", "tái", "quá", "trễ"))
_PHRASE = re.compile(r"^(?:tổng số|số|tỷ lệ|tỉ lệ)\s")
_OF_PLAN = re.compile(
    r"\s*%?\s*(?:so với )?(?:mức )?(?:kế hoạch|dự toán|chỉ tiêu|nghị quyết|mục tiêu|KH\b|kịch bản|nhu cầu|tổng thu|tổng chi|GRDP|GDP)"
)

_RIGHT_BEHIND = re.compile(
    r",\s(?:đã |cũng )?(?:tăng|giảm)(?:\s(?:thêm|được|khoảng|gần|hơn|trên))*\s"
)
_SINCE = re.compile(r"\s*(?:so với|so|cùng kỳ)\b")
# "1,08 tỷ USD, chiếm 85% và tăng 7%": the money rose.
_AND_RISEN = re.compile(r"[^,;.()]{0,40}?,?\svà (?:tăng|giảm)\b")


def of_amount(label: str) -> bool:
    """Tell whether a label only says that how much there is has risen: "giảm 2% về lượng"."""
    return _OF_AMOUNT.fullmatch(label) is not None


def find_value(reading: Reading, site: Site, label: str) -> Draft | None:
    """Find the value that a change is said of.

    Args:
        reading: The passage.
        site: The change.
        label: What the text says rose or fell, ``""`` where it does not.

    Returns:
        ``None`` where the change is a fact of its own.
    """
    here = reading.drafts[reading.first :]
    if label:
        return _named(_before(reading, site), here, site, label)
    main = _told(reading, site, here) or _last(reading, site)
    if main is not None:
        return main
    if _THIS_GREW.match(reading.written(site.sentence)) and not here:
        before = [one for one in reading.drafts[reading.prior :] if one.rule is not Rule.COMPARED]
        fits = len(before) == 1 and before[0].change is None and _fits(before[0], site)
        return before[0] if fits and before[0].rule is not Rule.GROWTH else None
    before = _before(reading, site)
    if not here and _ONLY_GREW.match(reading.written(site.sentence)):
        known = [one for one in reading.drafts[reading.prior : reading.first] if _fits(one, site)]
        if len(known) == 1 and known[0].change is None and known[0].rule is not Rule.GROWTH:
            return known[0]
    return _beside(reading, [one for one in before if _same_count(one, site)])


def _beside(reading: Reading, fitting: list[Draft]) -> Draft | None:
    """The last of some values, or the one that counts what the last change is said of."""
    changed = reading.frame.changed
    about = words_of(changed[0].name) if changed is not None and changed[0] is not None else None
    if about is not None:
        fitting = sorted(fitting, key=lambda one: -len(about ^ words_of(one.name)))
    return fitting[-1] if fitting else None


def find_counted(reading: Reading, site: Site) -> Draft | None:
    """Find the value of a sentence that counts what a change counts ("23 vụ, 38 đối tượng")."""
    here = reversed(reading.drafts[reading.first :])
    fitting = (one for one in here if one.unit and _same_count(one, site))
    return next((one for one in fitting if site.quantity.value * 2 < one.value), None)


def find_told(reading: Reading, site: Site) -> Draft | None:
    """Find the value of the sentence before that a change goes on to: "tăng 12 vụ, 19 đối tượng"."""
    before = reading.drafts[reading.prior : reading.first]
    fitting = [one for one in before if one.unit and _same_count(one, site)]
    return fitting[0] if len(fitting) == 1 else None


def find_owned(reading: Reading, site: Site) -> Draft | None:
    """Find the last value of the place or office that a change is said of ("Cà Mau giảm 1%")."""
    frame = reading.frame
    return next(
        (
            draft
            for draft in reversed(reading.drafts[reading.prior :])
            if draft.change is None
            and (site.quantity.unit == "bậc" or _fits(draft, site))
            and (draft.place, draft.subject) == (frame.place or reading.scene.place, frame.subject)
        ),
        None,
    )


def _before(reading: Reading, site: Site) -> list[Draft]:
    """The values of earlier sentences, where this one only says how they have changed."""
    sentence, unit = reading.written(site.sentence), site.quantity.unit
    if _COMPARES.match(sentence) or _GROWN.match(sentence):
        return reading.drafts[: reading.first]
    summing = _SUMS_UP.match(sentence) is not None or unit == POINTS
    return reading.drafts[reading.prior : reading.first] if summing else []


def _named(before: list[Draft], here: list[Draft], site: Site, label: str) -> Draft | None:
    wanted, phrase = words_of(label), _PHRASE.sub("", label.lower())
    best, nearest = None, (True, True, True, 0)
    for draft in reversed([*before, *here]):
        known_change = draft.change is not None and draft.change.unit not in ("bậc", "hạng")
        if known_change or draft.rule is Rule.GROWTH or not _fits(draft, site):
            continue
        if label.lower().startswith(("tỷ lệ", "tỉ lệ")) and draft.unit != "%":
            continue
        name = f"{draft.name} {draft.unit} {draft.subject}".lower()
        known = frozenset(re.findall(r"\w+", name))
        # "Tỷ lệ hộ nghèo" is said of the poor before it is said of the nearly poor.
        begins = _PHRASE.sub("", name).startswith(phrase)
        distance = (phrase not in name, not begins, draft not in here, len(known))
        turned = _TURNS & (known - wanted)
        if wanted and wanted <= known and not turned and (best is None or distance < nearest):
            best, nearest = draft, distance
    return best or _money(here, site, label) or _counted_bare(before, site, wanted)


def _counted_bare(before: list[Draft], site: Site, wanted: frozenset[str]) -> Draft | None:
    """ "45.680 hộ với 152.300 người bị ngập. So với hôm trước, số hộ bị ngập giảm ...": the hộ."""
    fitting = [one for one in before if _same_count(one, site) and words_of(one.name) < wanted]
    return fitting[0] if len(fitting) == 1 else None


def _money(here: list[Draft], site: Site, label: str) -> Draft | None:
    """ "642 doanh nghiệp, vốn 7.900 tỷ đồng, giảm 41% về số vốn": the one sum of money."""
    if of_amount(label):
        amounts = [one for one in here if one.unit not in ("%", *CURRENCIES)]
        alone = len(amounts) == 1 and amounts[0].change is None and site.quantity.unit == "%"
        return amounts[0] if alone else None
    sums = [one for one in here if one.unit in CURRENCIES and one.rule is not Rule.COMPARED]
    fits = len(sums) == 1 and sums[0].change is None and site.quantity.unit == "%"
    return sums[0] if fits and _OF_MONEY.fullmatch(label) else None


def _fits(draft: Draft, site: Site) -> bool:
    unit = site.quantity.unit
    if unit == "%" and draft.unit == "%":
        return True
    return (
        same_unit(unit, draft.unit)
        or (unit in _RELATIVE and draft.unit != "%")
        or _same_count(draft, site)
    )


def _same_count(draft: Draft, site: Site) -> bool:
    """Whether a change counts what a value counts: "14 người chết" of "121 người"."""
    unit = site.quantity.unit
    if draft.change is not None or draft.rule is Rule.GROWTH:
        return False
    if unit == POINTS:
        return draft.unit == "%"
    if not unit or not draft.unit or draft.unit in ("%", "đồng"):
        return False
    counted = f"{draft.name} {draft.unit}".lower().replace("tử vong", "chết")
    words = unit.lower().replace("tử vong", "chết").split()
    return all(word in counted for word in words) and same_unit(unit, draft.unit)


def _told(reading: Reading, site: Site, here: list[Draft]) -> Draft | None:
    """The value that the noun behind a count tells: "giảm 1 người tử vong"."""
    unit, behind = site.quantity.unit, _NOUN.match(reading.written(site.right))
    if behind is None or not unit or unit in ("%", "lần", "đồng", "USD") or unit in CHANGE_UNITS:
        return None
    words = f"{unit} {behind[1]}".lower().replace("tử vong", "chết").split()
    for draft in reversed(here):
        name = f"{draft.name} {draft.unit}".lower().replace("tử vong", "chết")
        if all(word in name for word in words) and _same_count(draft, site):
            return draft
    return None


def _last(reading: Reading, site: Site) -> Draft | None:
    """The last value of the sentence that a change of this unit can belong to."""
    unit = site.quantity.unit
    if unit == POINTS:
        return reading.frame.compared("%")
    main = reading.frame.main
    here = reading.drafts[reading.first :]
    if main is not None and main.unit == "%" and unit in CURRENCIES:
        return _paid(reading, here, unit)
    if main is not None and unit in CURRENCIES and main.unit not in (unit, ""):
        sums = [one for one in here if one.unit == unit and one.rule is not Rule.COMPARED]
        return next((one for one in reversed(sums) if one.change is None), main)
    if main is None or unit in ("lần", "bậc", "hạng", *CURRENCIES):
        return main
    if unit == "%":
        return _measured_before(reading, site, here, main)
    for draft in reversed(here):
        alike = draft.rule is not Rule.COMPARED and _same_count(draft, site)
        if alike and not _is_more(reading, site, draft):
            return _sum_of(reading, here, draft) or draft
    if unit.lower().startswith(f"{main.unit} ") and main.unit:
        return None
    if same_unit(unit, main.unit):
        return None if _is_more(reading, site, main) else main
    if is_count(unit) and is_count(main.unit):
        return main if _follows(reading, site, main) else None
    other = main.unit == "%" or len(unit.split()) > len(main.unit.split())
    return None if other else main


def _follows(reading: Reading, site: Site, main: Draft) -> bool:
    """ "768 thanh niên, tăng 41 người so với năm trước": only the verb stands between."""
    noun = naming.read_right(reading.named(site.right)).split(" so ")[0].strip()
    joined = _RIGHT_BEHIND.fullmatch(reading.seen(site.left)) is not None
    since = _SINCE.match(reading.written(site.right)) is not None
    fewer = main.change is None and site.quantity.value * 2 < main.value
    return joined and since and fewer and not noun


def _is_more(reading: Reading, site: Site, draft: Draft) -> bool:
    """Whether a rise is greater than what has risen: "12 sản phẩm 5 sao; tăng 58 sản phẩm"."""
    difference = read_difference(reading.seen(site.left))
    risen = difference is not None and difference.rule.name == "rise"
    return risen and is_count(draft.unit) and site.quantity.value > draft.value


def _paid(reading: Reading, here: list[Draft], unit: str) -> Draft | None:
    """ "mới bằng 60% dự toán, hụt 96 tỷ đồng": the money, not its share."""
    sums = [one for one in here if one.unit == unit and one.rule is not Rule.COMPARED]
    if not sums and _COMPARES.match(reading.written(reading.sentence)):
        before = reading.drafts[reading.prior : reading.first]
        sums = [one for one in before if one.unit == unit and one.change is None]
    return sums[-1] if sums else None


def _sum_of(reading: Reading, here: list[Draft], last: Draft) -> Draft | None:
    """ "9 giải, gồm 2 giải nhất và 7 giải nhì, nhiều hơn năm trước 3 giải": all of them."""
    alike = [one for one in here if one.unit == last.unit and one.change is None]
    parts = Decimal(0)
    for index, one in reversed(list(enumerate(alike))):
        if one.value == parts and index < len(alike) - _FEWEST_PARTS:
            between = Span(one.number.end, alike[index + 1].number.start)
            return one if _CONSISTS.search(reading.written(between)) else None
        parts += one.value
    return None


def _measured_before(reading: Reading, site: Site, here: list[Draft], main: Draft) -> Draft:
    """ "đạt 8.126 tỷ đồng, bằng 58% dự toán và giảm 3,7%": the money fell, not the share."""
    planned = _OF_PLAN.match(reading.masked.text, main.number.end)
    shared = main.rule is Rule.SHARE_OF_COUNT and _AND_RISEN.match(reading.written(site.left))
    if main.unit != "%" or not (planned or shared):
        return main
    return next((d for d in reversed(here) if d.unit != "%" and d.rule is not Rule.COMPARED), main)
