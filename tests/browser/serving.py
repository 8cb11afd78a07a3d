"""The portal as `script/serve` runs it, with the sample, on a port and data of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = [sys.executable, "-m", "portal"]
# How Debian's Chromium is started: without a sandbox where everything is root's.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Server:
    """A running portal: its address, and its program."""

    url: str
    environment: dict[str, str]

    def nirapod(self, *words: str) -> str:
        """Run a command of the portal on the same data; what it printed."""
        done = subprocess.run(  # noqa: S603 - our own program
            [*PROGRAM, *words], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout


@contextmanager
def serving(data: Path) -> Iterator[Server]:
    """A running portal, whose data lie in this folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    ours = {
        "NIRAPOD_ENV": "development",
        "NIRAPOD_DATA": str(data),
        "NIRAPOD_PUBLIC_URL": url,
    }
    portal = Server(url, {**os.environ, **ours})
    portal.nirapod("db", "upgrade")
    portal.nirapod("sample", "load")
    log = (data / "server.log").open("wb")
    process = subprocess.Popen(  # noqa: S603 - our own program
        [*PROGRAM, "serve", "--port", str(port)], env=portal.environment, stdout=log, stderr=log
    )
    try:
        _wait(url, data / "server.log")
        yield portal
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _wait(url: str, log: Path) -> None:
    # A machine with much else to do needs a minute; one with nothing to do needs no more than now.
    for _ in range(1200):
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not come up:\n{log.read_text()[-3000:]}")
