"""What cuts passages into words in tests of the processes that read; they must load it."""

from __future__ import annotations

import os
import signal
import time


def cut(text: str) -> list[str]:
    """Cut a passage into words, where it does not end the process or keep it for ever."""
    if "chết" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "ngủ" in text:
        time.sleep(999)
    if "hỏng" in text:
        raise KeyError(text)
    return text.split()
