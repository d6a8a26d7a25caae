"""The button that stops the run that is going on."""

from __future__ import annotations

from bot.telegram_app.admin.jobs import Stop, running_job
from bot.telegram_app.admin.tapping import Tapped
from bot.telegram_app.services import Services

_NOTHING = "Không có việc nào đang chạy."


async def cancel(services: Services, tapped: Tapped) -> None:
    """Stop the run; its message then says so."""
    job = running_job(services)
    if job is None or job.message_id != tapped.message_id:
        await services.courier.say(tapped.to, _NOTHING, key=tapped.key)
        return
    if job.stop is None:
        services.audit.write(tapped.admin.id, tapped.name, job.kind, "cancel asked")
        job.ask_to_stop(Stop.CANCELLED)
