"""An article file as a crawler saved it -> title, day of publication, passages.

``parse_article`` is the entry point. Each line that is not page noise is a passage; what a
line says is never changed, and when in doubt it stays: a button kept does no harm, a figure
lost cannot be found. Lists of other articles go, since their titles hold figures, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from extract.article.figures import headline_tells_more
from extract.article.headline import Head, find_head, first_sentence, is_stamp, same_headline
from extract.article.lines import Line, find_lines
from extract.article.noise import (
    is_contact,
    is_counter,
    is_furniture,
    is_picture,
    is_recipients,
    left_over,
    opens_as_noise,
    related_heading,
)
from extract.article.pagedate import (
    Strength,
    find_dates,
    is_dateline,
    published,
    strength,
    written,
)
from extract.errors import ArticleError
from extract.models import Article, Declared

_NAME = re.compile(
    r"(?:(?:tin|bài|ảnh)[^:]{0,12}:\s?|theo\s)?[^\W\d_][^\W\d_.]*(?:[\s.,&/-]+[^\W\d_]+\.?){0,5}$"
)
_TELEPHONE = re.compile(r"[-–,]\s?(?:dt|dien thoai|tel|email)\b.*$")
_GLUED = re.compile(r"(?<=[^\W\d_A-ZĐ])(?=Các ý kiến|Ý kiến|Bình luận|Chia sẻ|In bài)")
_END = re.compile(r"\./\.$|\((?:ttxvn|theo [\w .]{2,30})\)$")
_LISTED = re.compile(r"\s?(?:[•*»›▸►▶]|>{1,2})\s?")
_DIGITS = re.compile(r"(?:[•*-]\s?)?\d{1,3}$")
_TITLE_CHARS, _PROSE_CHARS, _TEASER_CHARS = 160, 60, 120
_STAMP_CHARS, _STAMP_WORDS = 120, 6
_PROSE_ABOVE_STAMP = 2
_REPEATED_WORDS = 5


def parse_article(name: str, raw: str, declared: Declared | None = None) -> Article:
    """Read an article.

    Args:
        name: File name.
        raw: The file's text as it lies on disk, decoded as UTF-8, line ends kept.
        declared: What is known beside the text; it overrides what the text says.

    Raises:
        ArticleError: There is no readable paragraph.
    """
    declared = declared or Declared()
    lines = find_lines(raw)
    if not any(letter.isalpha() for line in lines for letter in line.text):
        raise ArticleError(name, "không có đoạn văn nào đọc được; hãy lưu lại bài viết")
    head = find_head(lines)
    page = _without_related(lines, head)
    kept = [line for index, line in _article_lines(page, head)]
    if not kept:
        # The headline is all there is, so it has to be what is cited.
        kept = [line for line in lines if same_headline(line, head.title)][:1] or lines[:1]
    elif headline_tells_more(head.title, [line.text for line in kept]):
        kept = [line for line in lines if same_headline(line, head.title)][:1] + kept
    return Article(
        name=name,
        raw=raw,
        title=declared.title or head.title or first_sentence(kept[0]),
        published=declared.published or _published(page) or written(kept),
        passages=tuple(line.passage(number) for number, line in enumerate(kept, 1)),
        declared=declared,
        publisher=declared.publisher or head.publisher,
    )


def _without_related(lines: Sequence[Line], head: Head) -> list[tuple[int, Line]]:
    page: list[tuple[int, Line]] = []
    listing = False
    ended = False
    for index, line in enumerate(lines):
        heading = related_heading(line.folded) if index >= head.end else None
        if heading is not None:
            listing = True
            ended = ended or _is_close(page[-1][1] if page else line)
            continue
        if listing and (ended or _is_title(line)):
            continue
        listing = False
        page.append((index, line))
    return page


def _is_title(line: Line) -> bool:
    if len(line.text) > _TITLE_CHARS or line.tabular:
        return False
    return not (line.ends_sentence and len(line.text) >= _TEASER_CHARS)


def _is_close(line: Line) -> bool:
    return _is_name(line) or _END.search(line.folded) is not None


def _is_name(line: Line) -> bool:
    if line.tabular:
        return False
    kept = _TELEPHONE.sub(lambda match: " " * len(match[0]), left_over(line.folded))
    shown = "".join(
        letter if rest != " " else " " for letter, rest in zip(line.text, kept, strict=True)
    ).strip("()[]|0123456789.,:- ")
    if len(line.text) > _PROSE_CHARS or not _NAME.match(" ".join(shown.split()).lower()):
        return False
    words = [word for word in re.split(r"[\s.,&/-]+", shown.split(":")[-1]) if word]
    return all(word[0].isupper() for word in words[:3])


def _article_lines(page: Sequence[tuple[int, Line]], head: Head) -> Iterator[tuple[int, Line]]:
    seen: set[str] = set()
    aside = head.aside | _tail(page) | _recipients(page, head) | _counters(page)
    for index, line in page:
        if index in aside or _is_noise(line, body=index >= head.end):
            continue
        if (
            is_stamp(line)
            and not is_dateline(line.folded)
            and len(left_over(line.folded).split()) <= _STAMP_WORDS
        ):
            continue
        # The header of a table may stand again above each of its parts.
        if line.words >= _REPEATED_WORDS and not line.tabular:
            if line.text in seen or (head.title and same_headline(line, head.title)):
                continue
            seen.add(line.text)
        yield index, line


def _is_noise(line: Line, *, body: bool) -> bool:
    if is_dateline(line.folded):
        return False
    if is_furniture(line.folded) or is_picture(line.folded) or opens_as_noise(line.folded):
        return True
    glued = _GLUED.split(line.text)
    return len(glued) > 1 and len(line.text) <= _PROSE_CHARS


def _tail(page: Sequence[tuple[int, Line]]) -> frozenset[int]:
    """Find the lines below the last of the text that name authors, pages and addresses."""
    tail: list[tuple[int, Line]] = []
    for index, line in reversed(page):
        if not (_is_below(line) or _is_noise(line, body=True)):
            break
        tail.append((index, line))
    signed = max((index for index, line in tail if _is_name(line)), default=None)
    first = min((index for index, line in tail if _is_name(line)), default=signed)
    return frozenset(
        index
        for index, line in tail
        if _is_name(line)
        or is_contact(line.folded)
        or (first is not None and index > first and _LISTED.match(line.text))
    )


def _is_below(line: Line) -> bool:
    if is_contact(line.folded) or _LISTED.match(line.text):
        return len(line.text) <= _TITLE_CHARS
    return _is_name(line) or (len(line.text) < _PROSE_CHARS and not _holds_text(line))


def _holds_text(line: Line) -> bool:
    figures = any(letter.isdigit() for letter in line.text)
    return figures or line.ends_sentence or line.bulleted or line.tabular


def _recipients(page: Sequence[tuple[int, Line]], head: Head) -> frozenset[int]:
    found: list[int] = []
    listing = False
    for index, line in page:
        heads = index >= head.end and is_recipients(line.folded)
        listing = heads or (listing and line.bulleted)
        if listing:
            found.append(index)
    return frozenset(found)


def _counters(page: Sequence[tuple[int, Line]]) -> frozenset[int]:
    found: list[int] = []
    counting = False
    for index, line in page:
        digits = _DIGITS.match(line.folded) is not None
        counting = is_counter(line.folded) or (counting and digits)
        if counting and digits:
            found.append(index)
    return frozenset(found)


def _published(page: Sequence[tuple[int, Line]]) -> date | None:
    dated: list[tuple[Strength, date]] = []
    prose = 0
    for _, line in page:
        if prose > _PROSE_ABOVE_STAMP and len(line.text) > _STAMP_CHARS:
            continue
        found = _stamp(line)
        if found is None:
            prose += line.ends_sentence and len(line.text) >= _PROSE_CHARS
            continue
        sure, day = found
        if prose >= _PROSE_ABOVE_STAMP and sure is not Strength.LABELLED:
            sure = Strength.TAIL
        dated.append((sure, day))
    return published(dated)


def _stamp(line: Line) -> tuple[Strength, date] | None:
    """Read the day off a line that shows when the page was made, and little else."""
    if len(line.text) > _STAMP_CHARS or not (is_stamp(line) or is_dateline(line.folded)):
        return None
    sure = strength(line.folded)
    return None if sure is None else (sure, find_dates(line.folded)[0].day)
