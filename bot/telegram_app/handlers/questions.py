"""A question in a chat -> the answer's card; an edited question -> the edited card.

``answer`` is what every way of asking leads to: typing, a button, a deep link.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from telegram import Message, Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.card.models import Card
from bot.card.rich import join, plain, split_rich
from bot.telegram_app.addressing import Addressed, address_of, is_group, read_addressed
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.services import Services
from bot.worker.client import TooSlow, WorkerError
from bot.worker.messages import Ask, Told

_SOON_S, _TYPING_S = 1.0, 4.0
_LATE = timedelta(hours=1)
_LONGEST_READ = 2_000
_WORKING = "Đang tra cứu…"
_SORRY_LATE = "Xin lỗi, đến giờ tôi mới nhận được câu hỏi này."
_CUT = "Câu hỏi dài quá, tôi chỉ đọc 2.000 chữ cái đầu."
_TOO_SLOW = (
    "Câu này tra mãi không xong nên tôi dừng lại. "
    "Bạn hỏi ngắn hơn giúp: chỉ tiêu, địa phương, thời gian."
)
_BROKEN = (
    "Có lỗi bên trong nên tôi chưa trả lời được; lỗi đã được ghi lại. Bạn thử lại sau ít phút."
)
_EMPTY = "Bạn muốn hỏi số nào? Ví dụ: /hoi tỷ lệ hộ nghèo của tỉnh năm 2024"
_ONLY_TEXT = "Tôi chỉ đọc được câu hỏi bằng chữ. Bạn gõ câu hỏi giúp nhé."


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on its way.

    Attributes:
        key: Of the update, under which the answer is sent once.
        user_id: Who asks.
        message_id: Of the message that asks; the context is what was asked before it.
        shared: Whether others may use the buttons, too.
        notes: Sentences to stand above the answer.
    """

    key: str
    to: Address
    user_id: int
    message_id: int
    text: str
    shared: bool = False
    notes: tuple[str, ...] = ()


async def answer(services: Services, asking: Asking) -> None:
    """Answer a question with a new message; after a second of work it shows that it works."""
    turns = _turns_before(services, asking)
    work = asyncio.ensure_future(_ask(services, turns, asking.text))
    try:
        await _show_work(services, asking, work)
        told = await work
    finally:
        work.cancel()
    card = _with_notes(told.card, asking.notes)
    sent = await services.courier.deliver(
        asking.key, asking.to, card, owner=asking.user_id, shared=asking.shared
    )
    _keep(services, asking, turns, told, sent)


async def answer_again(services: Services, asking: Asking, message_id: int) -> None:
    """Answer an edited question by editing the answer it had.

    Args:
        services: The parts of the bot.
        asking: The question as it is now.
        message_id: Of the answer.
    """
    turns = _turns_before(services, asking)
    told = await _ask(services, turns, asking.text)
    card = _with_notes(told.card, asking.notes)
    services.state.turns.forget_message(asking.to.chat_id, asking.user_id, asking.message_id)
    sent: int | None = message_id
    if not await services.courier.revise(
        asking.to.chat_id,
        message_id,
        card,
        key=asking.key,
        owner=asking.user_id,
        shared=asking.shared,
    ):
        sent = await services.courier.deliver(
            asking.key, asking.to, card, owner=asking.user_id, shared=asking.shared
        )
    _keep(services, asking, turns, told, sent)


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build the handlers of questions, typed and edited; they come after all commands."""

    async def on_message(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        addressed = _addressed(services, message, context)
        if addressed is None:
            await _explain_other_kinds(services, update, message)
            return
        asking = _asking(update, message, user.id, addressed)
        answered = services.state.answers.message_of(message.chat_id, message.message_id)
        if not addressed.text.strip():
            await services.courier.say(asking.to, _EMPTY, key=asking.key)
        elif update.edited_message is None or answered is None:
            await answer(services, asking)
        elif services.state.turns.text_of(message.chat_id, user.id, message.message_id) != (
            asking.text
        ):
            await answer_again(services, asking, answered)

    every_kind = filters.ALL & (filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE)
    return [MessageHandler(every_kind & ~filters.StatusUpdate.ALL, on_message)]


def _addressed(
    services: Services, message: Message, context: ContextTypes.DEFAULT_TYPE
) -> Addressed | None:
    addressed = read_addressed(message, context.bot.id, services.username)
    if addressed is None or addressed.command is None:
        return addressed
    # A command nobody knows: in a private chat most likely a slip, elsewhere not for us.
    return None if is_group(message) else Addressed(addressed.text or addressed.command)


async def _explain_other_kinds(services: Services, update: Update, message: Message) -> None:
    if not is_group(message) and update.edited_message is None and message.text is None:
        await services.courier.say(address_of(message), _ONLY_TEXT, key=f"u{update.update_id}")


def _asking(update: Update, message: Message, user_id: int, addressed: Addressed) -> Asking:
    notes = []
    asked_at = message.edit_date or message.date
    if datetime.now(UTC) - asked_at > _LATE:
        notes.append(_SORRY_LATE)
    if len(addressed.text) > _LONGEST_READ:
        notes.append(_CUT)
    return Asking(
        key=f"u{update.update_id}",
        to=address_of(message),
        user_id=user_id,
        message_id=message.message_id,
        text=addressed.text[:_LONGEST_READ],
        shared=is_group(message),
        notes=tuple(notes),
    )


def _turns_before(services: Services, asking: Asking) -> tuple[str, ...]:
    return services.state.turns.before(
        asking.to.chat_id,
        asking.user_id,
        asking.message_id,
        within_s=services.settings.telegram.memory_hours * 3600,
    )


async def _ask(services: Services, turns: Sequence[str], text: str) -> Told:
    try:
        told = await services.pool.call(Ask(tuple(turns), text))
    except TooSlow:
        services.health.note_error("too slow")
        return _failed(services, "too_slow", _TOO_SLOW)
    except WorkerError:
        services.health.note_error("worker")
        return _failed(services, "failed", _BROKEN)
    if not isinstance(told, Told):
        services.health.note_error("worker")
        return _failed(services, "failed", _BROKEN)
    return told


def _failed(services: Services, status: str, sentence: str) -> Told:
    card = Card((plain(sentence),))
    return Told(status, None, card, remembered=False, generation=services.pool.generation)


async def _show_work(services: Services, asking: Asking, work: asyncio.Future[Told]) -> None:
    done, _ = await asyncio.wait({work}, timeout=_SOON_S)
    if done:
        return
    await services.courier.typing(asking.to)
    await services.courier.placeholder(asking.key, asking.to, _WORKING)
    while not done:
        done, _ = await asyncio.wait({work}, timeout=_TYPING_S)
        if not done:
            await services.courier.typing(asking.to)


def _with_notes(card: Card, notes: Sequence[str]) -> Card:
    if not notes:
        return card
    first, *rest = card.parts
    return replace(card, parts=(*split_rich(join("\n\n", (*notes, first))), *rest))


def _keep(
    services: Services, asking: Asking, turns: Sequence[str], told: Told, sent: int | None
) -> None:
    state, chat_id, user_id = services.state, asking.to.chat_id, asking.user_id
    services.health.answered += 1
    state.answers.log(
        state.boards.id_of(asking.key),
        chat_id,
        user_id,
        turns,
        asking.text,
        told.status,
        told.reason,
        told.generation,
    )
    if told.remembered:
        state.turns.add(chat_id, user_id, asking.message_id, asking.text)
    if sent is not None:
        state.answers.set_message(chat_id, asking.message_id, sent)
