"""Spoils articles, questions and documents for as long as asked, and keeps what breaks a reader.

    python tests/fuzz.py --minutes 60 --keep FOLDER [--seed N] [--only CHECK ...]
    python tests/fuzz.py --again FILE

Each finding is a file of JSON in the folder: the check, the seed, the text made as short as it
can be with the same fault. A worker does the reading; where it hangs or dies, that is a finding
too, and another goes on behind that seed. Exit status 1 tells that something was found.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random

import psutil
from nasty import ROOT, Nasty
from papers import CHECKS as PAPERS
from papers import spoiled
from readers import CHECKS, check_talk

CURRENT = "current.json"
HANGS_S = 60.0
# Processor time for reading a text four times.
SLOW_S, LETTERS_A_SECOND = 3.0, 4_000
MEMORY = 3 << 30
TRIES, SHORTEN_S = 2_000, 20.0
SEPARATOR = "\x1e"

Case = tuple[str, str]

_TABLES = {
    "sources": (ROOT / "seeds" / "sources.toml").read_text("utf-8"),
    "table": """[[indicator]]
id = "so_xe_dien"
name = "số xe điện"
unit = ["xe"]
aliases = ["xe chạy điện", "ô tô điện"]
""",
}


def talk(text: str) -> None:
    """Check a conversation, written with a separator between its turns."""
    check_talk(text.split(SEPARATOR))


ALL: dict[str, Callable[[str], None]] = {**CHECKS, **PAPERS, "talk": talk}


def make_cases(seed: int) -> list[Case]:
    """Make a case for every check that a seed has a turn for."""
    random = Random(seed)
    nasty = Nasty(random)
    text = random.choice((nasty.heap, nasty.sentence, nasty.sentence))()
    written = text.encode(errors="ignore").decode()
    cases = [(name, written) for name in ("canonical", "mentions", "cut", "words", "sentence")]
    cases += [("question", nasty.question()), ("question", text), ("search", text)]
    cases.append(("talk", SEPARATOR.join(nasty.question() for _ in range(random.randint(2, 5)))))
    if seed % 4 == 0:
        cases.append(("article", nasty.article().encode(errors="ignore").decode()))
        cases += [(name, spoiled(name, nasty)) for name in PAPERS]
        cases += [(name, nasty.mutate(text)) for name, text in _TABLES.items()]
    if seed % 50 == 0:
        again = nasty.again().encode(errors="ignore").decode()
        cases += [
            (name, again) for name in ("canonical", "mentions", "cut", "sentence", "question")
        ]
    return cases


def fault_of(check: str, text: str) -> str | None:
    """Tell what goes wrong with a case, in a form that is the same for the same fault."""
    began = time.process_time()
    try:
        ALL[check](text)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{check}-{type(error).__name__}-{Path(place.filename).stem}-{place.lineno}"
    if time.process_time() - began > SLOW_S + len(text) / LETTERS_A_SECOND:
        return f"{check}-slow"
    return None


def shortened(check: str, text: str, fault: str) -> str:
    """Leave out of a text whatever is not needed for its fault."""
    until, tries = time.monotonic() + SHORTEN_S, TRIES
    size = max(len(text) // 2, 1)
    while size and tries > 0 and time.monotonic() < until:
        start, before = 0, len(text)
        while start < len(text) and tries > 0 and time.monotonic() < until:
            tries -= 1
            shorter = text[:start] + text[start + size :]
            if fault_of(check, shorter) == fault:
                text = shorter
            else:
                start += size
        if len(text) == before:
            size //= 2
    return text


def save(folder: Path, fault: str, seed: int, case: Case) -> None:
    """Keep a finding; of the slow ones several, for they may be slow for several reasons."""
    name = f"{fault}-{seed % 1000:03}" if fault.endswith("-slow") else fault
    path = folder / f"{name}.json"
    if path.exists():
        return
    check, text = case
    path.write_text(json.dumps({"check": check, "seed": seed, "text": text}), "utf-8")
    text = shortened(check, text, fault)
    path.write_text(json.dumps({"check": check, "seed": seed, "text": text}), "utf-8")
    print(f"{fault} (seed {seed}): {text[:200]!r}", flush=True)


def work(folder: Path, seed: int, only: frozenset[str]) -> None:
    """Check one seed after the other; never ends by itself."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    current = folder / CURRENT
    while True:
        for case in make_cases(seed):
            check, text = case
            if only and check not in only:
                continue
            current.write_text(json.dumps({"check": check, "seed": seed, "text": text}), "utf-8")
            fault = fault_of(check, text)
            if fault is not None:
                save(folder, fault, seed, case)
        seed += 1


def watch(folder: Path, seed: int, minutes: float, only: list[str]) -> int:
    """Keep a worker at work for so long; gives the number of findings."""
    folder.mkdir(parents=True, exist_ok=True)
    current, end = folder / CURRENT, time.monotonic() + 60 * minutes
    began = seed
    while time.monotonic() < end:
        current.unlink(missing_ok=True)
        words = ("--work", "--seed", str(seed), "--keep", str(folder), "--only", *only)
        with subprocess.Popen((sys.executable, __file__, *words)) as worker:
            ended = _wait(worker, current, end)
            worker.kill()
        if not current.exists():
            break
        kept = json.loads(current.read_text("utf-8"))
        seed = kept["seed"] + 1
        if ended:
            current.rename(folder / f"{ended}-{kept['check']}-{kept['seed']}.json")
    current.unlink(missing_ok=True)
    found = sorted(path.stem for path in folder.glob("*.json"))
    print(f"{seed - began} seeds, {len(found)} findings", *found, sep="\n")
    return len(found)


def _wait(worker: subprocess.Popen[bytes], current: Path, end: float) -> str:
    """Wait for a worker to die or hang, or for the end of the run."""
    case, began = 0, 0.0
    while time.monotonic() < end:
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.wait(5)
            return "death"
        with contextlib.suppress(FileNotFoundError, psutil.NoSuchProcess):
            # Its processor time: a busy machine makes any case take long by the clock.
            used = sum(psutil.Process(worker.pid).cpu_times()[:2])
            if current.stat().st_mtime_ns != case:
                case, began = current.stat().st_mtime_ns, used
            elif used - began > HANGS_S:
                return "hang"
    return ""


def main() -> int:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz"))
    parser.add_argument("--only", nargs="*", default=[], choices=sorted(ALL))
    parser.add_argument("--again", type=Path)
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("PYTHONHASHSEED", "0")
    if options.again:
        kept = json.loads(options.again.read_text("utf-8"))
        ALL[kept["check"]](kept["text"])
        return 0
    if options.work:
        work(options.keep, options.seed, frozenset(options.only))
    return int(watch(options.keep, options.seed, options.minutes, options.only) > 0)


if __name__ == "__main__":
    sys.exit(main())
