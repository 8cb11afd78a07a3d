"""Requests a second of read pages, against a bare one-line Flask page on the same server."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from measuring import NIRAPOD, ROOT, Figure, Place
from visiting import public_pages

BARE = """
import sys, flask
from portal import serving
app = flask.Flask("bare")
app.get("/")(lambda: "hello")
serving.run(lambda: app, "127.0.0.1", int(sys.argv[1]))
"""
SECONDS = 3
ROUNDS = 3
THIRD = 0.333
READ_PAGES = ("certificate", "agency search")
OTHERS = ("agency", "lesson", "home")


def measure(place: Place) -> Iterator[Figure]:
    """The best of a few rounds of each; they take turns, so that all see the same machine."""
    bare, real = free_port(), free_port()
    paths = {
        name: path for name, path in public_pages(place).items() if name in READ_PAGES + OTHERS
    }
    best = {"bare": 0.0} | dict.fromkeys(paths, 0.0)
    with (
        running([sys.executable, "-c", BARE, str(bare)], bare, place),
        running([str(NIRAPOD), "serve", "--port", str(real)], real, place),
    ):
        for _ in range(ROUNDS):
            best["bare"] = max(best["bare"], requests_a_second(bare, "/"))
            for name, path in paths.items():
                best[name] = max(best[name], requests_a_second(real, path))
    for name, rate in best.items():
        limit = THIRD if name in READ_PAGES else None
        yield Figure("answers a second", name, rate, "")
        yield Figure("share of bare", name, rate / best["bare"], "", limit, True)


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
    for _ in range(150):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as one:
            one.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            if one.recv(64):
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not come up")


def requests_a_second(port: int, path: str) -> float:
    """Eight visitors who ask again and again on open connections, in a process of their own."""
    client = [sys.executable, os.path.join(ROOT, "script", "visitors.py"), str(port), path]
    said = subprocess.run(  # noqa: S603 - our own program
        [*client, str(SECONDS)], capture_output=True, text=True, check=True
    ).stdout
    return float(re.findall(r"[\d.]+", said)[0])
