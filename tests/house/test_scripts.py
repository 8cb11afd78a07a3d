"""What a stranger types first: scripts that run anywhere, and locks that hold."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = [
    *(path for path in (ROOT / "script").iterdir() if path.is_file() and not path.suffix),
    ROOT / ".ci" / "run",
]
LOCKS = ["requirements", "requirements-dev", "requirements-node"]


def pinned(name: str) -> set[str]:
    """Name and version of each line of a requirements file."""
    lines = (ROOT / name).read_text().splitlines()
    return {re.sub(r"\[.*\]", "", line.split()[0]) for line in lines if "==" in line}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_each_script_is_plain_shell_and_says_what_it_does(script: Path) -> None:
    lines = script.read_text().splitlines()
    assert os.access(script, os.X_OK)
    assert lines[0] == "#!/bin/sh"
    assert lines[1].startswith("# ")
    subprocess.run(["/bin/sh", "-n", str(script)], check=True)  # noqa: S603 - our own script


def test_ci_runs_the_checks_and_the_tests_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line for line in lines if line.startswith("script/")] == ["script/check", "script/test"]


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_asked_for_is_what_is_locked(name: str) -> None:
    assert pinned(f"{name}.in") <= pinned(f"{name}.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_library_has_hashes_and_no_address(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / f"{name}.lock").read_text().strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not [entry for entry in entries if "://" in entry or entry.startswith("-")]


def test_what_serves_is_the_same_in_tests() -> None:
    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")


def test_browser_modules_are_exact_and_have_no_address() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all(re.fullmatch(r"[\d.]+", version) for version in wanted.values())
    assert all(locked[f"node_modules/{name}"]["version"] == one for name, one in wanted.items())
    assert all("resolved" not in package for package in locked.values())
    assert all(package.get("integrity") for name, package in locked.items() if name)
