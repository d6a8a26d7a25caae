"""One bot a machine: the second one is told so, instead of taking the first one's updates.

The lock is the kernel's, so it goes with the process however that ends.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from pathlib import Path

from bot.telegram_app.errors import AlreadyRunning


def hold_locks(folder: Path, token: str) -> list[int]:
    """Take the lock of a state folder and that of a token.

    Args:
        folder: Of the bot's state; it is there.
        token: Two bots with one token take each other's updates, whatever their folders.

    Returns:
        Descriptors that hold the locks as long as they are open.

    Raises:
        AlreadyRunning: Another bot on this machine uses the folder or the token.
    """
    digest = hashlib.sha256(token.encode()).hexdigest()[:16]
    names = (folder / "lock", Path(tempfile.gettempdir(), f"hoiso-{os.getuid()}-{digest}.lock"))
    held: list[int] = []
    for name in names:
        try:
            descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            # A disk that is full or read-only is told elsewhere; the other lock still guards.
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            for other in (*held, descriptor):
                os.close(other)
            raise AlreadyRunning(
                "Một bot Hỏi số khác đang chạy trên máy này với cùng mã hoặc cùng thư mục dữ liệu "
                f"({folder}). Hãy dừng nó trước (ví dụ: systemctl stop hoiso), rồi chạy lại."
            ) from error
        held.append(descriptor)
    return held
