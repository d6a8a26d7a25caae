"""Chats are paced apart from each other, and in all."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import defaultdict
from collections.abc import Awaitable, Callable

import pytest
from telegram.error import BadRequest, RetryAfter

from bot.telegram_app.delivery.limiter import ChatLimiter

# python-telegram-bot warns of itself where it makes its error of a 429.
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after")

ALICE, BOB, GROUP = 11, 22, -33


class Clock:
    """Time that passes only where everyone waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    async def sleep(self, seconds: float) -> None:
        waiter = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._order), waiter))
        await waiter

    async def run(self, *work: Awaitable[object]) -> list[object]:
        """Let time pass until all work is done."""
        done = asyncio.gather(*work)
        while not done.done():
            for _ in range(50):
                await asyncio.sleep(0)
            if self._sleepers and not done.done():
                at, _, waiter = heapq.heappop(self._sleepers)
                self.now = max(self.now, at)
                if not waiter.done():
                    waiter.set_result(None)
        return done.result()


class Post:
    """Requests through a limiter, and when each went out."""

    def __init__(self, **settings: float) -> None:
        self.clock = Clock()
        self.limiter = ChatLimiter(
            **settings,  # type: ignore[arg-type]
            clock=lambda: self.clock.now,
            sleep=self.clock.sleep,
        )
        self.times: dict[int, list[float]] = defaultdict(list)
        self.texts: dict[int, list[str]] = defaultdict(list)
        self.refusal: Callable[[int], None] = lambda chat_id: None

    async def send(
        self,
        chat_id: int,
        text: str = "",
        method: str = "sendMessage",
        retries: int | None = None,
    ) -> None:
        async def request() -> bool:
            self.refusal(chat_id)
            self.times[chat_id].append(self.clock.now)
            self.texts[chat_id].append(text)
            return True

        data = {"chat_id": chat_id, "text": text}
        await self.limiter.process_request(request, (), {}, method, data, retries)


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(begin <= each < begin + seconds for each in times) for begin in times)


async def test_twelve_at_once_in_one_chat_all_go_out_in_order_and_nobody_else_waits() -> None:
    post = Post()
    texts = [str(number) for number in range(12)]
    await post.clock.run(*(post.send(ALICE, text) for text in texts), post.send(BOB))
    assert post.texts[ALICE] == texts
    assert most_within(post.times[ALICE], 3) == 3
    assert post.times[ALICE][-1] == 9
    assert post.times[BOB] == [0]


async def test_a_group_is_given_18_a_minute() -> None:
    post = Post()
    await post.clock.run(*(post.send(GROUP) for _ in range(40)))
    assert most_within(post.times[GROUP], 60) == 18
    assert post.times[GROUP][-1] == 120


async def test_all_chats_together_are_given_their_number_a_second() -> None:
    post = Post(per_second=10)
    await post.clock.run(*(post.send(chat) for chat in range(1, 36)))
    times = sorted(each for times in post.times.values() for each in times)
    assert len(times) == 35
    assert most_within(times, 1) == 10
    assert times[-1] == 3


async def test_too_many_requests_stop_one_chat_only() -> None:
    post = Post()
    told = False

    def refusal(chat_id: int) -> None:
        nonlocal told
        if chat_id == ALICE and not told:
            told = True
            raise RetryAfter(30)

    post.refusal = refusal
    await post.clock.run(post.send(ALICE, "a"), post.send(ALICE, "b"), post.send(BOB))
    assert post.times[BOB] == [0]
    assert all(each > 30 for each in post.times[ALICE])
    assert sorted(post.texts[ALICE]) == ["a", "b"]


async def test_a_chat_that_has_to_wait_holds_back_all_its_later_messages() -> None:
    post = Post()
    until = 60.0

    def refusal(chat_id: int) -> None:
        if chat_id == ALICE and post.clock.now < until:
            raise RetryAfter(int(until - post.clock.now))

    post.refusal = refusal
    first = asyncio.ensure_future(post.clock.run(post.send(ALICE, "a")))
    await asyncio.sleep(0)
    await post.clock.run(post.send(ALICE, "b"), post.send(BOB))
    await first
    assert all(each >= until for each in post.times[ALICE])
    assert len(post.times[ALICE]) == 2
    assert post.times[BOB][0] < 1


async def test_a_request_can_say_how_often_it_is_sent_again() -> None:
    post = Post()
    calls = []

    def refusal(chat_id: int) -> None:
        calls.append(chat_id)
        raise RetryAfter(1)

    post.refusal = refusal
    with pytest.raises(RetryAfter):
        await post.clock.run(post.send(ALICE, retries=0))
    assert len(calls) == 1
    with pytest.raises(RetryAfter):
        await post.clock.run(post.send(ALICE, retries=2))
    assert len(calls) == 4


@pytest.mark.parametrize(
    "method", ["answerCallbackQuery", "answerInlineQuery", "sendChatAction", "getChat", "getMe"]
)
async def test_what_puts_nothing_into_a_chat_is_not_paced(method: str) -> None:
    post = Post(per_second=1)
    await post.clock.run(*(post.send(ALICE, method=method) for _ in range(100)))
    assert post.times[ALICE] == [0] * 100


@pytest.mark.parametrize("method", ["sendDocument", "editMessageText", "deleteMessage"])
async def test_what_changes_a_chat_is_paced(method: str) -> None:
    post = Post()
    await post.clock.run(*(post.send(ALICE, method=method) for _ in range(4)))
    assert post.times[ALICE] == [0, 0, 0, 3]


async def test_what_telegram_refused_does_not_count_in_its_chat() -> None:
    post = Post()

    def refusal(chat_id: int) -> None:
        raise BadRequest("message to edit not found")

    post.refusal = refusal
    for _ in range(10):
        with pytest.raises(BadRequest):
            await post.clock.run(post.send(ALICE, method="editMessageText"))
    post.refusal = lambda chat_id: None
    await post.clock.run(post.send(ALICE))
    assert post.times[ALICE] == [0]


async def test_chats_that_are_idle_are_forgotten() -> None:
    post = Post(per_second=1_000_000)
    for day in range(20):
        await post.clock.run(*(post.send(chat) for chat in range(1 + 300 * day, 301 + 300 * day)))
        post.clock.now += 86_400
    assert post.limiter.chats <= 600


async def test_a_chat_that_has_to_wait_is_not_forgotten() -> None:
    post = Post(per_second=1_000_000)

    def refusal(chat_id: int) -> None:
        raise RetryAfter(1000)

    post.refusal = refusal
    with pytest.raises(RetryAfter):
        await post.clock.run(post.send(ALICE, retries=0))
    post.refusal = lambda chat_id: None
    post.clock.now += 10
    await post.clock.run(*(post.send(chat) for chat in range(100, 500)))
    await post.clock.run(post.send(ALICE))
    assert post.times[ALICE][0] > 1000


async def test_a_request_that_is_cancelled_lets_the_next_one_go() -> None:
    post = Post()
    await post.clock.run(*(post.send(ALICE) for _ in range(3)))
    waiting = asyncio.ensure_future(post.send(ALICE, "never"))
    await asyncio.sleep(0)
    waiting.cancel()
    await post.clock.run(post.send(ALICE, "next"))
    assert post.texts[ALICE][-1] == "next"
    assert "never" not in post.texts[ALICE]
