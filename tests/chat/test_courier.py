"""Messages arrive once: whenever the process dies, and whatever becomes of the requests."""

from __future__ import annotations

from pathlib import Path

import pytest
import smallserver as small
from courierworld import (
    GROUP,
    TEXTS,
    USER,
    Scenario,
    World,
    check,
    dies,
    send_answer,
    send_answer_late,
    send_long,
    send_long_late,
    send_plain_late,
)

# python-telegram-bot warns of itself where it makes its error of a 429.
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after")

# After a restart an answer may be there at once, or not.
REPLAYS = [
    (send_answer, send_answer),
    (send_answer_late, send_answer_late),
    (send_answer_late, send_answer),
    (send_plain_late, send_plain_late),
    (send_long, send_long),
    (send_long_late, send_long_late),
    (send_long_late, send_long),
]


@pytest.mark.parametrize(("first", "again"), REPLAYS)
@pytest.mark.parametrize("chat_id", [USER, GROUP])
@pytest.mark.parametrize("unheard", [0, 2])
async def test_a_bot_killed_at_any_moment_answers_once(
    folder: Path, first: Scenario, again: Scenario, chat_id: int, unheard: int
) -> None:
    for point in range(1, 500):
        world = World(folder / str(point))
        world.server.unheard = unheard
        to = world.ask(chat_id)
        died = await dies(world, to, first, point)
        check(world, to, TEXTS[first], await again(world.courier, to))
        world.state.close()
        if not died:
            assert point > 8
            return
    raise AssertionError("it never came to its end")


@pytest.mark.parametrize("scenario", [send_answer, send_answer_late])
async def test_a_bot_killed_again_while_it_recovers_answers_once(
    folder: Path, scenario: Scenario
) -> None:
    number = 0
    for point in range(1, 60):
        for second in range(1, 60):
            number += 1
            world = World(folder / str(number))
            to = world.ask(USER)
            died = await dies(world, to, scenario, point)
            died_again = died and await dies(world, to, scenario, second)
            check(world, to, TEXTS[scenario], await scenario(world.courier, to))
            world.state.close()
            if not died_again:
                break
        if not died:
            return
    raise AssertionError("it never came to its end")


@pytest.mark.parametrize("scenario", TEXTS)
@pytest.mark.parametrize(
    "fault",
    [
        small.cut_before,
        small.cut_after,
        small.too_slow,
        small.unreachable,
        small.garbage,
        small.refuse(502, "Bad Gateway"),
        small.refuse(401, "Unauthorized"),
        small.refuse(429, "Too Many Requests: retry after 3", retry_after=3),
    ],
)
async def test_a_fault_of_the_network_neither_loses_nor_doubles(
    folder: Path, scenario: Scenario, fault: small.Fault
) -> None:
    for before in range(6):
        for times in (1, 2):
            world = World(folder / f"{before}-{times}")
            to = world.ask(USER)
            world.server.faults = [None] * before + [fault] * times
            check(world, to, TEXTS[scenario], await scenario(world.courier, to))
            world.state.close()


async def test_a_kill_while_the_network_fails_neither_loses_nor_doubles(folder: Path) -> None:
    for point in range(1, 200):
        world = World(folder / str(point))
        to = world.ask(GROUP)
        world.server.faults = [small.cut_after, small.cut_before, None, small.cut_after]
        died = await dies(world, to, send_long_late, point)
        world.server.faults = [small.cut_after]
        check(world, to, TEXTS[send_long], await send_long(world.courier, to))
        world.state.close()
        if not died:
            return
    raise AssertionError("it never came to its end")
