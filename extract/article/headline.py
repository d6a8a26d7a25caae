"""The head of a page -> its headline and the site or body that put it out.

``find_head`` is the entry point. Above the headline stand the site's name, menus, the
section and dates; below it dates, buttons and the lead. The headline is the line that is
repeated, else the first that is more than the name of a section or of an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.article.lines import Line
from extract.article.noise import (
    crumbs,
    is_contact,
    is_furniture,
    is_menu,
    is_picture,
    left_over,
    related_heading,
)
from extract.article.pagedate import (
    find_dates,
    is_dateline,
    is_stamped,
    shows_page_date,
    without_dates,
)
from extract.models import Span
from extract.text import fold

_SECTION = re.compile(
    r"(?:\([\w. ]{2,20}\)\s?-?\s?)?(?:chuyen (?:muc|trang)|(?:ban )?tin(?: tuc)?\b|thoi su|kinh te|xa hoi|chinh tri|van hoa"
    r"|giao duc|y te|suc khoe|van ban|thong bao|su kien|chuyen doi so|cai cach|nong (?:nghiep|thon)"
    r"|du lich|doi song|phap luat|doanh nghiep|thi truong|giao thong|vien thong|cong nghe|dau tu"
    r"|tai chinh|thue|moi truong|lao dong|hoat dong|chi dao|bao cao|thong ke|thong tin|ca nuoc|trong (?:tinh|nuoc)"
    r"|the gioi|an ninh|quoc phong|khoa hoc|chinh quyen|kinh doanh|vi mo|xay dung|chuong trinh)\b"
)
# With their marks: folded, a number (số) would be a department (sở).
_KIND = (
    r"(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|sở|cục|chi cục|tổng cục|bộ|ban|huyện ủy|tỉnh ủy"
    r"|thành ủy|văn phòng|trung tâm|tỉnh|thành phố|huyện|xã|phường)"
)
_ORGANISATION = re.compile(
    rf"(?:{_KIND}(?:\s[\w-]+){{0,4}}"
    rf"|{_KIND}(?:\s[\w-]+){{1,8}}\s(?:tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường)(?:\s\w+){{1,4}})$",
    re.IGNORECASE,
)
# An organisation's name alone is no headline; what it does is.
_DOES = re.compile(
    r"\b(?:day manh|to chuc|cong bo|ban hanh|trien khai|tang|giam|chi dao|de nghi|yeu cau|hop|lam viec"
    r"|dat|tiep|no luc|quyet tam|tap trung|nang|thuc hien|dung dau|vuon|ra mat|khai truong|van hanh"
    r"|phat dong|hoan thanh|dan dau|xep|huong dan|kiem tra|phe duyet|trao|ky|tap huan|don|thu hut"
    r"|so ket|tong ket|phan dau|doi moi|quyet liet|chuyen|con|duoc|vuot|giu|thong qua)\b"
)
_BODY = re.compile(
    r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|sở|cục|tổng cục|bộ)\b", re.IGNORECASE
)
_SITE = re.compile(r"(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info)", re.IGNORECASE)
_PAPER = r"báo(?!\s(?:cáo|động|giá)\b)"
_MASTHEAD = re.compile(
    rf"(?:{_PAPER}|tạp chí|đài|cổng|trang|chuyên trang)\b.*\b(?:điện tử|online|thông tin|dịch vụ công)\b"
    rf"|{_PAPER} \w+(?: \w+){{0,3}}$",
    re.IGNORECASE,
)
_DOCUMENT_KIND = re.compile(
    r"(?:ke hoach|bao cao(?: nhanh| tom tat)?|thong bao|quyet dinh|chi thi|nghi quyet|cong van|cong dien"
    r"|thong cao bao chi|to trinh|ket luan|huong dan|chuong trinh|de an|loi keu goi)$"
)
_CONTINUED = re.compile(r"(?:tinh|thanh pho|huyen|xa|phuong)(?: \w+){1,4}$")
_NUMBER = re.compile(r"so\s?:?\s?\d*\s?/")
_LABEL = re.compile(r"^null\s+", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:chuyen muc|chuyen trang|tac gia|nguon|luot xem|da xem|nguoi dang|so lan xem)\s?:"
)
_RUNS_INTO = re.compile(r"[^\W\d_]\s(?:ngay\s)?$")
_WORD = re.compile(r"\w+")
_SPLIT = re.compile(r"\s+[-–|]\s+|\s{2,}|\t")

_PROSE, _LEAD, _ENDLESS = 120, 40, 220
_SECTION_WORDS, _NAME_WORDS, _STRONG_WORDS = 8, 12, 5
_TITLE_MAX = 150


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above an article's text.

    Attributes:
        title: The headline; ``""`` where the page has none.
        publisher: The site or issuing body named above it.
        end: Number of lines up to the first of the article's own.
        aside: Indices of lines within the head that are not the article's text.
    """

    title: str
    publisher: str | None
    end: int
    aside: frozenset[int]


def find_head(lines: Sequence[Line]) -> Head:
    """Find the headline among the first lines of a page.

    Args:
        lines: The lines of a page, from the top.
    """
    end = _head_end(lines)
    head = [(index, _headline_text(line)) for index, line in enumerate(lines[:end])]
    candidates = [(index, text) for index, text in head if text and _can_lead(lines[index])]
    chosen = _choose(lines, [index for index, _ in candidates])
    if chosen is None:
        aside = frozenset(index for index in range(end) if _is_aside(lines[index]))
        return Head("", _publisher(lines[:end]), end, aside)
    title = dict(candidates)[chosen]
    above = [index for index in range(chosen) if _is_aside(lines[index])]
    above += [index for index, _ in candidates if index < chosen and not _is_kept(lines[index])]
    kind = _kind_above(lines, chosen)
    if kind is not None:
        title = f"{lines[kind].text} {title}"
    others = [line for index, line in enumerate(lines[:end]) if index != chosen]
    return Head(title, _publisher(others), end, frozenset([*above, chosen]))


def same_headline(line: Line, title: str) -> bool:
    """Tell whether a line only repeats the headline."""
    return _headline_text(line).casefold() == title.casefold()


def is_stamp(line: Line) -> bool:
    """Tell whether a line shows a day beside the text, not in it."""
    if line.ends_sentence or is_picture(line.folded) or is_contact(line.folded):
        return False
    if not find_dates(line.folded) or not shows_page_date(line.folded):
        return False
    text = _headline_text(line)
    if _holds_day_alone(line):
        return True
    return text == "" or len(text) < len(_LABEL.sub("", line.text)) - len("1/1/2000")


def _holds_day_alone(line: Line) -> bool:
    """ "Chuyên mục: An ninh | 16/02/2022 | Tác giả: H.N."."""
    cells = [cell.strip() for cell in line.folded.split("|")]
    labelled = any(_LABELLED.match(cell) for cell in cells)
    return labelled and any(cell and not without_dates(cell).strip(" ,-:") for cell in cells)


def first_sentence(line: Line) -> str:
    """Make a title for a page that has none out of its first line."""
    match = re.match(r".{20,}?[.;:!?](?=\s|$)", line.text)
    text = match[0].rstrip(".;: ") if match else line.text
    if len(text) <= _TITLE_MAX:
        return text
    return text[:_TITLE_MAX].rsplit(" ", 1)[0] + "…"


def _head_end(lines: Sequence[Line]) -> int:
    titled = False
    seen: set[str] = set()
    for index, line in enumerate(lines):
        repeated = line.folded.removeprefix("null ") in seen
        seen.add(line.folded.removeprefix("null "))
        if not repeated and _is_body(line, titled=titled):
            return index
        titled = titled or (_can_lead(line) and line.words >= _STRONG_WORDS)
    return len(lines)


def _is_body(line: Line, *, titled: bool) -> bool:
    if is_menu(line.folded) or is_furniture(line.folded) or _is_date_line(line):
        return False
    length = len(line.text)
    if length > _ENDLESS or (line.ends_sentence and length >= _PROSE):
        return True
    if not titled:
        return False
    return line.bulleted or line.tabular or (line.ends_sentence and length >= _LEAD)


def _can_lead(line: Line) -> bool:
    return not (
        _is_aside(line)
        or is_picture(line.folded)
        or related_heading(line.folded)
        or _NUMBER.match(line.folded)
        or line.tabular
    )


def _is_aside(line: Line) -> bool:
    if is_dateline(line.folded):
        return False
    return is_furniture(line.folded) or is_menu(line.folded) or _is_date_line(line)


def _is_kept(line: Line) -> bool:
    return _NUMBER.match(line.folded) is not None or is_dateline(line.folded)


def _is_date_line(line: Line) -> bool:
    return is_stamp(line) and _headline_text(line) == ""


def _headline_text(line: Line) -> str:
    return _headline(line.text, line.folded)


@lru_cache(maxsize=512)
def _headline(whole: str, whole_folded: str) -> str:
    """Give what may be a headline on a line; ``""`` where it only shows a date."""
    text = _LABEL.sub("", whole)
    folded = whole_folded[len(whole) - len(text) :]
    dates = find_dates(folded)
    if dates and shows_page_date(folded):
        text = _beside_date(text, folded, dates[0].span)
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def _beside_date(text: str, folded: str, date: Span) -> str:
    before = _kept_letters(text, without_dates(folded))[: date.start].strip(" -–|,([")
    behind = _WORD.findall(left_over(folded[date.end :]))
    if not is_stamped(folded):
        runs_into = _RUNS_INTO.search(folded[: date.start]) is not None
        if (runs_into and before.count(" ") > 2) or (before.count(" ") > 1 and len(behind) > 2):
            return text
    if len(before.split()) <= _STRONG_WORDS or _SECTION.match(fold(before)):
        return ""
    return before


def _choose(lines: Sequence[Line], candidates: Sequence[int]) -> int | None:
    keys = [_headline_text(line).casefold() for line in lines]
    for index in candidates:
        if lines[index].words >= _STRONG_WORDS and keys.count(keys[index]) > 1:
            return index
    strong = [index for index in candidates if _is_strong(lines[index])]
    if strong:
        return strong[0]
    weak = [index for index in candidates if not _is_organisation(lines[index].text)]
    return max(weak or candidates, key=lambda index: lines[index].words, default=None)


def _is_strong(line: Line) -> bool:
    folded = left_over(line.folded)
    words = len(_WORD.findall(folded))
    if words < _STRONG_WORDS or _is_organisation(_kept_letters(line.text, folded)):
        return False
    telling = any(letter.isdigit() or letter == ":" for letter in folded)
    return telling or words > _SECTION_WORDS or not _SECTION.match(folded.strip())


def _is_organisation(text: str) -> bool:
    name = _SPLIT.split(text.strip())[0].strip()
    if _MASTHEAD.match(name) or _SITE.fullmatch(name):
        return len(name.split()) <= _NAME_WORDS
    return _ORGANISATION.match(text.strip()) is not None and not _DOES.search(fold(text))


def _kind_above(lines: Sequence[Line], chosen: int) -> int | None:
    above = chosen - 1
    if above < 0 or not _DOCUMENT_KIND.match(lines[above].folded):
        return None
    return above


def _publisher(head: Sequence[Line]) -> str | None:
    for line, following in zip(head, [*head, None][1:], strict=True):
        parts = crumbs(line.text)
        name = _SPLIT.split(parts[0].strip())[0].strip() if parts else ""
        if not _is_publisher(name):
            continue
        if following is not None and name == line.text and _CONTINUED.match(following.folded):
            return f"{name} {following.text}"
        return name
    return None


def _is_publisher(name: str) -> bool:
    if len(name.split()) > _NAME_WORDS:
        return False
    if _SITE.fullmatch(name) or _MASTHEAD.match(name):
        return True
    return _BODY.match(name) is not None and _is_organisation(name)


def _kept_letters(text: str, blanked: str) -> str:
    """Blank out in ``text`` what is blank in its folded form."""
    return "".join(
        letter if rest != " " else " " for letter, rest in zip(text, blanked, strict=True)
    )
