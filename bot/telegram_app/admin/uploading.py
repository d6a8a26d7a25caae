"""A document from an admin -> what it would bring, with buttons that publish it or drop it.

Documents of one album are one upload: one message, revised as each arrives. Nothing is
fetched that is not wanted, and nothing is among the articles before an admin has said so.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

from telegram import Bot, Document, Message, Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.card.models import Card
from bot.telegram_app.addressing import address_of, is_group
from bot.telegram_app.admin.entries import (
    Entry,
    Upload,
    dump_upload,
    entry_of,
    load_upload,
    refused,
    upload_card,
)
from bot.telegram_app.admin.fetching import NotFetched, fetch, reason_against_size
from bot.telegram_app.admin.jobs import running_job
from bot.telegram_app.admin.naming import has_suffix, safe_name
from bot.telegram_app.admin.people import key_of, name_of
from bot.telegram_app.admin.refusals import Order, order_handler
from bot.telegram_app.admin.shelf import (
    MOST_BYTES,
    OLD_S,
    find_configured,
    find_old,
    throw_away,
    upload_folder,
)
from bot.telegram_app.delivery.courier import Address
from bot.telegram_app.handlers.commands import names_of
from bot.telegram_app.services import Services
from bot.worker.client import WorkerError
from bot.worker.messages import CheckArticle, Checked, Refused
from extract.formats import OTHER_DOCUMENTS, SUFFIX_LIST, reason_against_suffix, suffix_of

_ACCEPTED = (
    f"Chỉ nhận bài viết là tệp {SUFFIX_LIST}, không quá {MOST_BYTES // 1_000_000} MB mỗi tệp"
)
_HOW_TO = (
    "Gửi bài viết vào đây dưới dạng tệp (nút kẹp giấy › Tệp), một hoặc nhiều tệp một lần. "
    f"{_ACCEPTED}.\n"
    "Bot đọc thử và cho xem sẽ có gì mới; chưa bấm “Thêm vào chỉ mục” thì chưa có gì thay đổi. "
    "Tệp trùng tên với bài đã tải lên trước thì thay bài ấy. Không bấm gì thì sau 24 giờ tệp bị bỏ."
)
_ONLY_ADMINS = "Chỉ người quản trị gửi được bài viết. Bạn cứ gõ câu hỏi, tôi trả lời ngay."
_NO_NAME = "tên tệp không dùng được; hãy đổi tên tệp rồi gửi lại"
_CONFIGURED = (
    "nguồn của máy chủ đã có bài tên này ({path}); hãy đổi tên tệp, hoặc thay chính tệp ấy trên "
    "máy chủ rồi gửi /reindex"
)
_NOTICE_EVERY_S = 3600.0


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build the handlers of ``/tailen`` and of documents."""

    async def on_document(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, user = update.message, update.effective_user
        if message is None or user is None or message.document is None or is_group(message):
            return
        if services.access.is_admin(user.id):
            await _receive(services, update, message, message.document, context.bot)
        else:
            await _refuse(services, update, message)

    new = filters.UpdateType.MESSAGE & filters.Document.ALL
    return [
        order_handler(services, names_of("tailen"), _explain),
        MessageHandler(new, on_document),
    ]


async def clean_uploads(services: Services) -> None:
    """Throw uploads away that nobody has confirmed within a day."""
    if running_job(services) is not None:
        # It may be publishing one; the next time is soon enough.
        return
    before = time.time() - OLD_S
    kept = {upload.id for upload in services.state.uploads.all() if upload.at < before}
    for upload in kept.union(await asyncio.to_thread(find_old, services.folder)):
        services.state.uploads.drop(upload)
        await asyncio.to_thread(throw_away, services.folder, upload)


async def _explain(services: Services, order: Order, _: ContextTypes.DEFAULT_TYPE) -> None:
    await services.courier.say(order.to, _HOW_TO, key=order.key)


async def _refuse(services: Services, update: Update, message: Message) -> None:
    user = update.effective_user
    if user is None:
        return
    services.audit.write(user.id, name_of(user), "upload", "refused")
    if services.state.users.may_notice(user.id, "upload", _NOTICE_EVERY_S):
        await services.courier.say(address_of(message), _ONLY_ADMINS, key=key_of(update))


async def _receive(
    services: Services, update: Update, message: Message, document: Document, bot: Bot
) -> None:
    user = update.effective_user
    if user is None:
        return
    group = message.media_group_id
    upload_id = f"u{update.update_id}" if group is None else _album_id(message.chat_id, group)
    entry = await _examine(services, upload_id, document, bot)
    outcome = "received" if entry.reason is None else "refused"
    services.audit.write(user.id, name_of(user), "upload", outcome, entry.name)
    before = _find(services, upload_id) or Upload(upload_id, user.id, message.chat_id)
    await _show(services, before.with_entry(entry), key_of(update), address_of(message))


def _find(services: Services, upload_id: str) -> Upload | None:
    stored = services.state.uploads.get(upload_id)
    return load_upload(stored.files) if stored is not None else None


async def _show(services: Services, upload: Upload, key: str, to: Address) -> None:
    """Show an upload in its message, or in a new one, and keep it."""
    _keep(services, upload)
    card = upload_card(upload)
    message_id = upload.message_id
    if message_id is None or not await _revise(services, upload, key, card):
        message_id = await services.courier.deliver(
            key, to, card, owner=upload.user_id, expires_s=OLD_S
        )
        _keep(services, replace(upload, message_id=message_id))


async def _revise(services: Services, upload: Upload, key: str, card: Card) -> bool:
    assert upload.message_id is not None
    return await services.courier.revise(
        upload.chat_id,
        upload.message_id,
        card,
        key=f"{key}/revised",
        owner=upload.user_id,
        expires_s=OLD_S,
    )


def _keep(services: Services, upload: Upload) -> None:
    services.state.uploads.put(upload.id, upload.user_id, dump_upload(upload))


async def _examine(services: Services, upload_id: str, document: Document, bot: Bot) -> Entry:
    """Find out about a document, fetching it only where it may be an article."""
    sent_as = document.file_name or ""
    if not has_suffix(sent_as):
        known = reason_against_suffix(sent_as) if suffix_of(sent_as) in OTHER_DOCUMENTS else None
        return refused(sent_as or "(không tên)", [known or _ACCEPTED])
    name = safe_name(sent_as)
    if name is None:
        return refused(sent_as, [_NO_NAME])
    too_large = reason_against_size(document)
    if too_large is not None:
        return refused(name, [too_large])
    configured = await asyncio.to_thread(find_configured, services.settings, name)
    if configured is not None:
        return refused(name, [_CONFIGURED.format(path=configured)])
    path = upload_folder(services.folder, upload_id) / name
    try:
        await fetch(bot, document, path)
        reply = await services.pool.call(CheckArticle(path.resolve(), name))
    except (NotFetched, WorkerError) as error:
        reply = Refused(str(error))
    entry = (
        entry_of(reply, sent_as if sent_as != name else None)
        if isinstance(reply, Checked)
        else refused(name, [reply.reason] if isinstance(reply, Refused) else [])
    )
    if not entry.wanted:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return entry


def _album_id(chat_id: int, group: str) -> str:
    return "g" + sha256(f"{chat_id} {group}".encode()).hexdigest()[:16]
