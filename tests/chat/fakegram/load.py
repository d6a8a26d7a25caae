"""Questions by the thousand, each answer timed."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .chats import Message
from .records import Bounded

_FIRST_PERSON = 5_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """How to ask.

    Attributes:
        texts: Asked in turn; person n always asks the same while there are fewer texts.
        rate: Questions a second, answered or not; 0 to wait for answers instead.
        users: Questions that wait for an answer at any time, where there is no rate.
        seconds: How long to ask.
        count: How many questions to ask, instead of ``seconds``.
        people: Who asks, in turn; many of them keep each one's chat quiet.
        first: The first person's id.
        answer: The one method that answers; empty for any.
        placeholder: Expression of a message that is no answer yet.
        grace: Seconds to wait for the last answers.
    """

    texts: tuple[str, ...] = ("xin chào",)
    rate: float = 0
    users: int = 1
    seconds: float = 0
    count: int = 0
    people: int = 5000
    first: int = _FIRST_PERSON
    answer: str = ""
    placeholder: str = r"…$"
    grace: float = 30


class Load:
    """One run of a plan."""

    def __init__(self, plan: Plan, ask: Callable[[int, str], Message]) -> None:
        self._plan = plan
        self._ask = ask
        self._placeholder = re.compile(plan.placeholder) if plan.placeholder else None
        self._waiting: dict[tuple[int, int], float] = {}
        self._in_chat: dict[int, deque[int]] = defaultdict(deque)
        self._answers: Bounded[tuple[int, int], int] = Bounded(20_000)
        self._latencies: list[float] = []
        self._sent = 0
        self._doubled = 0
        self._begin = self._last = 0.0
        self._done = asyncio.Event()

    async def run(self) -> dict[str, Any]:
        """Ask, wait for the last answers, and tell how it went."""
        plan = self._plan
        self._begin = self._last = time.perf_counter()
        if plan.rate:
            most = plan.count or int(plan.rate * plan.seconds)
            for number in range(most):
                await asyncio.sleep(max(0, self._begin + number / plan.rate - time.perf_counter()))
                self._send()
        else:
            for _ in range(plan.users):
                self._send()
            while not self._is_over():
                await asyncio.sleep(0.02)
        if self._waiting:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._done.wait(), plan.grace)
        return self._report()

    def saw(self, message: Message, method: str) -> None:
        """Take notice of a message of the bot."""
        if self._plan.answer and method != self._plan.answer:
            return
        if self._placeholder and self._placeholder.search(message.get("text", "")):
            return
        key = self._question_of(message)
        if key is None:
            return
        if key not in self._waiting:
            if self._answers.get(key, message["message_id"]) != message["message_id"]:
                self._doubled += 1
            return
        self._last = time.perf_counter()
        self._latencies.append(self._last - self._waiting.pop(key))
        self._answers[key] = message["message_id"]
        self._in_chat[key[0]].remove(key[1])
        if not self._plan.rate and not self._is_over():
            self._send()
        elif not self._waiting and self._is_over():
            self._done.set()

    def _question_of(self, message: Message) -> tuple[int, int] | None:
        chat_id = message["chat"]["id"]
        if "reply_to_message" in message:
            return chat_id, message["reply_to_message"]["message_id"]
        waiting = self._in_chat.get(chat_id)
        return (chat_id, waiting[0]) if waiting else None

    def _is_over(self) -> bool:
        plan = self._plan
        if plan.count or plan.rate:
            return self._sent >= (plan.count or int(plan.rate * plan.seconds))
        return time.perf_counter() - self._begin >= plan.seconds

    def _send(self) -> None:
        plan = self._plan
        person = plan.first + self._sent % plan.people
        text = plan.texts[self._sent % plan.people % len(plan.texts)]
        now = time.perf_counter()
        question = self._ask(person, text)
        self._sent += 1
        self._waiting[person, question["message_id"]] = now
        self._in_chat[person].append(question["message_id"])

    def _report(self) -> dict[str, Any]:
        times = sorted(self._latencies)

        def at(part: float) -> float | None:
            if not times:
                return None
            return round(1000 * times[min(len(times) - 1, int(part * len(times)))], 2)

        return {
            "sent": self._sent,
            "answered": len(times),
            "lost": len(self._waiting),
            "doubled": self._doubled,
            "per_s": round(len(times) / max(1e-9, self._last - self._begin), 1),
            "p50_ms": at(0.5),
            "p95_ms": at(0.95),
            "p99_ms": at(0.99),
            "max_ms": at(1),
        }
