"""The server answers the patient and the slow, and leaves no process behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from portal import serving

PROGRAM = """
import sys, time, pathlib, os
from portal import serving

def make():
    def app(environ, start):
        environ["wsgi.input"].read()
        time.sleep(0.5 if environ["PATH_INFO"] == "/slow" else 0)
        start("200 OK", [("Content-Type", "text/plain")])
        return [str(os.getpid()).encode()]
    return app

def beside():
    pathlib.Path(sys.argv[2]).write_text(str(os.getpid()))
    while True:
        time.sleep(0.05)

def broken():
    raise RuntimeError("this app cannot be made")

makes = {"good": make, "broken": broken}
pin = sys.argv[4] == "pinned"
address = "127.0.0.1", int(sys.argv[1])
sys.exit(serving.run(makes[sys.argv[3]], *address, processes=1 + pin, pin=pin, beside=[beside]))
"""


class Server:
    """A server in a process of its own."""

    def __init__(self, folder: Path, app: str = "good", where: str = "anywhere") -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.beside = folder / "beside"
        command = [sys.executable, "-c", PROGRAM, str(self.port), str(self.beside), app, where]
        self.process = subprocess.Popen(command)  # noqa: S603 - our own program

    def get(self, path: str = "/") -> int:
        """The process that answered."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            connection.request("GET", path)
            with connection.getresponse() as answer:
                return int(answer.read())

    def children(self) -> list[int]:
        """The processes that answer and work."""
        return [self.get(), int(self.beside.read_text())]


def until(true: Callable[[], object], seconds: float = 30) -> object:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError, HTTPException):
            if found := true():
                return found
        time.sleep(0.05)
    raise AssertionError("it never came to hold")


def is_gone(pid: int) -> bool:
    """Whether a process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[0] == "Z"
    except OSError:
        return True


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that answers."""
    started = Server(tmp_path)
    until(lambda: started.get() and started.beside.exists())
    yield started
    started.process.kill()
    started.process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_server(server: Server, number: signal.Signals) -> None:
    children = server.children()
    os.kill(server.process.pid, number)
    assert server.process.wait(10) == (0 if number == signal.SIGTERM else -9)
    until(lambda: all(is_gone(pid) for pid in children))


def test_an_answer_under_way_is_finished(server: Server) -> None:
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(server.get, "/slow")
        time.sleep(0.2)
        server.process.terminate()
        assert answer.result()
    assert server.process.wait(10) == 0


def test_a_process_that_dies_is_started_again(server: Server) -> None:
    first = server.children()
    time.sleep(3.1)
    for pid in first:
        os.kill(pid, signal.SIGKILL)
    until(lambda: not set(server.children()) & set(first))


def test_a_pinned_process_stays_on_one_processor_and_the_others_are_free(tmp_path: Path) -> None:
    started = Server(tmp_path, where="pinned")
    try:
        until(lambda: started.get() and started.beside.exists())
        answering = {started.get() for _ in range(40)}
        here = os.sched_getaffinity(0)
        kept = [os.sched_getaffinity(pid) for pid in answering]
        assert all(len(cores) == 1 and cores <= here for cores in kept)
        assert len(set().union(*kept)) == min(len(kept), len(here))
        assert os.sched_getaffinity(int(started.beside.read_text())) == here
    finally:
        started.process.kill()
        started.process.wait()


@pytest.mark.parametrize("processes", [1, 2])
def test_a_port_that_somebody_has_is_refused(server: Server, processes: int) -> None:
    with pytest.raises(OSError, match="in use"):
        serving.run(dict, "127.0.0.1", server.port, processes=processes)


def test_five_thousand_bangla_letters_in_an_address_reach_the_app(server: Server) -> None:
    assert server.get("/agencies/?q=" + 5_000 * "%E0%A6%AA")


def test_an_app_that_cannot_be_made_ends_the_server(tmp_path: Path) -> None:
    assert Server(tmp_path, "broken").process.wait(10) == 1


@pytest.mark.parametrize(
    "start",
    [
        b"GET / HTTP/1.1\r\nHost: here\r\n",
        b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9000\r\n\r\n",
    ],
    ids=["heads", "bodies"],
)
def test_sixty_slow_connections_keep_nobody_waiting(server: Server, start: bytes) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(60)]
    for connection in slow:
        connection.sendall(start)
    began = time.monotonic()
    assert all(server.get() for _ in range(5))
    assert time.monotonic() - began < 2
    for connection in slow:
        connection.close()
