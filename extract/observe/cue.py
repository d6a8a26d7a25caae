"""The words that tell a number's role: copulas, rises and falls, comparisons, plans.

All patterns are matched against masked text (see ``mask``) and ignore case.
"""

from __future__ import annotations

import re

from extract.grammar import Caseless
from extract.observe.mask import MARKS, PERIOD, PLACE
from extract.text import in_lower_case


def _words(text: str) -> str:
    """Alternatives from a list in lines, longest first."""
    words = [word.strip() for word in text.replace("\n", ",").split(",") if word.strip()]
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


COPULAS = _words(
    "đạt, là, chiếm, còn, ở mức, bằng, tương ứng, tương đương, lên tới, lên đến, lên, xuống, tới,"
    "đạt mức, đạt tỷ lệ, chiếm tỷ lệ, với tỷ lệ, giữ mức, ghi nhận, vươn lên, lên mức, xuống mức,"
    "ước, dừng ở mức, đạt được, thu được, được"
)
ADVERBS = _words(
    "đã, đang, cũng, chỉ, mới, vẫn, đều, hiện, hiện nay, hiện đang, hiện có, nay, đến nay, ước tính,"
    "tổng cộng, với, có, gồm, gồm có, bao gồm, trong đó, khoảng, sẽ, phải, cần, tới nay, lần lượt,"
    "tương ứng là, cùng, lại, riêng, nhất là, cụ thể, hơn, trên, gần, từ, tức, tỷ lệ, mức, thì, vừa,"
    "đến, thêm, nhất với, nhất, cao nhất, thấp nhất, nhiều nhất, ít nhất với, vào khoảng, dưới,"
    "ở, nâng, nâng lên, duy trì, tại, con số, tổng số, tỉ lệ, phấn đấu, đạt và vượt, ước đạt, mỗi, toàn bộ,"
    "đến hết, cho, do, và, song, nhưng, để, kế đó là, tiếp đến là,"
    "tiếp theo là, đứng đầu là, dẫn đầu là, thấp nhất là, cao nhất là, kế đến là, sau đó là, tối đa,"
    "tối thiểu, ít nhất, hết, tăng, giảm, tăng lên, giảm xuống, giảm còn, nâng từ, tăng từ, giảm từ"
)


class Tail:
    """Function words that may stand at the end of what names a number."""

    __slots__ = ("_behind_marks", "_kept", "_longest", "_phrases", "last_words")

    def __init__(self, phrases: str, kept: tuple[str, ...], *, behind_marks: bool) -> None:
        """Take the function words.

        Args:
            phrases: Alternatives, as ``_words`` gives them.
            kept: Ends of words that are no function words.
            behind_marks: Whether one may also stand right behind a comma or the like.
        """
        self._phrases = frozenset(phrases.split("|"))
        self._kept = kept
        self._behind_marks = behind_marks
        self._longest = max(phrase.count(" ") for phrase in self._phrases) + 1
        # The words that the phrases end with.
        self.last_words = frozenset(phrase.split()[-1] for phrase in self._phrases)

    def cut(self, words: str) -> str:
        """Take the longest of the phrases from the end of words; they have single spaces."""
        lowered = in_lower_case(words)
        if lowered.endswith(self._kept):
            return words
        at = kept = len(words)
        for _ in range(self._longest):
            at = lowered.rfind(" ", 0, at)
            if lowered[at + 1 :] in self._phrases:
                kept = at + 1
            if at < 0:
                break
        if self._behind_marks:
            for match in _BEHIND_MARK.finditer(lowered, max(0, at)):
                if lowered[match.end() :] in self._phrases:
                    return words[: min(kept, match.end())]
        return words[:kept]


_BEHIND_MARK = re.compile(r"[,;:(]")
TAIL = Tail(
    f"{COPULAS}|{ADVERBS}",
    ("thôn mới", "đổi mới", "lập mới", "trồng mới", "chuyên cần", "chứng chỉ", "mặt bằng"),
    behind_marks=True,
)
"""What stands at the end of what stands left of a number."""

HEADS = _words(
    "đã, đang, cũng, chỉ, mới, vẫn, đều, hiện, hiện nay, hiện đang, hiện có, nay, đến nay, với, có, gồm, trong đó, sẽ, tới nay,"
    "riêng, nhất là, cụ thể, từ, tức, thì, vừa, đến, ở, tại, toàn bộ, cho, do, và, song, nhưng, để, phấn đấu, phải, cần, đạt, là,"
    "duy trì, nâng, còn, được, nhằm, bảo đảm, đảm bảo, thêm, mà, cùng, như, bao gồm, khoảng, hơn, trên, gần, so với, khác"
)
_OPENINGS = _words(
    "đối với, về, của, toàn, cả, tuy nhiên, đồng thời, bên cạnh đó, ngoài ra, theo đó, qua đó,"
    "cùng với đó, trong khi đó, trong khi, kết quả, như vậy, đáng chú ý, đặc biệt, việc, nhờ, khi, thực hiện, nhờ vậy, nhờ đó, nhờ thế, vì vậy, vì thế, do vậy, do đó, bởi vậy,"
    "tính chung, tính đến, lũy kế, cộng dồn, công tác, trong, sau, hết, theo"
)
HEAD = Caseless(
    rf"^(?!chỉ số|chỉ tiêu|hiện đại|nâng cao|mới nổi|còn hiệu lực|thực hiện)(?:{HEADS}|{_OPENINGS})(?=\s|$|[,:])[\s,:]*",
)
"""One function word at the start of a name."""
FIRST_OF_HEAD = frozenset(words.split()[0] for words in f"{HEADS}|{_OPENINGS}".split("|"))
"""The words that it begins with."""

COPULA = Caseless(
    r"\b(?:đạt|là|chiếm|còn|ở mức|bằng|tương ứng|tương đương|lên|xuống|tới|ước|được)\b(?:\s+\S+){0,3}\s*$",
)

_DIRECTIONS_UP = _words(
    "tăng, tăng thêm, cao hơn, nhiều hơn, lớn hơn, vượt, nhỉnh hơn, nhích, nhích lên, hơn, tăng gấp,"
    "gấp, cao gấp, thăng, cải thiện, vươn, lên, dư, tăng trưởng, tăng lên"
)
_DIRECTIONS_DOWN = _words(
    "giảm, giảm thêm, thấp hơn, ít hơn, kém, kém hơn, thua, hụt, tụt, sụt, sụt giảm, giảm đi, kéo giảm, chậm hơn,"
    "thiếu, còn cách, còn thiếu"
)
_BETWEEN = (
    rf"(?:\s*(?:[{PERIOD}{PLACE}]+|so với|so|với|cùng kỳ|cùng kì|mức|chung|bình quân|trung bình|của|cả nước|năm trước|"
    r"năm ngoái|kỳ trước|tháng trước|quý trước|nhẹ|mạnh|khá|cao|đáng kể|tới|đến|được|thêm|hơn|khoảng|gần|"
    r"trên|tương ứng|lần lượt|tổng cộng|là|ước|toàn tỉnh|toàn quốc|cả|nước|tỉnh|đầu năm|đầu|năm|đó|thời điểm|"
    r"chỉ tiêu|kế hoạch|mục tiêu|đề ra|giao|thực hiện|trước đó|trước|ít nhất|tối thiểu|bình quân mỗi năm|mỗi năm|vùng|khu vực|từ)(?=[\s\W]|$))*"
)
CHANGE = Caseless(
    rf"(?:^|[\s,(])(?:(?P<up>{_DIRECTIONS_UP})|(?P<down>{_DIRECTIONS_DOWN}))(?P<between>{_BETWEEN})\s*$",
)
"""A rise, a fall or a gap, right before its number."""

RESULT = Caseless(
    r"(?:^|\s)(?:lên|xuống|còn|lên mức|xuống mức|lên tới|lên đến|xuống còn|xuống tới|giảm còn|tăng lên)"
    r"(?:\s(?:mức|tới|đến|còn|chỉ|là|khoảng|gần|hơn|trên|dưới))*\s*$",
)
"""The value that a rise or fall leads to."""

FROM = Caseless(r"(?:^|\s)(?:từ|từ mức|từ chỗ|từ con số)\s*$")

NATIONAL = Caseless(
    r"(?:cả nước|toàn quốc|bình quân chung cả nước|trung bình cả nước|bình quân cả nước)",
)
AVERAGE = Caseless(
    r"(?:bình quân|trung bình|mức chung)(?:\s(?:chung|của|toàn|các))*\s*(?:tỉnh|huyện|khu vực|vùng|khối|thành phố)",
)
PREVIOUS = Caseless(
    r"(?:cùng kỳ|cùng kì|năm trước|năm ngoái|kỳ trước|tháng trước|quý trước|đầu năm|đầu nhiệm kỳ|trước đó|trước đây|trước)",
)
SAME_PART = Caseless(r"\bcùng (?:k[ỳì]|thời điểm|giai đoạn)\b")
"""The same part of the year before."""
PLAN = Caseless(
    r"(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán|nghị quyết|kịch bản|yêu cầu|quy định|theo giao)",
)
COMPARED = Caseless(
    r"(?:so với|trong khi|so|hơn|kém|thua|vượt|chưa chạm|chưa đạt|bằng|cao|thấp|cán mốc|hoàn thành|đạt)\b",
)
DENOMINATOR = Caseless(
    r"^(?:so với\s)?(?:mức\s|chỉ tiêu\s)?(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|nghị quyết|kịch bản|tổng|tổng số|điểm tối đa|GRDP|GDP|"
    r"dân số|so với (?:tổng|kế hoạch|dự toán|mục tiêu|chỉ tiêu))\b",
)
NOT_A_NOUN = Caseless(
    r"^(?:rồi|vào|lên|xuống|tăng|giảm|thấp|cao|vượt|đứng|xếp|trong|vào|đối với|là|thì|trở lên|trở xuống|và|so|so với|của|nhưng|song|còn|"
    r"cũng|đã|nhờ|do|theo|bằng|đạt|chiếm|tại|ở|nhiều|ít|hơn|kém|nằm|thuộc|cùng|tương|khi|mà|để|với|từ|đến|"
    r"năm|mỗi|một|trên|dưới|đó|này|lần lượt)\b",
)
RATE_HEAD = Caseless(
    r"\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|chỉ số|mức độ|tốc độ|tỷ suất|tỉ suất|tỷ số|hệ số|công suất|năng suất|"
    r"điểm trung bình|điểm số|tổng điểm|điểm|số lượng|số|tổng số|tổng|lượng|kim ngạch|giá trị|doanh thu|thu nhập|sản lượng|"
    r"diện tích|kinh phí|vốn|thu|chi|quy mô|dư nợ|nợ)\s(?=[^\s])",
)
TRUE_RATE = Caseless(
    r"\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|chỉ số|mức độ(?!\s\d)|tốc độ|tỷ suất|tỉ suất|tỷ số|hệ số|công suất|năng suất)\s+(?=[^\s\W])(?!này|đó|là\b|trên\b|đạt\b)",
)
REPORTING = Caseless(
    r"^.*\b(?:cho biết|cho thấy|cho hay|khẳng định|nêu rõ|nhấn mạnh|đánh giá rằng|(?<!nghệ )(?<!Thông )thông tin(?= rằng|,|:)|thống kê(?=,|:))"
    r"(?:\srằng)?[,:]?\s*",
)
_GOAL = Caseless(
    r"^.*\b(?:(?:đặt|đề ra|đặt ra|theo|với|xác định)\s(?:mục tiêu|chỉ tiêu|kế hoạch|đích)|phấn đấu|quyết tâm|nếu như|"
    r"(?:mục tiêu|chỉ tiêu|yêu cầu|kế hoạch)(?:\s(?:chung|đặt ra|đề ra|là|phải|đến|của))+)\b(?:\s(?:là|phải|đến|để|đưa))*[,:]?\s+(?=\S)",
)
_GOAL_WORDS = ("tiêu", "hoạch", "phấn đấu", "quyết tâm", "nếu như", "yêu cầu", "đích")


def end_of_goal(text: str) -> int:
    """Find where what comes before the name of a goal ends, 0 where nothing does."""
    lowered = in_lower_case(text)
    # Few texts have one of the words, and to look for all that may stand before takes long.
    if not any(word in lowered for word in _GOAL_WORDS):
        return 0
    match = _GOAL.match(text)
    return match.end() if match else 0


ADVERBIAL = Caseless(
    r"^\s*(?:theo|qua|tại|trong|tính|đến|sau|từ|đối với|tuy nhiên|do đó|nhìn chung|hiện nay|hiện|trước|cùng với|bên cạnh|"
    r"xét|tính theo|chia theo|phân theo|ngoài|đồng thời|cụ thể|đáng chú ý|để|nhằm|trên|nhờ|căn cứ|thực hiện nghị|như vậy|kết quả|vì vậy|ngược lại)\b",
)
NOW = Caseless(
    r"\b(?:(?<!thực )(?<!thể )(?<!phát )hiện(?: nay| có| đang|,|\s)(?!đại|tốt|nhiệm|ra\b|rõ|hành|trạng|vật|thân)|đến nay|tới nay)",
)
"""Words that bring the text back to the day of publication."""
RESPECTIVELY = Caseless(r"\b(?:lần lượt|tương ứng)\b")


def last_match(pattern: Caseless | re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place where a pattern matches, ``None`` where it does not."""
    last = None
    for last in pattern.finditer(text):  # noqa: B007 - the loop variable is the result
        pass
    return last


MARK_RUN = re.compile(rf"[{MARKS}]+")
