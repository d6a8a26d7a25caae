"""The words that tell a number's role: copulas, rises and falls, comparisons, plans.

All patterns are matched against masked text (see ``mask``) and ignore case.
"""

from __future__ import annotations

import re

from extract.observe.mask import MARKS, PERIOD, PLACE


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
TAIL = re.compile(
    rf"(?:^|(?<=\s)|(?<=[,;:(]))(?:{COPULAS}|{ADVERBS})(?<!thôn mới)(?<!đổi mới)(?<!lập mới)(?<!trồng mới)\s*$",
    re.IGNORECASE,
)
"""One function word at the end of what stands left of a number."""
LAST_OF_TAIL = frozenset(words.split()[-1] for words in f"{COPULAS}|{ADVERBS}".split("|"))
"""The words that it ends with."""

HEADS = _words(
    "đã, đang, cũng, chỉ, mới, vẫn, đều, hiện, hiện nay, hiện đang, hiện có, nay, đến nay, với, có, gồm, trong đó, sẽ, tới nay,"
    "riêng, nhất là, cụ thể, từ, tức, thì, vừa, đến, ở, tại, toàn bộ, cho, do, và, song, nhưng, để, phấn đấu, phải, cần, đạt, là,"
    "duy trì, nâng, còn, được, nhằm, bảo đảm, đảm bảo, thêm, mà, cùng, như, bao gồm, khoảng, hơn, trên, gần, so với, khác"
)
_OPENINGS = _words(
    "đối với, về, của, toàn, cả, tuy nhiên, đồng thời, bên cạnh đó, ngoài ra, theo đó, qua đó,"
    "cùng với đó, trong khi đó, trong khi, kết quả, như vậy, đáng chú ý, đặc biệt, việc, nhờ, khi, thực hiện,"
    "tính chung, tính đến, lũy kế, cộng dồn, công tác, trong, sau, hết, theo"
)
HEAD = re.compile(
    rf"^(?!chỉ số|chỉ tiêu|hiện đại|nâng cao|mới nổi|còn hiệu lực|thực hiện)(?:{HEADS}|{_OPENINGS})(?=\s|$|[,:])[\s,:]*",
    re.IGNORECASE,
)
"""One function word at the start of a name."""
FIRST_OF_HEAD = frozenset(words.split()[0] for words in f"{HEADS}|{_OPENINGS}".split("|"))
"""The words that it begins with."""

COPULA = re.compile(
    r"\b(?:đạt|là|chiếm|còn|ở mức|bằng|tương ứng|tương đương|lên|xuống|tới|ước|được)\b(?:\s+\S+){0,3}\s*$",
    re.IGNORECASE,
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
CHANGE = re.compile(
    rf"(?:^|[\s,(])(?:(?P<up>{_DIRECTIONS_UP})|(?P<down>{_DIRECTIONS_DOWN}))(?P<between>{_BETWEEN})\s*$",
    re.IGNORECASE,
)
"""A rise, a fall or a gap, right before its number."""

RESULT = re.compile(
    r"(?:^|\s)(?:lên|xuống|còn|lên mức|xuống mức|lên tới|lên đến|xuống còn|xuống tới|giảm còn|tăng lên)"
    r"(?:\s(?:mức|tới|đến|còn|chỉ|là|khoảng|gần|hơn|trên|dưới))*\s*$",
    re.IGNORECASE,
)
"""The value that a rise or fall leads to."""

FROM = re.compile(r"(?:^|\s)(?:từ|từ mức|từ chỗ|từ con số)\s*$", re.IGNORECASE)

NATIONAL = re.compile(
    r"(?:cả nước|toàn quốc|bình quân chung cả nước|trung bình cả nước|bình quân cả nước)",
    re.IGNORECASE,
)
AVERAGE = re.compile(
    r"(?:bình quân|trung bình|mức chung)(?:\s(?:chung|của|toàn|các))*\s*(?:tỉnh|huyện|khu vực|vùng|khối|thành phố)",
    re.IGNORECASE,
)
PREVIOUS = re.compile(
    r"(?:cùng kỳ|cùng kì|năm trước|năm ngoái|kỳ trước|tháng trước|quý trước|đầu năm|đầu nhiệm kỳ|trước đó|trước đây|trước)",
    re.IGNORECASE,
)
PLAN = re.compile(
    r"(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán|nghị quyết|kịch bản|yêu cầu|quy định|theo giao)",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"(?:so với|trong khi|so|hơn|kém|thua|vượt|chưa chạm|chưa đạt|bằng|cao|thấp|cán mốc|hoàn thành|đạt)\b",
    re.IGNORECASE,
)
DENOMINATOR = re.compile(
    r"^(?:so với\s)?(?:mức\s|chỉ tiêu\s)?(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|nghị quyết|kịch bản|tổng|tổng số|điểm tối đa|GRDP|GDP|"
    r"dân số|so với (?:tổng|kế hoạch|dự toán|mục tiêu|chỉ tiêu))\b",
    re.IGNORECASE,
)
NOT_A_NOUN = re.compile(
    r"^(?:lên|xuống|tăng|giảm|thấp|cao|vượt|đứng|xếp|trong|vào|đối với|là|thì|trở lên|trở xuống|và|so|so với|của|nhưng|song|còn|"
    r"cũng|đã|nhờ|do|theo|bằng|đạt|chiếm|tại|ở|nhiều|ít|hơn|kém|nằm|thuộc|cùng|tương|khi|mà|để|với|từ|đến|"
    r"năm|mỗi|một|trên|dưới|đó|này|lần lượt)\b",
    re.IGNORECASE,
)
RATE_HEAD = re.compile(
    r"\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|chỉ số|mức độ|tốc độ|tỷ suất|tỉ suất|tỷ số|hệ số|công suất|năng suất|"
    r"điểm trung bình|điểm số|tổng điểm|điểm|số lượng|số|tổng số|tổng|lượng|kim ngạch|giá trị|doanh thu|thu nhập|sản lượng|"
    r"diện tích|kinh phí|vốn|thu|chi|quy mô|dư nợ|nợ)\s(?=[^\s])",
    re.IGNORECASE,
)
TRUE_RATE = re.compile(
    r"\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|chỉ số|mức độ(?!\s\d)|tốc độ|tỷ suất|tỉ suất|tỷ số|hệ số|công suất|năng suất)\s+(?=[^\s\W])(?!này|đó|là\b|trên\b|đạt\b)",
    re.IGNORECASE,
)
REPORTING = re.compile(
    r"^.*\b(?:cho biết|cho thấy|cho hay|khẳng định|nêu rõ|nhấn mạnh|đánh giá rằng|(?<!nghệ )(?<!Thông )thông tin(?= rằng|,|:)|thống kê(?=,|:))"
    r"(?:\srằng)?[,:]?\s*",
    re.IGNORECASE,
)
GOAL = re.compile(
    r"^.*\b(?:(?:đặt|đề ra|đặt ra|theo|với|xác định)\s(?:mục tiêu|chỉ tiêu|kế hoạch)|phấn đấu|quyết tâm|nếu như|"
    r"(?:mục tiêu|chỉ tiêu|yêu cầu|kế hoạch)(?:\s(?:chung|đặt ra|đề ra|là|phải|đến|của))+)\b(?:\s(?:là|phải|đến|để|đưa))*[,:]?\s+(?=\S)",
    re.IGNORECASE,
)
"""What comes before the name of a goal."""
ADVERBIAL = re.compile(
    r"^\s*(?:theo|qua|tại|trong|tính|đến|sau|từ|đối với|tuy nhiên|do đó|nhìn chung|hiện nay|hiện|trước|cùng với|bên cạnh|"
    r"xét|tính theo|chia theo|phân theo|ngoài|đồng thời|cụ thể|đáng chú ý|để|nhằm|trên|nhờ|căn cứ|thực hiện nghị|như vậy|kết quả|vì vậy|ngược lại)\b",
    re.IGNORECASE,
)
NOW = re.compile(
    r"\b(?:(?<!thực )(?<!thể )(?<!phát )hiện(?: nay| có| đang|,|\s)(?!đại|tốt|nhiệm|ra\b|rõ|hành|trạng|vật|thân)|đến nay|tới nay)",
    re.IGNORECASE,
)
"""Words that bring the text back to the day of publication."""
RESPECTIVELY = re.compile(r"\b(?:lần lượt|tương ứng)\b", re.IGNORECASE)


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place where a pattern matches, ``None`` where it does not."""
    last = None
    for last in pattern.finditer(text):  # noqa: B007 - the loop variable is the result
        pass
    return last


MARK_RUN = re.compile(rf"[{MARKS}]+")
