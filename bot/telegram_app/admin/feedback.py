"""``/phanhoi``: the answers that users found bad, or that found nothing, as gold questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from telegram import Bot, Update
from telegram.error import NetworkError
from telegram.ext import BaseHandler, ContextTypes

from bot.telegram_app.admin.refusals import Order, order_handler
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.handlers.commands import names_of
from bot.telegram_app.services import Services
from bot.telegram_app.state.models import LoggedAnswer

_NOTHING = "Chưa có câu nào bị chê hay không có trả lời."
_NOT_SENT = "Mạng trục trặc nên có thể tệp chưa tới; chưa thấy tệp thì gửi /phanhoi lần nữa."


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build the handler of ``/phanhoi``."""
    return [order_handler(services, names_of("phanhoi"), _send)]


def gold_lines(answers: Sequence[LoggedAnswer]) -> str:
    """Write answers as gold questions that are not judged yet, a JSON line each.

    Nothing in it tells who asked.
    """
    return "".join(json.dumps(_form(one), ensure_ascii=False) + "\n" for one in answers)


def _form(one: LoggedAnswer) -> dict[str, object]:
    turns = [*one.turns, one.text]
    found = (("down", one.downs), ("up", one.ups), ("not_found", one.status == "not_found"))
    return {
        "id": f"chat-{one.board_id}",
        "tags": [tag for tag, count in found if count],
        "turns": turns,
        "expect": [None] * len(turns),
        "status": one.status,
        "reason": one.reason,
        "asked": datetime.fromtimestamp(one.at, UTC).isoformat(timespec="seconds"),
        "generation": one.generation,
    }


async def _send(services: Services, order: Order, context: ContextTypes.DEFAULT_TYPE) -> None:
    answers = services.state.answers.feedback()
    services.audit.write(order.user.id, order.name, "feedback", "done", f"{len(answers)}")
    if not answers:
        await services.courier.say(order.to, _NOTHING, key=order.key)
        return
    try:
        await _send_file(context.bot, order.to, answers)
    except NetworkError:
        # It may have arrived all the same; then the sentence does no harm.
        await services.courier.say(order.to, _NOT_SENT, key=order.key)


async def _send_file(bot: Bot, to: Address, answers: Sequence[LoggedAnswer]) -> None:
    today = datetime.now(UTC).strftime("%Y%m%d")
    down = sum(one.downs > 0 for one in answers)
    unknown = sum(one.status == "not_found" for one in answers)
    await bot.send_document(
        to.chat_id,
        gold_lines(answers).encode(),
        filename=f"phan-hoi-{today}.jsonl",
        caption=f"{len(answers)} câu: {down} câu bị chê, {unknown} câu không có trả lời.",
        reply_to_message_id=to.reply_to,
        message_thread_id=to.thread_id,
        allow_sending_without_reply=True,
    )
