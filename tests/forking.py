"""The command ``hoiso`` as a process of its own at the cost of a fork, for tests that need hundreds.

A server imports the program once and forks a child for each command; the child is the leader of
a process group, writes to files, and can be told to die at a given step. A step is a change of
what is on the disk: a file opened for writing, made, renamed, linked or removed.

Nothing is opened or indexed in the server itself, so that no thread is lost in a fork.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_STEPS = frozenset(
    ("os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_LEFT_OUT = ("telegram_app", "chart", "evaluation", "worker", "repl")
_LONGEST_S = 60.0
_SETTINGS = {"HOISO_ENGINE": "tantivy"}


def can_mount() -> bool:
    """Tell whether this machine lets a process have mounts of its own."""
    command = [
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        "mount",
        "-t",
        "tmpfs",
        "x",
        "/mnt",
    ]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has ended.

    Attributes:
        status: Its exit status; negative: the signal that killed it.
        seconds: From its start to the call that waited for its end.
        cpu_s: Processor time it took.
        steps: How many it took; 0 where it was not counted.
    """

    status: int
    out: str
    err: str
    seconds: float
    cpu_s: float
    steps: int = 0


class Running:
    """A command that runs."""

    def __init__(self, server: Server, pid: int, folder: Path) -> None:
        self.pid = pid
        self._server = server
        self._folder = folder
        self._begun = time.monotonic()

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to the command and all its children."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def is_over(self) -> bool:
        """Tell whether it has ended by itself; it must still be waited for."""
        state = Path(f"/proc/{self.pid}/stat").read_text()
        return state.rpartition(")")[2].split()[0] == "Z"

    def wait(self) -> Ended:
        """Wait for its end."""
        status, cpu_s = self._server.call("wait", pid=self.pid)
        took = time.monotonic() - self._begun
        out, err = ((self._folder / name).read_text("utf-8") for name in ("out", "err"))
        steps = self._folder / "steps"
        return Ended(status, out, err, took, cpu_s, int(steps.read_text()) if steps.exists() else 0)


class Server:
    """Forks commands; close it at the end."""

    def __init__(self, folder: Path, *, own_mounts: bool = False) -> None:
        """Start it.

        Args:
            folder: What commands print waits here.
            own_mounts: Let ``mount`` work: what is mounted is seen by commands alone.
        """
        self._folder = folder
        apart = ["unshare", "--user", "--map-root-user", "--mount"] if own_mounts else []
        self._process = subprocess.Popen(
            [*apart, sys.executable, __file__],
            env=os.environ
            | {"PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def call(self, what: str, **arguments: Any) -> Any:
        """Do what the server knows."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps({"what": what} | arguments), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def mount(self, *words: object) -> None:
        """Mount something, as ``mount`` takes it."""
        assert self.call("mount", words=["mount", *map(str, words)]) == 0, words

    def unmount(self, path: Path) -> None:
        """Undo a ``mount``."""
        assert self.call("mount", words=["umount", str(path)]) == 0, path

    def inside(self, path: Path) -> Path:
        """Give the path at which the tests see what the commands see at ``path``."""
        return Path(f"/proc/{self._process.pid}/root{path}")

    def start(
        self,
        *words: object,
        env: dict[str, str] | None = None,
        most_bytes: int | None = None,
        die_at: int | None = None,
        count: bool = False,
        clock_s: float = 0,
    ) -> Running:
        """Start a command.

        Args:
            words: What stands behind ``hoiso``.
            env: Settings.
            most_bytes: The most bytes of any file it writes; what is more fails as on a full disk.
            die_at: The step before which it kills itself, from 1.
            count: Count the steps.
            clock_s: How far its clock is ahead.
        """
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        for name in ("out", "err"):
            (folder / name).touch()
        plan = {"words": list(map(str, words)), "folder": str(folder), "env": env or {}}
        more = {"most_bytes": most_bytes, "die_at": die_at, "count": count, "clock_s": clock_s}
        return Running(self, self.call("start", **plan, **more), folder)

    def run(self, *words: object, **options: Any) -> Ended:
        """Run a command to its end; takes what ``start`` takes."""
        return self.start(*words, **options).wait()

    def close(self) -> None:
        """End the server."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def _serve() -> None:
    for line in sys.stdin:
        plan = json.loads(line)
        if plan["what"] == "wait":
            _, status, used = os.wait4(plan["pid"], 0)
            cpu_s = used.ru_utime + used.ru_stime
            print(json.dumps([os.waitstatus_to_exitcode(status), cpu_s]), flush=True)
        elif plan["what"] == "mount":
            done = subprocess.run(plan["words"], check=False)
            print(done.returncode, flush=True)
        else:
            pid = os.fork()
            if pid == 0:
                _run(plan)
            with suppress(PermissionError, ProcessLookupError):
                os.setpgid(pid, pid)
            print(pid, flush=True)


def _run(plan: dict[str, Any]) -> None:
    """Be the command; never comes back."""
    import index.lookup.sink
    from bot.__main__ import main

    with suppress(PermissionError):
        os.setpgid(0, 0)
    folder = Path(plan["folder"])
    for descriptor, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT), descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(folder)
    # With the indexes beside the store, which so few observations would go without.
    index.lookup.sink.FEWEST = 1
    os.environ |= _SETTINGS | plan["env"]
    signal.alarm(int(_LONGEST_S))
    if plan["most_bytes"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (plan["most_bytes"],) * 2)
    _move_clock(plan["clock_s"])
    counter = _Counter(plan["die_at"]) if plan["die_at"] or plan["count"] else None
    status = 70
    try:
        status = main(plan["words"])
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 71
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        if counter is not None:
            counter.active = False
            (folder / "steps").write_text(str(counter.steps))
        os._exit(status)


def _move_clock(seconds: float) -> None:
    def later(now: Callable[[], Any], scale: int) -> Callable[[], Any]:
        return lambda: now() + int(seconds * scale)

    time.time = later(time.time, 1)
    time.time_ns = later(time.time_ns, 1_000_000_000)


class _Counter:
    """Counts steps, and kills the process before the wanted one."""

    def __init__(self, die_at: int | None) -> None:
        self.steps, self.active, self._die_at = 0, True, die_at
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.active or not _is_step(event, arguments):
            return
        self.steps += 1
        if self.steps == self._die_at:
            os.killpg(0, signal.SIGKILL)


def _is_step(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        return bool((arguments[2] or 0) & _WRITING) and arguments[0] != os.devnull
    return event in _STEPS or event.startswith("sqlite3.connect")


def _warm() -> None:
    """Import what commands import, and load the tables that every command loads."""
    import bot
    import extract
    import index

    for package in (extract, index, bot):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__") and not set(_LEFT_OUT) & set(
                module.name.split(".")
            ):
                importlib.import_module(module.name)
    from extract.article import parse_article
    from extract.observe import read_observations
    from index.passages.segment import words_of

    sentence = "Tỷ lệ hộ nghèo của tỉnh Hà Giang năm 2023 là 9,5%."
    read_observations(parse_article("a.txt", f"Tin\nNgày 05/03/2024\n\n{sentence}\n"))
    words_of(sentence)


if __name__ == "__main__":
    _warm()
    _serve()
