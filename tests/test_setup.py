import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def locked(name):
    """Versions by project name; a project can be locked twice, by Python version."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE), text


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash_and_no_address(name):
    packages, text = locked(name)
    entries = re.split(r"\n(?=\S)", text)
    pinned = [entry for entry in entries if "==" in entry.splitlines()[0]]
    assert len(pinned) == len(packages)
    assert all("--hash=sha256:" in entry for entry in pinned)
    assert "://" not in text
    assert "--index-url" not in text


@pytest.mark.parametrize(
    ("name", "extras"), [("requirements.lock", ()), ("requirements-dev.lock", ("dev",))]
)
def test_the_locks_hold_what_the_project_asks_for_and_what_builds_it(name, extras):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for extra in extras:
        wanted += project["project"]["optional-dependencies"][extra]
    names = {package for package, _ in locked(name)[0]}
    assert {re.match(r"[A-Za-z0-9-]+", entry)[0].lower() for entry in wanted} <= names


def test_running_and_testing_use_the_same_versions():
    assert set(locked("requirements.lock")[0]) <= set(locked("requirements-dev.lock")[0])


@pytest.fixture
def clone(tmp_path):
    for name in ("Makefile", "pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def make(folder, *words):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *words],
        cwd=folder,
        env=environment | {"LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_an_old_interpreter_is_refused_with_advice(clone):
    old = clone / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    done = make(clone, f"PYTHON={old}", "run")
    assert done.returncode != 0
    assert "3.11" in done.stderr
    assert not (clone / ".venv").exists()


@pytest.mark.parametrize(("target", "lock"), [("run", LOCKS[0]), ("test", LOCKS[1])])
def test_the_first_time_installs_the_locked_packages_and_the_project(clone, target, lock):
    plan = make(clone, "--dry-run", target).stdout
    assert f"--require-hashes -r {lock}" in plan
    assert "--no-deps --no-build-isolation --no-index -e ." in plan


@pytest.mark.parametrize("target", ["run", "test"])
def test_the_second_time_installs_nothing_until_a_lock_changes(clone, target):
    plan = make(clone, "--dry-run", target).stdout
    binaries = clone / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").touch()
    for stamp in re.findall(r"\.venv/ready-to-\w+-\d+", plan):
        (clone / stamp).touch()
    assert "pip install" not in make(clone, "--dry-run", target).stdout
    for lock in LOCKS:
        with (clone / lock).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
    assert "pip install" in make(clone, "--dry-run", target).stdout


def test_what_is_tested_is_ready_to_run(clone):
    plan = make(clone, "--dry-run", "test").stdout
    assert re.search(r"touch .*ready-to-test-\d+ .*ready-to-run-\d+", plan)


def test_the_checks_of_a_change_can_be_started():
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    text = run.read_text(encoding="utf-8")
    for step in ("make test", "ruff check", "ruff format --check", "mypy"):
        assert step in text


def test_the_licence_is_there_in_full():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
