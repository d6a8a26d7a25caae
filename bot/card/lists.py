"""What the index knows -> lists to tap through, eight to a page.

Each function takes plain data in the order in which it shall be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bot.card.buttons import LONGEST_LABEL, Rows, button, in_rows, page_row
from bot.card.models import Action, Card, RichText, Style, Verb
from bot.card.quoting import shown
from bot.card.rich import concat, join, split_rich, styled
from bot.card.sources import passage_action
from bot.card.units import units
from bot.models import Choice
from bot.render.phrase import number_words, place_words
from index.models import StoredArticle

_T = TypeVar("_T")

PER_PAGE = 8
_LONGEST_NAME = 250
_WEEK, _MONTH, _YEAR = 7, 30, 365


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list.

    Attributes:
        name: On its button, and in the text where that is too short for it.
        note: Behind the name, in the text only.
        action: What a tap on it does.
    """

    name: str
    action: Action
    note: str = ""


def indicators_card(names: Sequence[tuple[str, int]], page: int) -> Card:
    """List the indicators.

    Args:
        names: Each with the number of its observations.
        page: From 0; brought into range.
    """

    def item(one: tuple[str, int]) -> Item:
        name, count = one
        return Item(name, Action(Verb.OF_INDICATOR, (name, "0")), f"{count} số liệu")

    heading = f"{len(names)} chỉ tiêu trong các bài đã đọc"
    return _list_card(heading, names, item, page, lambda n: Action(Verb.INDICATORS, (str(n),)))


def places_card(places: Sequence[tuple[str, str | None, int]], page: int) -> Card:
    """List the places.

    Args:
        places: Name, province where it lies in one, number of observations.
        page: From 0; brought into range.
    """

    def item(one: tuple[str, str | None, int]) -> Item:
        place, province, count = one
        return Item(
            place_words(place, province) or place,
            Action(Verb.OF_PLACE, (place, province or "", "0")),
            f"{count} số liệu",
        )

    heading = f"{len(places)} địa phương có số liệu"
    return _list_card(heading, places, item, page, lambda n: Action(Verb.PLACES, (str(n),)))


def newest_words(looked_at: int, total: int) -> str:
    """Say that a list is of the newest alone; "" where it is of all."""
    if looked_at >= total:
        return ""
    words = number_words(Decimal(total))
    return f" ({looked_at} số liệu mới nhất trong {words}; số cũ hơn xin hỏi kèm năm)"


def of_indicator_card(
    indicator: str, choices: Sequence[Choice], page: int, newest: str = ""
) -> Card:
    """List where and when an indicator is known.

    Args:
        choices: Each with a question that is really answered.
        page: From 0; brought into range.
        newest: As ``newest_words`` gives it.
    """
    return _list_card(
        f"{shown(indicator, _LONGEST_NAME)}: hiện có{newest}",
        choices,
        _choice_item,
        page,
        lambda n: Action(Verb.OF_INDICATOR, (indicator, str(n))),
    )


def of_place_card(
    place: str, province: str | None, choices: Sequence[Choice], page: int, newest: str = ""
) -> Card:
    """List what is known of a place.

    Args:
        province: Of a place that lies in one.
        choices: Each with a question that is really answered.
        page: From 0; brought into range.
        newest: As ``newest_words`` gives it.
    """
    return _list_card(
        f"Số liệu của {shown(place_words(place, province) or place, _LONGEST_NAME)}{newest}",
        choices,
        _choice_item,
        page,
        lambda n: Action(Verb.OF_PLACE, (place, province or "", str(n))),
    )


def sources_card(articles: Sequence[StoredArticle], page: int, today: date) -> Card:
    """List the articles with day, publisher and age.

    Args:
        page: From 0; brought into range.
        today: The day that ages are counted to.
    """

    def item(article: StoredArticle) -> Item:
        parts = (
            f"{article.published:%d/%m/%Y}" if article.published else "không rõ ngày",
            age_words(article.published, today) if article.published else "",
            article.publisher or "",
        )
        note = " · ".join(filter(None, parts))
        return Item(article.title or article.name, passage_action(article.name, 1), note)

    heading = f"{len(articles)} bài đã đọc"
    return _list_card(heading, articles, item, page, lambda n: Action(Verb.SOURCES, (str(n),)))


def age_words(day: date, today: date) -> str:
    """Write how long ago a day was: "3 ngày trước"; "" for a day to come."""
    days = (today - day).days
    if days < 0:
        return ""
    if days < 2:
        return ("hôm nay", "hôm qua")[days]
    for length, name in ((_YEAR, "năm"), (_MONTH, "tháng"), (_WEEK, "tuần")):
        if days >= length * (2 if length == _WEEK else 1):
            return f"{days // length} {name} trước"
    return f"{days} ngày trước"


def _choice_item(choice: Choice) -> Item:
    return Item(choice.label, Action(Verb.ASK, (choice.question,)))


def _list_card(
    heading: str,
    listed: Sequence[_T],
    item: Callable[[_T], Item],
    page: int,
    turn: Callable[[int], Action],
) -> Card:
    pages = max(1, -(-len(listed) // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    first = page * PER_PAGE
    here = list(enumerate(map(item, listed[first : first + PER_PAGE]), start=first + 1))
    head: RichText = styled(heading, Style.BOLD)
    if pages > 1:
        head = concat(head, f" (trang {page + 1}/{pages})")
    cut_labels = any(units(item.name) > LONGEST_LABEL for _, item in here)
    lines = [_line(number, item) for number, item in here] if _worth_lines(here) else []
    text = join("\n", (head, *lines)) if listed else concat(head, "\nChưa có mục nào.")
    turns = page_row(page, pages, turn)
    return Card(
        split_rich(text), (*_item_rows(here, numbers=cut_labels), *((turns,) if turns else ()))
    )


def _worth_lines(here: Sequence[tuple[int, Item]]) -> bool:
    return any(item.note or units(item.name) > LONGEST_LABEL for _, item in here)


def _line(number: int, item: Item) -> str:
    note = shown(item.note, _LONGEST_NAME)
    return f"{number}. {shown(item.name, _LONGEST_NAME)}" + (f" ({note})" if note else "")


def _item_rows(here: Sequence[tuple[int, Item]], *, numbers: bool) -> Rows:
    return in_rows(
        [
            button(f"{number}. {item.name}" if numbers else item.name, item.action)
            for number, item in here
        ]
    )
