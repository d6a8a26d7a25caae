"""``hoiso telegram``: what must hold before the bot runs, and its exit status.

``run_telegram`` is the entry point.
"""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bot.config import Settings, telegram_folder
from bot.corpus import is_indexed, open_indexed, put_aside
from bot.garbage import look_little
from bot.telegram_app.errors import FAILED, BotStopped
from bot.telegram_app.lock import hold_locks
from bot.telegram_app.redact import set_up_log
from index.errors import IndexingError, StoreCorrupt, StoreMissing

_DONE = 0
_LOG = logging.getLogger(__name__)
_NO_TOKEN = (
    "Chưa có mã của bot. Lấy mã ở @BotFather trên Telegram (lệnh /newbot), rồi đặt "
    "HOISO_TELEGRAM_TOKEN trong môi trường hoặc trong tệp .env."
)
_NO_SECRET = (
    "Có HOISO_TELEGRAM_WEBHOOK_URL thì phải có HOISO_TELEGRAM_WEBHOOK_SECRET "
    "(1 đến 256 chữ cái, chữ số, “_”, “-”), nếu không ai cũng gửi được tin giả cho bot."
)


def run_telegram(settings: Settings, say: Callable[[str], None]) -> int:
    """Run the bot until a signal stops it.

    Args:
        settings: With the token.
        say: Tells the user what is no log line.

    Returns:
        The exit status: 0 stopped by a signal, 1 could not run, 3 another bot is running.
    """
    secrets = [
        secret.get_secret_value()
        for secret in (settings.telegram.token, settings.telegram.webhook_secret)
        if secret is not None
    ]
    set_up_log(settings.log, secrets)
    try:
        token = _checked_token(settings)
        folder = telegram_folder(settings.data)
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            # It holds what people asked.
            folder.chmod(0o700)
        hold_locks(folder, token)
        fault = _make_ready(settings, say)
        # Imported late: a wrong setting is told at once.
        from bot.telegram_app.runner import Runner

        look_little()
        asyncio.run(Runner(settings, folder, token, say, fault).run())
    except BotStopped as error:
        say(str(error))
        return error.status
    except IndexingError as error:
        say(str(error))
        return FAILED
    except Exception:
        # Nobody is there to see it but the log, and that hides the secrets in it.
        _LOG.exception("the bot ended")
        say("Bot dừng vì một lỗi bên trong; chi tiết ở nhật ký ngay trên.")
        return FAILED
    return _DONE


def _checked_token(settings: Settings) -> str:
    if settings.telegram.token is None:
        raise BotStopped(_NO_TOKEN)
    if settings.telegram.webhook_url and settings.telegram.webhook_secret is None:
        raise BotStopped(_NO_SECRET)
    return settings.telegram.token.get_secret_value()


def _make_ready(settings: Settings, say: Callable[[str], None]) -> str | None:
    """See to it that there is an index; gives what the admins should know of it."""
    fault: str | None = None
    sources: tuple[Path, ...] = ()
    if is_indexed(settings.data):
        try:
            open_indexed(settings).close()
            return None
        except (StoreCorrupt, StoreMissing) as error:
            aside, sources = put_aside(settings, error)
            fault = aside.message
            say(fault)
            if not sources:
                return fault
    else:
        say(f"Chưa có chỉ mục trong {settings.data}/. Đang dựng chỉ mục đầu tiên...")
    # In a process of its own, so that the readers' tables do not stay in this one's memory.
    words = ["--data", settings.data, "reindex", *sources]
    command = [sys.executable, "-m", "bot", *map(str, words)]
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
        raise BotStopped("Không dựng được chỉ mục (lý do ở trên).")
    return fault and f"{fault} Đã làm lại xong."
