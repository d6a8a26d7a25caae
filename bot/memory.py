"""The values of the keys used last; what was used longest ago is forgotten."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

_K = TypeVar("_K")
_T = TypeVar("_T")


class Memory(OrderedDict[_K, _T], Generic[_K, _T]):
    """The values of the keys used last."""

    def __init__(self, most: int) -> None:
        """Remember so many values at most."""
        super().__init__()
        self._most = most

    def recall(self, key: _K) -> _T | None:
        """Give a value, and know it as just used; ``None`` where there is none."""
        if key not in self:
            return None
        self.move_to_end(key)
        return self[key]

    def keep(self, key: _K, value: _T) -> None:
        """Keep a value, and forget what was used longest ago where it is one too many."""
        self[key] = value
        self.move_to_end(key)
        while len(self) > self._most:
            self.popitem(last=False)

    def made(self, key: _K, make: Callable[[], _T]) -> _T:
        """Give a value, made now where it is not remembered."""
        found = self.recall(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found
