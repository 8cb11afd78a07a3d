"""Poppler's programs, which read a PDF back."""

import shutil
import subprocess
from pathlib import Path


def run(program: str, *words: str | Path) -> str:
    """What the program prints."""
    path = shutil.which(program)
    assert path, f"{program} is missing: script/setup --tests brings it"
    done = subprocess.run([path, *words], capture_output=True, check=True)  # noqa: S603 - our own words
    return done.stdout.decode()
