"""The state of the index and of the settings, for ``hoiso status``.

``read_status`` is the entry point. A damaged index is a state to report here, no error.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.config import HEALTH_FILE, Settings, origins_of, telegram_folder
from bot.render.forms import Form
from bot.render.phrase import duration_words, one_line
from index.errors import IndexingError, StoreCorrupt, StoreMissing
from index.generation import current_path, find_generations
from index.store import Store
from index.tables import TableState, report_table

_WRITTEN_LATELY_S = 30.0
_REINDEX_TABLE = "hãy chạy “hoiso reindex” để dùng bảng mới"
_VERIFIED = "mọi byte vẫn như khi được ghi"
_ALTERED = (
    "Tệp {path} của chỉ mục không còn như khi được ghi; hãy chạy “hoiso reindex --verify” để cất "
    "bản hỏng đi và dùng lại một bản nguyên vẹn."
)
_ORIGINS = {
    "option": "tùy chọn --data",
    "environment": "biến môi trường",
    ".env": "tệp .env",
    "default": "mặc định",
}


def read_status(
    settings: Settings,
    data: Path | None = None,
    now: Callable[[], float] = time.time,
    *,
    verify: bool = False,
) -> Form:
    """Read the state of everything.

    Args:
        settings: As ``config.load_settings`` gives them.
        data: The data folder given on the command line.
        now: The clock that ages are counted by.
        verify: Whether every byte of the index is compared with what was written.

    Returns:
        A JSON form; ``health`` is ``ok``, ``empty`` (nothing indexed yet) or ``damaged``, and
        ``message`` then says what to do. ``telegram`` is what a bot that runs on this
        folder says of itself, ``None`` where none does.
    """
    form: Form = {"health": "ok", "message": None, "generation": None}
    meta: dict[str, str] = {}
    try:
        path = current_path(settings.data)
        if path is None:
            raise StoreMissing(settings.data)
        with Store.open(path) as store:
            meta = store.meta()
            size = sum(file.size for file in store.manifest.files)
            if verify:
                store.verify()
        form |= _store_form(path, meta, size, now())
        form["verified"] = verify
    except StoreMissing as error:
        form |= {"health": "empty", "message": str(error)}
    except StoreCorrupt as error:
        message = _ALTERED.format(path=error.path) if verify and meta else str(error)
        form |= {"health": "damaged", "message": message}
    except IndexingError as error:
        form |= {"health": "damaged", "message": str(error)}
    form["generations"] = find_generations(settings.data)
    form["indicators"] = _indicators_form(settings.data, meta)
    form["telegram"] = _telegram_form(settings.data, now())
    form["settings"] = [
        {"key": o.key, "value": o.value, "origin": o.origin} for o in origins_of(settings, data)
    ]
    return form


def status_rows(status: Form) -> list[tuple[str, str, str]]:
    """Write the state as rows: what, its value, and a remark."""
    rows = []
    if status["health"] == "ok":
        kept = ", ".join(map(str, status["generations"]))
        rows += [
            ("chỉ mục", f"số {status['generation']}", f"còn giữ: {kept}"),
            ("bài", str(status["articles"]), f"{status['passages']} đoạn"),
            ("số liệu", str(status["observations"]), ""),
            _issues_row(status),
            ("nguồn", ", ".join(map(one_line, status["sources"])), ""),
            ("tuổi", duration_words(status["age_s"]), status["indexed"]),
            ("cỡ", f"{status['size'] / 1024:,.0f} KB".replace(",", "."), status["file"]),
        ]
    health = {"ok": "tốt", "empty": "chưa có chỉ mục", "damaged": "hỏng"}[status["health"]]
    remark = _VERIFIED if status["health"] == "ok" and status["verified"] else ""
    rows.append(("sức khỏe", health, status["message"] or remark))
    rows += _indicator_rows(status["indicators"])
    if status["telegram"]:
        rows.append(_telegram_row(status["telegram"]))
    rows += [(s["key"], s["value"], _ORIGINS[s["origin"]]) for s in status["settings"]]
    return rows


def _issues_row(status: Form) -> tuple[str, str, str]:
    remark = f"{status['refused']} tệp không đọc được; xem “hoiso status --issues”"
    return "chưa gắn được", f"{status['unattached']} con số", remark


def _store_form(path: Path, meta: dict[str, str], size: int, now: float) -> Form:
    facts = path.stat()
    return {
        "generation": int(path.name),
        "file": str(path),
        "articles": int(meta["articles"]),
        "passages": int(meta["passages"]),
        "observations": int(meta["observations"]),
        "unattached": int(meta["unattached"]),
        "refused": int(meta["refused"]),
        "sources": json.loads(meta.get("sources", "[]")),
        "indexed": datetime.fromtimestamp(facts.st_mtime, UTC).isoformat(timespec="seconds"),
        "age_s": max(0, round(now - facts.st_mtime)),
        "size": size,
    }


def _indicators_form(data: Path, meta: dict[str, str]) -> Form:
    report = report_table(data, meta)
    catalogue = report.catalogue
    return {
        "built_in": len(catalogue.indicators) - len(catalogue.added),
        "added": len(catalogue.added),
        "extended": len(catalogue.touched),
        "phrases_added": catalogue.phrases_added,
        "file": str(report.path),
        "state": report.state.value,
        "message": report.fault,
    }


def _indicator_rows(indicators: Form) -> list[tuple[str, str, str]]:
    count = f"{indicators['built_in']} có sẵn, {indicators['added']} thêm"
    more = f"{indicators['extended']} có sẵn được thêm tên, {indicators['phrases_added']} cụm thêm"
    rows = [("chỉ tiêu", count, "" if indicators["state"] == TableState.NONE else more)]
    if indicators["state"] == TableState.CHANGED:
        rows.append(("bảng chỉ tiêu", "đã đổi, chưa dùng", _REINDEX_TABLE))
    if indicators["state"] == TableState.BROKEN:
        rows.append(("bảng chỉ tiêu", "có lỗi, vẫn dùng bảng trước", indicators["message"]))
    return rows


def _telegram_form(data: Path, now: float) -> Form | None:
    try:
        form = json.loads((telegram_folder(data) / HEALTH_FILE).read_text("utf-8"))
        written = float(form["at"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
    # A bot writes every few seconds; what is older was left by one that has ended.
    return form if now - written < _WRITTEN_LATELY_S else None


def _telegram_row(telegram: Form) -> tuple[str, str, str]:
    heard = telegram["polled"]
    age = duration_words(telegram["at"] - heard) if heard else None
    health = "không nghe được Telegram" if telegram["deaf"] else "đang chạy"
    return "telegram", health, f"nghe lần cuối {age} trước" if age else "chưa nghe lần nào"
