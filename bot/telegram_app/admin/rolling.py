"""The button that goes back to the generation of the index before the one in use."""

from __future__ import annotations

import asyncio

from bot.telegram_app.admin.jobs import running_job
from bot.telegram_app.admin.tapping import Tapped
from bot.telegram_app.services import Services
from bot.worker.client import WorkerError
from index.errors import IndexingError
from index.generation import current_number_or_zero, rollback

_OLD = "Nút này đã cũ: đang dùng chỉ mục số {current}, không phải số {number}."
_BUSY = "Đang dựng chỉ mục; xong rồi hãy trở về bản trước."
_DONE = (
    "Đã trở về: đang dùng chỉ mục số {current}. Các bài nguồn còn nguyên; "
    "gửi /reindex thì dựng lại từ các bài ấy."
)
_NOT_OPENED = "Đã trở về chỉ mục số {current} nhưng chưa mở được: {reason}"


async def roll_back(services: Services, tapped: Tapped, number: str) -> None:
    """Go back, where the button's generation is still the one in use.

    Args:
        services: The parts of the bot.
        tapped: The tap.
        number: The generation on the button.
    """
    sentence, outcome = await _try(services, number)
    services.audit.write(
        tapped.admin.id, tapped.name, "rollback", outcome, f"từ chỉ mục số {number}"
    )
    await services.courier.say(tapped.to, sentence, key=tapped.key)


async def _try(services: Services, number: str) -> tuple[str, str]:
    data = services.settings.data
    if running_job(services) is not None:
        return _BUSY, "failed"
    current = await asyncio.to_thread(current_number_or_zero, data)
    if str(current) != number:
        return _OLD.format(current=current, number=number), "failed"
    try:
        path = await asyncio.to_thread(rollback, data)
    except IndexingError as error:
        return str(error), "failed"
    try:
        await services.pool.switch()
    except WorkerError as error:
        return _NOT_OPENED.format(current=int(path.stem), reason=error), "failed"
    return _DONE.format(current=int(path.stem)), "done"
