"""A job that the bot's end cut short -> a message that says so, at the next start."""

from __future__ import annotations

import asyncio

from bot.card.models import Card
from bot.card.rich import plain
from bot.telegram_app.admin.jobs import Kind, running_job
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.services import Services
from index.generation import current_number_or_zero

_CUT_SHORT = "Bị cắt ngang vì bot dừng đột ngột."
_LOOK_AGAIN = "Lần trước bot dừng khi đang xem có gì thay đổi; hãy gửi /reindex lần nữa."
_INDEX_AGAIN = (
    "Lần trước bot dừng đột ngột khi đang dựng chỉ mục. Đang dùng chỉ mục số {number}, nguyên vẹn. "
    "Gửi /reindex để xem còn gì chưa vào chỉ mục."
)


# Both the start and an early command may want to report.
_ONE_AT_A_TIME = asyncio.Lock()


async def report_cut_short(services: Services) -> None:
    """Tell the admin whose job was cut short, and which generation is in use; once."""
    async with _ONE_AT_A_TIME:
        job = services.state.jobs.current()
        if job is None or running_job(services) is not None:
            return
        number = await asyncio.to_thread(current_number_or_zero, services.settings.data)
        services.audit.write(job.user_id, "", job.kind, "cut short", f"chỉ mục số {number}")
        key = f"cut{job.at:.3f}"
        if job.message_id is not None:
            card = Card((plain(_CUT_SHORT),))
            await services.courier.revise(
                job.chat_id, job.message_id, card, key=f"{key}/old", owner=job.user_id
            )
        words = _LOOK_AGAIN if job.kind == Kind.LOOK else _INDEX_AGAIN.format(number=number)
        await services.courier.say(Address(job.chat_id), words, key=key)
        services.state.jobs.end()
