"""How much memory a process uses."""

from __future__ import annotations

import os
from pathlib import Path


def memory_mb(pid: int) -> int:
    """Tell the resident memory of a process; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/statm").read_text("ascii").split()
    except OSError:
        return 0
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20
