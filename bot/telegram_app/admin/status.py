"""``/status``: whether the bot hears, answers and has what it needs, short enough for a phone."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes

from bot.card.models import Card, RichText, Style
from bot.card.rich import concat, join, split_rich, styled
from bot.render.phrase import duration_words
from bot.telegram_app.admin.difference import day_words, short, thousands
from bot.telegram_app.admin.people import short_name
from bot.telegram_app.admin.refusals import Order, order_handler
from bot.telegram_app.handlers.commands import names_of
from bot.telegram_app.services import Services
from bot.worker.client import WorkerError
from bot.worker.memory import memory_mb
from bot.worker.messages import GiveState, IndexState
from index.errors import IndexingError
from index.generation import current_path
from index.store import Store
from index.tables import TableState, report_table

_LITTLE_MB = 200
_MOST_ACTS, _LONGEST_FAULT = 3, 300
# What the audit log says, in words; what is not here is shown as it is.
_ACTS = {
    "approve": "duyệt người",
    "command": "lệnh quản trị",
    "discard": "bỏ tệp",
    "feedback": "lấy phản hồi",
    "look": "xem trước",
    "publish": "thêm bài",
    "refuse": "từ chối người",
    "register": "xin quyền",
    "reindex": "dựng chỉ mục",
    "rollback": "trở về bản trước",
    "upload": "gửi tệp",
}
_OUTCOMES = {
    "asked": "yêu cầu",
    "cancel asked": "yêu cầu hủy",
    "cancelled": "đã hủy",
    "confirmed": "xác nhận",
    "cut short": "bị cắt ngang",
    "done": "xong",
    "failed": "không xong",
    "received": "đã nhận",
    "refused": "bị từ chối",
    "stopped": "dừng theo bot",
}


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build the handler of ``/status``."""

    async def tell(services: Services, order: Order, _: ContextTypes.DEFAULT_TYPE) -> None:
        text = join("\n", await _lines(services))
        card = Card(split_rich(text))
        await services.courier.deliver(order.key, order.to, card, owner=order.user.id)

    return [order_handler(services, names_of("status"), tell)]


def ago(seconds: float) -> str:
    """Write how long ago something was: "3 giây trước"."""
    return f"{duration_words(seconds)} trước"


async def _lines(services: Services) -> list[RichText]:
    now = time.time()
    health, state = services.health, services.state
    # The message that asks is not handled yet either.
    waiting = max(0, state.inbox.pending() - 1)
    lines = [
        *await _index_lines(services),
        *await asyncio.to_thread(_stored_lines, services),
        _row("Nghe Telegram", _heard(services, now)),
        _row("Hàng đợi", f"{thousands(waiting)} tin"),
        _row("Đã trả lời", f"{thousands(health.answered)} câu từ lúc chạy"),
        _row("Lỗi", _errors(health.errors)),
        _row("Bộ nhớ", _memory(services)),
        _row("Người dùng", _users(services)),
        _row("Chạy được", f"{duration_words(now - health.started)}; phiên bản {_version()}"),
        _row("Lưu trữ", _storage(services)),
    ]
    lines += [_row("Cần biết", short(fault, _LONGEST_FAULT)) for fault in health.faults[-1:]]
    acts = [_act(line, now) for line in services.audit.last(_MOST_ACTS)]
    return [*lines, styled("Việc quản trị gần đây", Style.BOLD), *acts] if acts else lines


def _stored_lines(services: Services) -> list[RichText]:
    try:
        path = current_path(services.settings.data)
        meta = {}
        if path is not None:
            with Store.open(path) as store:
                meta = store.meta()
    except IndexingError:
        return []
    return [*_issue_lines(meta), *_table_lines(services, meta)]


def _issue_lines(meta: Mapping[str, str]) -> list[RichText]:
    loose, refused = (int(meta.get(name, "0")) for name in ("unattached", "refused"))
    files = f", {thousands(refused)} tệp không đọc được" if refused else ""
    where = "; xem bằng hoiso status --issues"
    return [_row("Chưa gắn được", f"{thousands(loose)} con số{files}{where}")] if meta else []


def _table_lines(services: Services, meta: Mapping[str, str]) -> list[RichText]:
    # What is in use is the generation's; here only what an admin must do about the file.
    report = report_table(services.settings.data, meta)
    if report.state is TableState.CHANGED:
        return [_row("Bảng chỉ tiêu", "đã đổi, chưa dùng; gửi /reindex để dùng")]
    if report.fault is not None:
        fault = short(report.fault, _LONGEST_FAULT)
        return [_row("Bảng chỉ tiêu", concat("⚠️ có lỗi, vẫn dùng bảng trước: ", fault))]
    return []


async def _index_lines(services: Services) -> list[RichText]:
    try:
        state = await services.pool.call(GiveState())
    except WorkerError as error:
        return [_row("Chỉ mục", f"không hỏi được: {error}")]
    if not isinstance(state, IndexState):
        return [_row("Chỉ mục", f"số {services.pool.generation}")]
    newest = state.newest
    age = (datetime.now(UTC).date() - date.fromisoformat(newest)).days if newest else None
    return [
        _row("Chỉ mục", f"số {state.generation}"),
        _row(
            "Gồm",
            f"{thousands(state.articles)} bài, {thousands(state.passages)} đoạn, "
            f"{thousands(state.observations)} số liệu",
        ),
        _row("Bài mới nhất", day_words(newest) + (f" ({age} ngày trước)" if newest else "")),
    ]


def _heard(services: Services, now: float) -> str:
    polled = services.health.polled
    heard = ago(now - polled) if polled is not None else "chưa lần nào"
    return f"{heard} ⚠️ không nghe thấy" if services.health.deaf else heard


def _errors(errors: Mapping[str, int]) -> str:
    worst = sorted(errors.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{kind}: {thousands(count)}" for kind, count in worst[:6]) or "không"


def _memory(services: Services) -> str:
    workers = " + ".join(map(str, services.pool.memory_mb())) or "?"
    return f"bot {memory_mb(os.getpid())} MB, trả lời {workers} MB"


def _users(services: Services) -> str:
    users, access = services.state.users, services.access
    who = "ai cũng hỏi được" if access.open_to_all else f"đã duyệt {users.count('approved')}"
    waiting = len(users.waiting())
    return f"{who}, đang chờ {waiting}, quản trị {len(access.admins)}"


def _version() -> str:
    try:
        return version("hoiso")
    except PackageNotFoundError:
        return "không rõ"


def _storage(services: Services) -> str:
    kept = "⚠️ chỉ trong bộ nhớ" if services.state.in_memory else "tệp trạng thái tốt"
    with suppress(OSError):
        free = shutil.disk_usage(services.folder).free // 1_000_000
        return f"{kept}; đĩa còn {thousands(free)} MB{' ⚠️' if free < _LITTLE_MB else ''}"
    return kept


def _act(line: Mapping[str, object], now: float) -> RichText:
    when = ""
    with suppress(ValueError):
        when = ago(now - datetime.fromisoformat(str(line.get("at"))).timestamp())
    act, outcome = str(line.get("act")), str(line.get("outcome"))
    name = line.get("name")
    who = short_name(str(name)) if name else f"số {line.get('user')}"
    what = f"{_ACTS.get(act, act)}, {_OUTCOMES.get(outcome, outcome)} {line.get('detail') or ''}"
    return concat(f"· {when}, {who}: ", short(what))


def _row(what: str, value: str | RichText) -> RichText:
    return concat(styled(f"{what}:", Style.BOLD), " ", value)
