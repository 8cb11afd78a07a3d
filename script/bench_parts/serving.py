"""Requests a second of read pages, against a bare one-line Flask page on the same server."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from statistics import median

from measuring import NIRAPOD, ROOT, Figure, Place
from visiting import public_pages

from bench_parts import visa_check

BARE = """
import sys, flask
from portal import serving
app = flask.Flask("bare")
app.get("/")(lambda: "hello")
serving.run(lambda: app, "127.0.0.1", int(sys.argv[1]), pin="--pin" in sys.argv)
"""
# PIN=1 script/bench serving: both servers stay on one processor.
PIN = ["--pin"] if os.environ.get("PIN") else []
SECONDS = 2
ROUNDS = 9
THIRD = 0.333
# What the slowest of a hundred may take, in times of the middle one.
SPREAD = 3.0
READ_PAGES = ("certificate", "agency search", "agency search by name")
OTHERS = ("agency", "lesson", "home")


@dataclass(frozen=True)
class Rate:
    """Answers a second, and milliseconds for half of them and for 99 of 100."""

    answers: float
    half: float
    most: float


def measure(place: Place) -> Iterator[Figure]:
    """The middle one of some rounds of each; they take turns, so that all see the same machine.

    Not the best round: of a bare page, which threads hand on a thousand times a second, it can be
    half as good again as the others. The searches meet a register of 5,000 agencies.
    """
    yield from visa_check.import_agencies(place)
    bare, real = free_port(), free_port()
    pages = public_pages(place) | {"agency search by name": "/agencies/?q=padma+suroja"}
    paths = {name: pages[name] for name in READ_PAGES + OTHERS}
    rounds: dict[str, list[Rate]] = {name: [] for name in ("bare", *paths)}
    with (
        running([sys.executable, "-c", BARE, str(bare), *PIN], bare, place),
        running([str(NIRAPOD), "serve", "--port", str(real), *PIN], real, place),
    ):
        for _ in range(ROUNDS):
            rounds["bare"].append(rate(bare, "/"))
            for name, path in paths.items():
                rounds[name].append(rate(real, path))
    middle = {name: middle_of(seen) for name, seen in rounds.items()}
    for name, one in middle.items():
        limit = THIRD if name in READ_PAGES else None
        spread = SPREAD if name.startswith("agency search") else None
        yield Figure("answers a second", name, one.answers, "")
        yield Figure("share of bare", name, one.answers / middle["bare"].answers, "", limit, True)
        yield Figure("p50", name, one.half, "ms")
        yield Figure("p99 / p50", name, one.most / one.half, "", spread)


def middle_of(rounds: list[Rate]) -> Rate:
    """The middle of each figure."""
    return Rate(*(median(one) for one in zip(*map(astuple, rounds), strict=True)))


@contextmanager
def running(command: list[str], port: int, place: Place) -> Iterator[None]:
    """A server of ours, ended afterwards."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        command,
        env=place.environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def free_port() -> int:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody answers."""
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as one:
            one.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            if one.recv(64):
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not come up")


def rate(port: int, path: str) -> Rate:
    """Eight visitors who ask again and again on open connections, in a process of their own."""
    client = [sys.executable, os.path.join(ROOT, "script", "visitors.py"), str(port), path]
    said = subprocess.run(  # noqa: S603 - our own program
        [*client, str(SECONDS)], capture_output=True, text=True, check=True
    ).stdout
    return Rate(*(float(word) for word in said.split()))
