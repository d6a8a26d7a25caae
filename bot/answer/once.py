"""A value of an object that is found once, when it is first asked for.

``once`` is ``functools.cached_property``, which before Python 3.12 takes a lock each time; of a question
some hundred observations are asked several things.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # Checked as what it stands for.
    from functools import cached_property as once
else:

    class once:  # noqa: N801
        """Keeps what a method gives among the object's own attributes; for one thread at a time."""

        def __init__(self, find: Callable[[Any], Any]) -> None:
            """Wrap a method."""
            self._find = find
            self._name = find.__name__
            self.__doc__ = find.__doc__

        def __get__(self, owner: Any, kind: type | None = None) -> Any:
            if owner is None:
                return self
            value = owner.__dict__[self._name] = self._find(owner)
            return value


__all__ = ["once"]
