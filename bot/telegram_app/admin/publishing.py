"""The buttons below an upload: take its files among the articles and index them, or drop them."""

from __future__ import annotations

import asyncio

from bot.card.models import Card
from bot.card.rich import plain
from bot.telegram_app.admin.child import Child
from bot.telegram_app.admin.cutshort import report_cut_short
from bot.telegram_app.admin.entries import Upload, load_upload, publish_rows, upload_card
from bot.telegram_app.admin.indexing import run_index
from bot.telegram_app.admin.jobs import Job, Kind, begin_job, busy_words, running_job
from bot.telegram_app.admin.shelf import OLD_S, Publishing, throw_away, upload_folder
from bot.telegram_app.admin.tapping import Tapped
from bot.telegram_app.services import Services

_GONE = "Các tệp này không còn chờ nữa; hãy gửi lại."
_DROPPED = "Đã bỏ; không có gì thay đổi."


async def publish(services: Services, tapped: Tapped, upload_id: str) -> None:
    """Put an upload's files among the articles and index anew."""
    upload = _find(services, tapped, upload_id)
    if upload is None:
        await services.courier.say(tapped.to, _GONE, key=tapped.key)
        return
    await report_cut_short(services)
    busy = running_job(services)
    if busy is not None:
        await services.courier.say(tapped.to, busy_words(busy), key=tapped.key)
        # The tap has used the buttons up.
        await tapped.revise(services, upload_card(upload), expires_s=OLD_S)
        return
    job = Job(
        Kind.PUBLISH,
        tapped.key,
        tapped.admin,
        tapped.to,
        Child(services.settings.data),
        tapped.message_id,
    )
    begin_job(services, job)
    names = [entry.name for entry in upload.wanted]
    services.audit.write(tapped.admin.id, tapped.name, "publish", "asked", ", ".join(names))
    services.spawn(_run(services, job, upload))


async def discard(services: Services, tapped: Tapped, upload_id: str) -> None:
    """Throw an upload away."""
    services.audit.write(tapped.admin.id, tapped.name, "discard", "done", upload_id)
    await _drop(services, upload_id)
    await tapped.revise(services, Card((plain(_DROPPED),)))


async def _run(services: Services, job: Job, upload: Upload) -> None:
    folder = upload_folder(services.folder, upload.id)
    names = [entry.name for entry in upload.wanted]
    publishing = Publishing(services.settings, folder, names)
    if await run_index(services, job, publishing, publish_rows(upload)):
        await _drop(services, upload.id)


def _find(services: Services, tapped: Tapped, upload_id: str) -> Upload | None:
    stored = services.state.uploads.get(upload_id)
    if stored is None or stored.user_id != tapped.admin.id:
        return None
    upload = load_upload(stored.files)
    folder = upload_folder(services.folder, upload.id)
    there = upload.wanted and all((folder / entry.name).is_file() for entry in upload.wanted)
    return upload if there else None


async def _drop(services: Services, upload_id: str) -> None:
    if services.state.uploads.drop(upload_id):
        await asyncio.to_thread(throw_away, services.folder, upload_id)
