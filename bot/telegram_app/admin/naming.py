"""The name a file was sent under -> the name it is kept under, which can do no harm."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from extract.formats import SUFFIXES, UNSEEN

_MOST_BYTES = 120
# Not allowed on Windows; "/" and "\" part a path, and only its last part counts.
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_HIDDEN = re.compile(r"^(?:[. ]|~\$)+")
_PARTS = re.compile(r"[/\\]")
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)


def has_suffix(name: str) -> bool:
    """Tell whether a file is called as an article must be."""
    return _split(name)[1] != ""


def safe_name(name: str) -> str | None:
    """Make a file name safe on every system; Vietnamese letters stay.

    Args:
        name: As sent: maybe a path, maybe with letters that nobody sees.

    Returns:
        At most 120 bytes, composed letters, ending in the suffix it was sent with, in small
        letters; ``None`` where nothing else of the name is left.
    """
    stem, suffix = _split(name)
    stem = _trimmed(_FORBIDDEN.sub("_", stem))
    if stem.split(".", 1)[0].rstrip().casefold() in _DEVICES:
        stem = f"_{stem}"
    room = _MOST_BYTES - len(suffix)
    stem = _trimmed(stem.encode()[:room].decode(errors="ignore"))
    return stem + suffix if stem else None


def same_name(one: str, other: str) -> bool:
    """Tell whether two names look alike, however their letters are composed."""
    return _folded(one) == _folded(other)


def _split(name: str) -> tuple[str, str]:
    """Part a name from its suffix; that is ``""`` where it is not an article's."""
    last = _last_part(name)
    for suffix in SUFFIXES:
        if last.casefold().endswith(suffix):
            return last[: -len(suffix)], suffix
    return last, ""


def _last_part(name: str) -> str:
    last = _PARTS.split(name)[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _trimmed(stem: str) -> str:
    # A name that begins so is hidden, or Word's own lock, and would not be read.
    return _HIDDEN.sub("", stem).rstrip(". ")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", PurePath(name).name).casefold()
