"""What is typed after the bot's name in any chat -> answers to pick from, each with its source.

Every letter typed is a query of its own, and only a user's newest is worth a search. So each
waits in a task of its own, few are searched for at a time, and one that has been followed by
another meanwhile is let go.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from hashlib import sha256

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.error import TelegramError
from telegram.ext import BaseHandler, ContextTypes, InlineQueryHandler

from bot.card.models import InlineCard
from bot.telegram_app.delivery.letter import Letter
from bot.telegram_app.handlers.start import FROM_INLINE
from bot.telegram_app.quota import Quota
from bot.telegram_app.services import Services
from bot.worker.client import WorkerError
from bot.worker.messages import FindInline

_LOG = logging.getLogger(__name__)
_A_MINUTE = 120
_MOST = 5
_CACHE_S = 5
_OPEN_BOT = "Gõ câu hỏi, ví dụ tỷ lệ hộ nghèo – hoặc mở Hỏi số"
_NOT_FOUND = "Các bài không có số này; hỏi trong bot"


class _Typing:
    """Answers the queries of all users."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._newest: dict[int, str] = {}
        self._quota = Quota(_A_MINUTE)
        # Questions that people wait for come before lists that grow while they type.
        self._searches = asyncio.Semaphore(max(1, services.settings.telegram.workers - 1))

    async def answer(self, query: InlineQuery) -> None:
        user_id = query.from_user.id
        text = query.query.strip()
        if not text:
            self._newest.pop(user_id, None)
            button = InlineQueryResultsButton(_OPEN_BOT, start_parameter=FROM_INLINE)
            await _give(query, (), button)
        elif not self._quota.take(user_id):
            self._services.health.note_error("too fast")
            await _give(query, ())
        else:
            self._newest[user_id] = query.id
            self._services.spawn(self._search(query, text))

    async def _search(self, query: InlineQuery, text: str) -> None:
        user_id = query.from_user.id
        async with self._searches:
            if self._newest.get(user_id) != query.id:
                return
            cards = await self._find(text)
        if self._newest.get(user_id) == query.id:
            del self._newest[user_id]
        nothing = InlineQueryResultsButton(_NOT_FOUND, start_parameter=FROM_INLINE)
        await _give(query, cards, None if cards else nothing)

    async def _find(self, text: str) -> tuple[InlineCard, ...]:
        try:
            reply = await self._services.pool.call(FindInline(text, _MOST))
        except WorkerError:
            self._services.health.note_error("worker")
            return ()
        return (
            tuple(each for each in reply if isinstance(each, InlineCard))
            if isinstance(reply, tuple)
            else ()
        )


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build the handler of inline queries."""
    typing = _Typing(services)

    async def on_query(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.inline_query is not None:
            await typing.answer(update.inline_query)

    return [InlineQueryHandler(on_query)]


async def _give(
    query: InlineQuery,
    cards: Sequence[InlineCard],
    button: InlineQueryResultsButton | None = None,
) -> None:
    results = {result.id: result for result in map(_result, cards[:_MOST])}
    try:
        await query.answer(
            list(results.values()), cache_time=_CACHE_S, is_personal=True, button=button
        )
    except TelegramError as error:
        # Who types on has no use for the list any more.
        _LOG.info("inline query not answered: %s", error)


def _result(card: InlineCard) -> InlineQueryResultArticle:
    text = card.message.text
    return InlineQueryResultArticle(
        id=sha256(f"{card.title}\n{text}".encode()).hexdigest()[:32],
        title=card.title,
        description=card.description,
        input_message_content=InputTextMessageContent(
            text,
            entities=Letter(card.message).entities,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )
