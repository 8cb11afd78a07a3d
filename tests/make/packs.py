"""Makers of broken packs: each takes the folder of a sound one and breaks it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from courses.pack.parts import BrokenPack
from courses.pack.reading import read
from tests.make.courses import course_yml, write_pack

Break = Callable[[Path], object]


def faults_of(folder: Path) -> list[str]:
    """Every fault of a pack, as it is printed."""
    with pytest.raises(BrokenPack) as caught:
        read(folder)
    return [str(fault) for fault in caught.value.faults]


def yml(**changes: Any) -> Break:
    """Other values in course.yml."""
    return lambda folder: write_pack(folder, **changes)


def module(**changes: Any) -> Break:
    """Other values of the second module."""
    first, second = course_yml()["modules"]
    return yml(modules=[first, second | changes])


def replace(name: str, old: str, new: str, times: int = -1) -> Break:
    """Other words in a file."""

    def break_it(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, times), "utf-8")

    return break_it


def write(name: str, content: str | bytes) -> Break:
    """Another content of a file."""
    content = content if isinstance(content, bytes) else content.encode()
    return lambda folder: (folder / name).write_bytes(content)
