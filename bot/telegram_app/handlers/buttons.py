"""A tap on a button -> what the button means, once it is sure that the tap may do it.

A button carries nothing but ``1:<board>:<number>``; what it does is looked up, never read from
the tap. A tap is acknowledged before the work, since Telegram gives up on one after a while.
"""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MaybeInaccessibleMessage,
    Message,
    Update,
)
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from bot.card.models import Action, Verb
from bot.telegram_app.admin.press import press
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.handlers.drawing import read_chart
from bot.telegram_app.handlers.questions import Asking, answer
from bot.telegram_app.handlers.showing import Showable, is_on_page, show, turn_page
from bot.telegram_app.services import Services
from bot.telegram_app.state.boards import Board
from bot.telegram_app.state.models import LoggedAnswer
from bot.worker.messages import ShowChart, ShowFigure, ShowList, ShowPassage

_LOG = logging.getLogger(__name__)
_DATA = re.compile(r"1:([0-9A-Za-z]{10}):([0-9]{1,2})")
_DEAD = "Nút này không còn dùng được, bạn hỏi lại nhé."
_NOT_YOURS = "Nút này dành cho người đã hỏi. Bạn tự hỏi nhé, tôi trả lời ngay."
_ADMINS_ONLY = "Chỉ quản trị viên dùng được nút này."
_EXPIRED = "Nút này đã hết hạn, bạn làm lại từ đầu nhé."
_USED = "Nút này đã được bấm rồi."
_THANKS, _TAKEN_BACK = "Cảm ơn bạn.", "Đã bỏ đánh giá."
_DRAWN = "Biểu đồ đã được gửi ngay dưới câu trả lời này."
_TICK = "✓"

_LISTS = (Verb.INDICATORS, Verb.PLACES, Verb.OF_INDICATOR, Verb.OF_PLACE, Verb.SOURCES)
_ONCE = (
    Verb.REINDEX,
    Verb.ROLLBACK,
    Verb.PUBLISH,
    Verb.DISCARD,
    Verb.APPROVE,
    Verb.REFUSE,
)
_ADMINS = (*_ONCE, Verb.CANCEL)


@dataclass(frozen=True, slots=True)
class _Tap:
    """A tap that may do what its button means."""

    key: str
    query: CallbackQuery
    message: MaybeInaccessibleMessage
    board: Board
    number: int

    @property
    def action(self) -> Action:
        return self.board.actions[self.number]

    @property
    def user_id(self) -> int:
        return self.query.from_user.id

    @property
    def to(self) -> Address:
        message = self.message
        thread = None
        if isinstance(message, Message) and message.is_topic_message:
            thread = message.message_thread_id
        return Address(message.chat.id, message.message_id, thread)


class _RefusedError(Exception):
    """A tap that does nothing; the message is for the user."""


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build the handler of all buttons."""

    async def on_tap(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        try:
            tap = _read_tap(services, f"u{update.update_id}", query)
        except _RefusedError as refused:
            await _acknowledge(query, str(refused), alert=True)
            return
        await _act(services, update, tap)

    return [CallbackQueryHandler(on_tap)]


def _read_tap(services: Services, key: str, query: CallbackQuery) -> _Tap:
    match = _DATA.fullmatch(query.data or "")
    message, user_id = query.message, query.from_user.id
    board = services.state.boards.get(match[1]) if match else None
    if match is None or message is None or board is None or board.chat_id != message.chat.id:
        raise _RefusedError(_DEAD)
    number = int(match[2])
    if number >= len(board.actions):
        raise _RefusedError(_DEAD)
    action = board.actions[number]
    if action.verb in _ADMINS and not services.access.is_admin(user_id):
        name = query.from_user.full_name
        services.audit.write(user_id, name, action.verb, "refused", "button")
        raise _RefusedError(_ADMINS_ONLY)
    if not board.shared and board.user_id != user_id:
        raise _RefusedError(_NOT_YOURS)
    if board.expires_at is not None and board.expires_at < time.time():
        raise _RefusedError(_EXPIRED)
    if action.verb in _ONCE and not services.state.boards.take(board.id, number):
        raise _RefusedError(_USED)
    return _Tap(key, query, message, board, number)


async def _act(services: Services, update: Update, tap: _Tap) -> None:
    match tap.action:
        case Action(Verb.ASK, (question,)):
            await _acknowledge(tap.query)
            await _ask(services, tap, question)
        case Action(Verb.RATE, ("up" | "down" as mark,)):
            await _rate(services, tap, mark)
        case Action(Verb.DISMISS):
            # So that a tap on its way finds them used.
            services.state.boards.take(tap.board.id)
            await _acknowledge(tap.query)
            await _set_buttons(tap.query, None)
        case Action(verb) if verb in _ADMINS:
            await _acknowledge(tap.query)
            await press(services, update, tap.action, tap.board)
        case Action(Verb.CHART, args):
            await _draw(services, tap, read_chart(args))
        case action:
            await _show(services, tap, _request_of(action))


async def _ask(services: Services, tap: _Tap, question: str) -> None:
    chat_id, user_id, card_id = tap.to.chat_id, tap.user_id, tap.message.message_id
    asking = Asking(tap.key, tap.to, user_id, card_id, question, shared=tap.board.shared)
    await answer(services, asking)
    # Asked in the context of its card, but remembered in the order of taps: where its answer is.
    turns = services.state.turns
    answered = services.state.answers.message_of(chat_id, card_id)
    if answered is not None and turns.text_of(chat_id, user_id, card_id) == question:
        turns.forget_message(chat_id, user_id, card_id)
        turns.add(chat_id, user_id, answered, question)


async def _show(services: Services, tap: _Tap, request: Showable | None) -> None:
    if request is None:
        await _acknowledge(tap.query, _DEAD, alert=True)
        return
    await _acknowledge(tap.query)
    owner, shared = tap.board.user_id, tap.board.shared
    if isinstance(request, ShowList) or is_on_page(tap.action.args):
        message_id = tap.message.message_id
        await turn_page(services, tap.key, tap.to, message_id, request, owner=owner, shared=shared)
    else:
        await show(services, tap.key, tap.to, request, owner=tap.user_id, shared=shared)
        if isinstance(request, ShowFigure):
            _log_figure(services, tap, request)


async def _draw(services: Services, tap: _Tap, request: ShowChart | None) -> None:
    if request is None:
        await _acknowledge(tap.query, _DEAD, alert=True)
        return
    # All taps on one button want one picture.
    once = f"{tap.board.id}/{tap.number}"
    if await services.courier.is_shown(once):
        await _acknowledge(tap.query, _DRAWN)
        return
    await _acknowledge(tap.query)
    await services.courier.uploading_photo(tap.to)
    owner, shared = tap.user_id, tap.board.shared
    await show(services, tap.key, tap.to, request, owner=owner, shared=shared, once=once)


def _log_figure(services: Services, tap: _Tap, figure: ShowFigure) -> None:
    # What was shown can be rated, as an answer can.
    services.state.answers.log(
        services.state.boards.id_of(tap.key),
        tap.board.chat_id,
        tap.user_id,
        (),
        figure.indicator,
        "answered",
        None,
        services.pool.generation,
    )


def _request_of(action: Action) -> Showable | None:
    match action:
        case Action(Verb.FIGURE, (article, start, indicator)) if start.isdecimal():
            return ShowFigure(article, int(start), indicator)
        case Action(Verb.PASSAGE, (article, paragraph, *_)) if paragraph.isdecimal():
            return ShowPassage(article, int(paragraph))
        case Action(verb, args) if verb in _LISTS:
            return ShowList(verb, args)
    return None


async def _rate(services: Services, tap: _Tap, mark: str) -> None:
    answers, board = services.state.answers, tap.board
    before = answers.get(board.id)
    answers.rate(board.id, tap.user_id, mark)
    # A judgement that changes no count has been given already.
    taken_back = before is not None and _counts(before) == _counts(answers.get(board.id))
    if taken_back:
        answers.rate(board.id, tap.user_id, None)
    await _acknowledge(tap.query, _TAKEN_BACK if taken_back else _THANKS)
    if isinstance(tap.message, Message) and tap.message.reply_markup is not None:
        redrawn = _with_counts(tap.message.reply_markup, board, _counts(answers.get(board.id)))
        await _set_buttons(tap.query, redrawn)


def _counts(logged: LoggedAnswer | None) -> dict[str, int]:
    return {"up": logged.ups, "down": logged.downs} if logged else {}


def _with_counts(
    shown: InlineKeyboardMarkup, board: Board, counts: dict[str, int]
) -> InlineKeyboardMarkup:
    marks = {
        f"1:{board.id}:{number}": action.args[0]
        for number, action in enumerate(board.actions)
        if action.verb is Verb.RATE
    }

    def redrawn(button: InlineKeyboardButton) -> InlineKeyboardButton:
        if button.callback_data not in marks:
            return button
        face, count = button.text.split(" ")[0], counts.get(marks[button.callback_data], 0)
        tick = str(count) if board.shared else _TICK
        label = f"{face} {tick}" if count else face
        return InlineKeyboardButton(label, callback_data=button.callback_data)

    return InlineKeyboardMarkup([[redrawn(each) for each in row] for row in shown.inline_keyboard])


async def _set_buttons(query: CallbackQuery, buttons: InlineKeyboardMarkup | None) -> None:
    try:
        await query.edit_message_reply_markup(buttons)
    except TelegramError as error:
        # The message was deleted, or looks like this already.
        _LOG.info("buttons not redrawn: %s", error)


async def _acknowledge(
    query: CallbackQuery, text: str | None = None, *, alert: bool = False
) -> None:
    try:
        await query.answer(text, show_alert=alert)
    except TelegramError as error:
        # It is too old; what it asked for comes as a message all the same.
        _LOG.info("tap not acknowledged: %s", error)
