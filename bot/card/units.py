"""Positions in a text counted in UTF-16 units, in which Telegram counts."""

from __future__ import annotations

import unicodedata

_SIZE = 2
_ENCODING = "utf-16-le"
_LONGEST_CLUSTER = 16
_JOINER = "\u200d"


def units(text: str) -> int:
    """Count the UTF-16 units of a text."""
    return len(text) + sum(letter > "\uffff" for letter in text)


class Units:
    """A text to be sliced by UTF-16 units; it must hold no lone half of a surrogate pair."""

    def __init__(self, text: str) -> None:
        """Encode a text once."""
        self._bytes = text.encode(_ENCODING)
        self.length = len(self._bytes) // _SIZE

    def text(self, start: int, end: int) -> str:
        """Give the text between two positions that are borders of letters."""
        return self._bytes[start * _SIZE : end * _SIZE].decode(_ENCODING)

    def last(self, mark: str, start: int, end: int) -> int:
        """Find the last ``mark`` that lies between two positions; -1 where there is none.

        Returns:
            The position behind the mark.
        """
        wanted = mark.encode(_ENCODING)
        found = self._bytes.rfind(wanted, start * _SIZE, end * _SIZE)
        while found % _SIZE and found > 0:
            found = self._bytes.rfind(wanted, start * _SIZE, found + len(wanted) - 1)
        return -1 if found < 0 else found // _SIZE + len(mark)

    def border(self, near: int, start: int) -> int:
        """Find where to cut at ``near`` or a little before it, behind ``start``.

        Between the halves of a pair never, inside a letter with its marks only where it has
        more of them than any real one.
        """
        near = min(near, self.length)
        for position in range(near, max(start, near - _LONGEST_CLUSTER), -1):
            if self._is_border(position) and not self._is_inside_cluster(position):
                return position
        return near if self._is_border(near) else near - 1

    def _is_border(self, position: int) -> bool:
        return not 0 < position < self.length or not 0xDC00 <= self._unit(position) <= 0xDFFF

    def _is_inside_cluster(self, position: int) -> bool:
        if not 0 < position < self.length:
            return False
        wide = 0xD800 <= self._unit(position) <= 0xDBFF
        letter = self.text(position, position + (2 if wide else 1))
        before = chr(self._unit(position - 1))
        return unicodedata.category(letter)[0] == "M" or _JOINER in (letter, before)

    def _unit(self, position: int) -> int:
        return int.from_bytes(self._bytes[position * _SIZE : position * _SIZE + _SIZE], "little")
