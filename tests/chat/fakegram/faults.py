"""Failures on purpose, each for some calls and some times."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .refusal import RefusalError, too_many

KINDS = {
    "http": "refused with a code",
    "cut": "the connection ends before anything is done",
    "cut_after": "it is done, and the connection ends before the answer",
    "slow": "it is done late",
    "late": "it is done at once and answered late",
    "garbage": "the answer is no JSON, and nothing is done",
}


@dataclass(slots=True)
class Fault:
    """A failure on purpose.

    Attributes:
        kind: One of ``KINDS``.
        method: What it hits; ``*`` for every method but getUpdates, ``**`` for all.
        times: How often it still strikes; below 0 for ever.
        code: The HTTP status, for ``http``.
        retry_after: In seconds, for a 429.
        description: For ``http``.
        delay: In seconds, for ``slow`` and ``late``.
        contains: Only calls whose parameters hold this text.
        chat: Only calls for this chat.
    """

    kind: str = "http"
    method: str = "*"
    times: int = 1
    code: int = 500
    retry_after: int = 1
    description: str = "Internal Server Error"
    delay: float = 1.0
    contains: str = ""
    chat: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}")

    def hits(self, method: str, params: dict[str, Any]) -> bool:
        """Tell whether a call is one of those that fail."""
        right = method != "getUpdates" if self.method == "*" else self.method in ("**", method)
        if not right or (self.chat is not None and str(params.get("chat_id")) != str(self.chat)):
            return False
        return self.contains in json.dumps(params, default=str, ensure_ascii=False)

    def refusal(self) -> RefusalError:
        """Say what an ``http`` fault answers."""
        if self.code == 429:
            return too_many(self.retry_after)
        return RefusalError(self.code, self.description)


class Faults:
    """The failures that are still to come, first come first."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, **fields: Any) -> None:
        """Plan a failure."""
        self._faults.append(Fault(**fields))

    def clear(self) -> None:
        """Let everything work again."""
        self._faults.clear()

    def strike(self, method: str, params: dict[str, Any]) -> Fault | None:
        """Find the failure of a call and count it."""
        for fault in self._faults:
            if fault.hits(method, params):
                fault.times -= 1
                if fault.times == 0:
                    self._faults.remove(fault)
                return fault
        return None
