"""What the parts of script/bench share: the place where they measure, and a figure.

A part is a module in script/bench_parts/ with `measure(place: Place) -> Iterator[Figure]`.
"""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from portal.app import create_app
from portal.ground.settings import Settings

ROOT = Path(__file__).parent.parent
NIRAPOD = ROOT / ".venv" / "bin" / "nirapod"


@dataclass(frozen=True)
class Figure:
    """One measured number; `limit` is what it must not pass, or reach where `at_least`."""

    what: str
    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the limit is kept."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclass
class Place:
    """A portal of our own with sample data, in a folder that is thrown away afterwards."""

    data: Path
    # Empty for SQLite in that folder.
    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which `nirapod` means this portal."""
        given = {name: value for name, value in os.environ.items() if "NIRAPOD" not in name}
        own = {"ENV": "development", "DATA": str(self.data), "DATABASE_URL": self.database_url}
        return given | {f"NIRAPOD_{name}": value for name, value in own.items()}

    def nirapod(self, *words: str) -> str:
        """Run a command of the portal; what it printed."""
        command = [str(NIRAPOD), *words]
        done = subprocess.run(  # noqa: S603 - our own program
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"nirapod {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    @cached_property
    def app(self) -> Flask:
        """The portal in this process."""
        own = Settings(env="development", data=self.data, database_url=self.database_url)
        return create_app(own.completed())

    def client(self) -> FlaskClient:
        """A visitor."""
        return self.app.test_client()

    @contextmanager
    def queries(self) -> Iterator[list[str]]:
        """The SQL that is run meanwhile."""
        said: list[str] = []

        def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            said.append(statement)

        engine = self.app.extensions["database"]
        event.listen(engine, "before_cursor_execute", listen)
        yield said
        event.remove(engine, "before_cursor_execute", listen)


def milliseconds(do: Callable[[], object], times: int = 15) -> float:
    """The median time of doing something, warm."""
    do()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        do()
        taken.append(time.perf_counter() - began)
    return median(taken) * 1000
