"""A page's own account of itself -> headline, day and site, for the head of its text.

``read_head`` is the entry point. The day is what the page's metadata declares as published;
where there is none, the lines between headline and text that show a day are kept, so that
the article's reader can choose among them. The lead often stands there, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from lxml import etree
from lxml.html import HtmlElement

from extract.article.headline import is_stamp
from extract.article.lines import find_lines
from extract.document.blocks import tidy

_VIETNAM = timezone(timedelta(hours=7))
_DAYS = (
    "//meta[@property='article:published_time' or @name='article:published_time'"
    " or @property='og:article:published_time' or @itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[translate(@name,'DCPUBLISHEOAT.','dcpublisheoat.')='pubdate'"
    " or @name='publishdate' or @name='publish-date' or @name='dc.date.issued'"
    " or @name='DC.date.issued' or @name='dcterms.created']/@content",
    "//time[@pubdate]/@datetime",
)
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_YEAR_FIRST = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)")
_TITLE_SPLIT = re.compile(r"\s+(?:[-–—|•·»])\s+")
_FEWEST_WORDS = 4
_LONGEST_STAMP, _FEWEST_OF_LEAD, _MOST_ABOVE = 120, 60, 20
COMPARED = 40
"""How many letters tell a line of a page from the others."""
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(("script", "style", "noscript", "template", "head", "title"))


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of its article."""

    title: str
    day: date | None
    site: str


def read_head(tree: HtmlElement) -> Head:
    """Read the metadata of a page; what it does not say is ``""`` or ``None``."""
    site = _first(tree, "//meta[@property='og:site_name']/@content")
    return Head(_title(tree, site), _day(tree), site)


def find_above(tree: HtmlElement, head: Head, first: str) -> list[str]:
    """Find the lines between headline and text that belong to the article.

    These are the lead, which many templates keep apart from the text, and where the
    metadata declare no day, the lines that show one.

    Args:
        tree: The whole page.
        head: Its metadata.
        first: The first paragraph of its text.
    """
    lines = list(_lines(tree))
    starts = [i for i, (line, _) in enumerate(lines) if line == head.title]
    start = starts[-1] + 1 if starts else len(lines)
    begin = first[:COMPARED]
    end = next((i for i in range(start, len(lines)) if lines[i][0].startswith(begin)), None)
    found: list[str] = []
    for line, linked in lines[start : start + _MOST_ABOVE if end is None else end]:
        lead = end is not None and len(line) >= _FEWEST_OF_LEAD and linked < len(line) // 2
        if lead or (head.day is None and shows_day(line)):
            found.append(line)
    return found


def lines_below(tree: HtmlElement, head: Head) -> list[str]:
    """Give what a page shows from its headline on; all of it where that is not shown."""
    lines = [line for line, _ in _lines(tree)]
    return lines[lines.index(head.title) :] if head.title in lines else lines


def shows_day(line: str) -> bool:
    """Tell whether a line only shows when the page was made."""
    return len(line) <= _LONGEST_STAMP and any(is_stamp(each) for each in find_lines(line))


def _title(tree: HtmlElement, site: str) -> str:
    headings = [tidy(heading.text_content()) for heading in tree.iter("h1")]
    declared = _first(tree, "//meta[@property='og:title']/@content") or _first(
        tree, "//title/text()"
    )
    declared = _without_site(declared, site)
    # One that both name is sure; else the only heading that is more than a section's name.
    for heading in headings:
        if heading and (heading in declared or declared in heading):
            return heading
    long = [heading for heading in headings if len(heading.split()) >= _FEWEST_WORDS]
    return long[0] if len(long) == 1 else declared or (long[0] if long else "")


def _without_site(title: str, site: str) -> str:
    parts = _TITLE_SPLIT.split(title)
    if len(parts) < 2:
        return title
    named = parts[-1].casefold()
    if named in site.casefold() or (site and site.casefold() in named):
        return title[: title.rindex(parts[-1])].rstrip(" -–—|•·»")
    return title


def _day(tree: HtmlElement) -> date | None:
    values = [value for query in _DAYS for value in tree.xpath(query)]
    values += _declared_in_json(tree)
    return next((day for value in values if (day := _read_day(str(value))) is not None), None)


def _read_day(text: str) -> date | None:
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment.astimezone(_VIETNAM) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        pass
    match = _YEAR_FIRST.match(text)
    numbers = match.groups() if match else ()
    if not numbers and (match := _DAY_FIRST.match(text)):
        numbers = match.groups()[::-1]
    try:
        return date(*map(int, numbers)) if numbers else None
    except ValueError:
        return None


def _declared_in_json(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            content = json.loads(script)
        except (ValueError, RecursionError):
            continue
        graph = content.get("@graph", content) if isinstance(content, dict) else content
        for item in graph if isinstance(graph, list) else [graph]:
            if isinstance(item, dict) and isinstance(item.get("datePublished"), str):
                yield item["datePublished"]


def _first(tree: HtmlElement, query: str) -> str:
    return next((said for value in tree.xpath(query) if (said := tidy(str(value)))), "")


def _lines(tree: HtmlElement) -> Iterator[tuple[str, int]]:
    """Give what a page shows, block by block, with how much of each is links."""
    parts: list[str] = []
    linked, depth = 0, 0
    for event, element in _walk(tree):
        if element.tag in _BLOCKS:
            if line := tidy("".join(parts)):
                yield line, linked
            parts.clear()
            linked = 0
        depth += (element.tag == "a") * (1 if event == "start" else -1)
        text = (element.text if event == "start" else element.tail) or ""
        linked += len(text) if depth else 0
        parts.append(text)
    if line := tidy("".join(parts)):
        yield line, linked


def _walk(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        hidden = element.tag in _SILENT or not isinstance(element.tag, str)
        silent += hidden and event == "start"
        if not silent:
            yield event, element
        silent -= hidden and event == "end"
