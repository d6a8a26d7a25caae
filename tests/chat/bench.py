"""Measure the bot as its users meet it: ``.venv/bin/python tests/chat/bench.py [WHAT...]``.

The real ``hoiso telegram`` talks to the fake server on the loopback, with its own pace lifted
so that the bot is measured and not its limits. Each row is printed as a JSON line, and all of
them as a table at the end. A "greeting" needs no search, so its time is that of everything
but the engine; the "question" rows ask hundreds of different real questions; "engine" is the
desk of a worker alone, in this process.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
from driver import start_fake
from running import SEEDS, Bot, build_index, find_command, start_bot

_PLACES = ("Đồng Tháp", "Cao Bằng", "Hải Dương", "Vĩnh Phúc", "Cần Thơ", "Hà Nội", "tỉnh")
_WORDS = ("tỷ lệ hồ sơ trực tuyến", "bao nhiêu dịch vụ công trực tuyến", "tỷ lệ thanh toán online")
_WHEN = ("", *(f" năm {year}" for year in range(2015, 2025)), "quý I/2022", "tháng 6/2022")
TEXTS = {
    "greeting": ["xin chào"],
    # More than the engine remembers, so that each one is looked up.
    "question": [
        f"{words} {place} {when}{end}"
        for words, place, when, end in itertools.product(_WORDS, _PLACES, _WHEN, ("?", " là mấy?"))
    ],
}
_LIFTED = {"rate": 0, "per_second": 100_000}
_STEPS = 10
Row = dict[str, Any]


class Bench:
    """One run: what was asked for, and the rows so far.

    Attributes:
        rows: As they were printed.
    """

    def __init__(self, options: argparse.Namespace, data: Path) -> None:
        self.rows: list[Row] = []
        self._options = options
        self._data = data
        self._steady = {"rate": options.rate, "seconds": options.seconds}

    def _note(self, **row: Any) -> None:
        self.rows.append(row)
        print(json.dumps(row, ensure_ascii=False), flush=True)

    def _fresh(self) -> Path:
        """Give the data folder without a bot's memory, since a new server numbers anew."""
        shutil.rmtree(self._data / "telegram", ignore_errors=True)
        return self._data

    @asynccontextmanager
    async def _bot(self, *, warm: bool = True) -> AsyncIterator[Bot]:
        """Run a bot against a server of its own.

        Args:
            warm: Ask it some questions first.
        """
        fake = await start_fake()
        try:
            settings = _LIFTED | {"workers": self._options.workers}
            bot = await start_bot(fake, self._fresh(), mode=self._options.mode, **settings)
            try:
                for texts in TEXTS.values() if warm else ():
                    await fake.act("load", users=4, count=40, texts=texts, first=1_000_000)
                yield bot
            finally:
                bot.clear_away()
        finally:
            fake.stop()

    async def _load(self, bot: Bot, name: str, text: str, **plan: Any) -> None:
        """Ask under a plan, and note what came of it and what it took."""
        workers = bot.worker_pids()
        main_s, workers_s = _cpu_of([bot.pid]), _cpu_of(workers)
        told = await bot.fake.act("load", texts=TEXTS[text], **plan)
        answered = max(1, told["answered"])
        self._note(
            name=name,
            text=text,
            mode=self._options.mode,
            **told,
            # What one answer costs, which other programs on the machine hardly change.
            main_ms=round(1000 * (_cpu_of([bot.pid]) - main_s) / answered, 2),
            workers_ms=round(1000 * (_cpu_of(workers) - workers_s) / answered, 2),
            main_mb=round(bot.memory_mb()),
            workers_mb=_memory_of(bot.worker_pids()),
        )

    async def open(self) -> None:
        """Latency at a steady rate of questions."""
        async with self._bot() as bot:
            for text in TEXTS:
                await self._load(bot, f"open {self._options.rate:g}/s", text, **self._steady)

    async def closed(self) -> None:
        """Answers a second where users ask again as soon as they are answered."""
        async with self._bot() as bot:
            for text, users in itertools.product(TEXTS, self._options.users):
                seconds = self._options.seconds
                await self._load(bot, f"closed {users}", text, users=users, seconds=seconds)

    async def start(self) -> None:
        """Seconds from the start of the process to the first poll and answer, and to the end."""
        for _ in range(self._options.repeat):
            async with self._bot(warm=False) as bot:
                begin = bot.started
                polled = time.monotonic()
                await bot.fake.ask(bot.fake.new_person(), TEXTS["question"][0], timeout=60)
                answered = time.monotonic()
                row = {
                    "main_mb": round(bot.memory_mb()),
                    "workers_mb": _memory_of(bot.worker_pids()),
                }
                _, stop_s = await bot.terminate()
            self._note(
                name="start",
                mode=self._options.mode,
                poll_s=round(polled - begin, 2),
                answer_s=round(answered - begin, 2),
                stop_s=round(stop_s, 2),
                **row,
            )

    async def reindex(self) -> None:
        """The steady rate again while the index is built anew, over and over."""
        async with self._bot() as bot:
            await self._load(bot, "idle", "question", **self._steady)
            building = asyncio.create_task(self._build_for_ever())
            await self._load(bot, "during reindex", "question", **self._steady)
            building.cancel()
            with suppress(asyncio.CancelledError):
                await building

    async def _build_for_ever(self) -> None:
        words = ["--data", str(self._data), "reindex", str(SEEDS)]
        # As the bot itself starts it.
        command = ["nice", "-n", "19", *find_command(), *words]
        while True:
            process = await asyncio.create_subprocess_exec(
                *command, stdout=asyncio.subprocess.DEVNULL
            )
            try:
                await process.wait()
            except asyncio.CancelledError:
                process.kill()
                await process.wait()
                raise

    async def flat(self) -> None:
        """Memory over very many updates from very many people."""
        async with self._bot() as bot:
            count = self._options.updates // _STEPS
            for step in range(_STEPS):
                first = 10_000_000 + step * count
                plan = {"users": 16, "count": count, "people": count, "first": first}
                await self._load(bot, f"flat {(step + 1) * count}", "greeting", **plan)

    async def engine(self) -> None:
        """Time the desk of a worker alone, without pipes or a chat around it."""
        from bot.worker.desk import open_desk
        from bot.worker.messages import Ask

        desk = open_desk(self._data, int((self._data / "current").read_text()))
        desk.warm()
        for name, texts in TEXTS.items():
            times = []
            for text in (texts * 500)[: max(500, len(texts))]:
                begin = time.perf_counter()
                desk.meet(Ask((), text))
                times.append(1000 * (time.perf_counter() - begin))
            times.sort()
            p50, p99 = (round(times[int(part * len(times))], 2) for part in (0.5, 0.99))
            self._note(name="engine", text=name, answered=len(times), p50_ms=p50, p99_ms=p99)


def _cpu_of(pids: list[int]) -> float:
    """Give the seconds of processor time that processes have used; those gone count nothing."""
    seconds = 0.0
    for pid in pids:
        with suppress(psutil.NoSuchProcess):
            times = psutil.Process(pid).cpu_times()
            seconds += times.user + times.system
    return seconds


def _memory_of(pids: list[int]) -> list[int]:
    return [round(psutil.Process(pid).memory_info().rss / (1 << 20)) for pid in pids]


def _print_table(rows: list[Row]) -> None:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    cells = [keys] + [[str(row.get(key, "")) for key in keys] for row in rows]
    widths = [max(len(line[n]) for line in cells) for n in range(len(keys))]
    print()
    for line in cells:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join(padded).rstrip())


async def _measure(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if options.data:
            shutil.copytree(options.data, data)
        else:
            build_index(data)
        bench = Bench(options, data)
        for what in options.what:
            await getattr(bench, what)()
    _print_table(bench.rows)


def main() -> None:
    """Measure what the command line names."""
    everything = ["engine", "start", "open", "closed", "reindex"]
    parser = argparse.ArgumentParser(description="measure the Telegram bot on the loopback")
    parser.add_argument(
        "what", nargs="*", default=everything, metavar="WHAT", help=f"{everything} and flat"
    )
    parser.add_argument("--mode", choices=["polling", "webhook"], default="polling")
    parser.add_argument("--seconds", type=float, default=10, help="of each load")
    parser.add_argument("--rate", type=float, default=30, help="questions a second, open loop")
    parser.add_argument("--users", type=int, nargs="+", default=[1, 10, 50, 200])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=3, help="starts")
    parser.add_argument("--updates", type=int, default=100_000, help="of flat")
    parser.add_argument("--data", type=Path, help="a data folder to copy, instead of the seeds")
    options = parser.parse_args()
    if unknown := set(options.what) - {*everything, "flat"}:
        parser.error(f"cannot measure {', '.join(sorted(unknown))}")
    asyncio.run(_measure(options))


if __name__ == "__main__":
    main()
