"""What reads articles, as one hash: where it has changed, everything is read again."""

from __future__ import annotations

import hashlib
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = ("extract",)
_MODULES = ("index/build/reading.py", "index/passages/segment.py", "index/passages/words.py")
_LEFT_OUT = (".pyc", ".typed")


def reader_fingerprint() -> str:
    """Hash the code and the tables that make articles, observations and words of files."""
    paths = [_ROOT / module for module in _MODULES]
    for folder in _FOLDERS:
        paths += (path for path in (_ROOT / folder).rglob("*.*") if path.is_file())
    whole = hashlib.sha256()
    for path in sorted(paths):
        if path.suffix not in _LEFT_OUT:
            content = hashlib.sha256(path.read_bytes()).digest()
            whole.update(str(path.relative_to(_ROOT)).encode() + b"\0" + content)
    return whole.hexdigest()
