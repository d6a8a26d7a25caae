"""Taps on buttons and inline queries: each is answered once, and soon."""

from __future__ import annotations

from typing import Any

from .keyboards import read_keyboard
from .records import Bounded
from .refusal import bad, malformed
from .texts import read_text

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Queries:
    """All queries of people.

    Attributes:
        taps: By id: whether it was answered or has expired, and what the bot said to it.
        inline: By id: the results, or ``None`` before there are any.
    """

    def __init__(self) -> None:
        self.taps: Bounded[str, dict[str, Any]] = Bounded(2000)
        self.inline: Bounded[str, dict[str, Any]] = Bounded(2000)
        self._count = 0

    def open_tap(self, expired: bool = False) -> str:
        """Begin a tap and give its id."""
        self._count += 1
        tap_id = f"tap{self._count}"
        self.taps[tap_id] = {
            "answered": False,
            "expired": expired,
            "text": None,
            "show_alert": False,
        }
        return tap_id

    def open_inline(self) -> str:
        """Begin an inline query and give its id."""
        self._count += 1
        query_id = f"inline{self._count}"
        self.inline[query_id] = {"answered": False, "expired": False, "results": None}
        return query_id

    def expire(self, query_id: str) -> None:
        """Let a query be too old."""
        (self.taps.get(query_id) or self.inline[query_id])["expired"] = True

    def answer_tap(self, params: dict[str, Any]) -> None:
        """Answer a tap."""
        if len(str(params.get("text", ""))) > 200:
            raise malformed("MESSAGE_TOO_LONG")
        tap = _find_open(self.taps, params.get("callback_query_id"))
        tap.update(
            answered=True,
            text=params.get("text"),
            show_alert=bool(params.get("show_alert")),
            url=params.get("url"),
        )

    def answer_inline(self, params: dict[str, Any]) -> None:
        """Answer an inline query."""
        results = params.get("results") or []
        if len(results) > 50:
            raise malformed("RESULTS_TOO_MUCH")
        ids = [str(result.get("id", "")) for result in results]
        if len(set(ids)) < len(ids):
            raise malformed("RESULT_ID_DUPLICATE")
        if any(not 1 <= len(result_id.encode()) <= 64 for result_id in ids):
            raise malformed("RESULT_ID_INVALID")
        if len(str(params.get("next_offset", "")).encode()) > 64:
            raise malformed("NEXT_OFFSET_INVALID")
        for result in results:
            _check_result(result)
        query = _find_open(self.inline, params.get("inline_query_id"))
        query.update(
            answered=True,
            results=results,
            cache_time=int(params.get("cache_time", 300)),
            is_personal=bool(params.get("is_personal")),
            button=params.get("button"),
        )


def _find_open(queries: Bounded[str, dict[str, Any]], query_id: Any) -> dict[str, Any]:
    query = queries.get(str(query_id))
    if query is None or query["answered"] or query["expired"]:
        raise bad(_TOO_OLD)
    return query


def _check_result(result: dict[str, Any]) -> None:
    if result.get("type") != "article":
        raise malformed("unsupported inline query result type")
    if not str(result.get("title", "")).strip():
        raise malformed("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content") or {}
    if "message_text" not in content:
        raise malformed("message content is not specified")
    read_text({**content, "text": content["message_text"]})
    read_keyboard(result)
