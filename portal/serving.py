"""The server: waitress in one or more processes that share a port, and what runs beside it.

Why waitress: docs/decisions/0002-server.md. Only portal.cli imports this module.
"""

import gc
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from types import FrameType
from typing import Any, NoReturn

import waitress

Application = Callable[..., Any]

# Less than the 1,024 open files that a process has by default; more visitors wait in the backlog.
CONNECTIONS = 800
BACKLOG = 512
# The biggest upload of any page, and what a form puts around it.
LARGEST_BODY = 22 * 1024 * 1024
# A name of 5,000 Bangla letters in an address is answered by the portal, in Bangla.
LARGEST_HEAD = 64 * 1024
SILENT_SECONDS = 20
# A child that lives shorter than this cannot live at all: starting it again would not help.
TOO_SHORT = 3.0
# So many more objects than before, some ten answers' worth, are looked through for garbage.
_GARBAGE = 10_000
# After so long a thread gives way to one that waits, in seconds. Python's own 5 ms, four threads in
# a row, would let the one that reads from the network starve (docs/decisions/0002-server.md).
TURN = 0.0001
# How long a child may take to finish what it answers.
PATIENCE = 8.0

log = logging.getLogger("nirapod")


@dataclass
class Child:
    """A process of ours: what it does, whether we can serve without it, since when."""

    do: Callable[[], object]
    needed: bool
    began: float


class Ended(SystemExit):
    """A signal asked this process to end."""


def run(
    make_app: Callable[[], Application],
    host: str,
    port: int,
    *,
    processes: int = 1,
    threads: int = 4,
    pin: bool = False,
    beside: Sequence[Callable[[], object]] = (),
    ready: Callable[[], object] = lambda: None,
) -> int:
    """Serve until SIGTERM or SIGINT; the exit status is 1 if a process could not live.

    Each process makes its own app, and with `pin` stays on one processor: its threads take turns
    anyway, and to wake one on another processor is dear (docs/operators.md). What stands in
    `beside` runs in a process of its own, is started again when it ends, and ends with the server.
    `ready` is called once the port is ours.
    """
    with _listening(host, port, processes) as listeners:
        ready()
        cores = sorted(os.sched_getaffinity(0)) if pin else []
        serve = [
            partial(_serve, make_app, one, threads, cores[place % len(cores)] if pin else None)
            for place, one in enumerate(listeners)
        ]
        return _watch(serve, beside)


@contextmanager
def _listening(host: str, port: int, processes: int) -> Iterator[list[socket.socket]]:
    """A socket for each process; the system deals visitors out evenly among them."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Shared ports would also let a second server in unseen: first see that the port is free.
    with socket.create_server((host, port), family=family):
        pass
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                socket.create_server(
                    (host, port), family=family, backlog=BACKLOG, reuse_port=processes > 1
                )
            )
            for _ in range(processes)
        ]


def _serve(
    make_app: Callable[[], Application], listener: socket.socket, threads: int, core: int | None
) -> None:
    """Answer visitors. Requests are read whole before a thread is given to them."""
    if core is not None:
        os.sched_setaffinity(0, {core})
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    listener.setblocking(False)
    app = make_app()
    _look_less_for_garbage()
    sys.setswitchinterval(TURN)
    waitress.serve(
        app,
        sockets=[listener],
        threads=threads,
        connection_limit=CONNECTIONS,
        channel_timeout=SILENT_SECONDS,
        cleanup_interval=SILENT_SECONDS // 2,
        max_request_header_size=LARGEST_HEAD,
        max_request_body_size=LARGEST_BODY,
        asyncore_use_poll=True,
        ident=None,
        _quiet=True,
    )


def _look_less_for_garbage() -> None:
    """What the app is made of stays for ever; looking through it again and again costs a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE)


def _watch(needed: Sequence[Callable[[], object]], beside: Sequence[Callable[[], object]]) -> int:
    """Keep one child for each piece of work until this process is told to end."""
    children: dict[int, Child] = {}
    with _lifeline() as line, _ended_by_signals():
        try:
            for do in (*needed, *beside):
                _start(children, do, do in needed, line)
            while True:
                pid, _status = os.wait()
                child = children.pop(pid, None)
                if child is None:
                    # As the first process of a container we inherit others' children.
                    continue
                if time.monotonic() - child.began > TOO_SHORT:
                    log.error("a process ended and is started again", extra={"pid": pid})
                    _start(children, child.do, child.needed, line)
                elif child.needed:
                    return 1
        except Ended:
            return 0
        finally:
            _end(children)


def _start(
    children: dict[int, Child], do: Callable[[], object], needed: bool, line: tuple[int, int]
) -> None:
    """Start a child."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _live(do, line)
    children[pid] = Child(do, needed, time.monotonic())


def _live(do: Callable[[], object], line: tuple[int, int]) -> NoReturn:
    """The whole life of a child."""
    status = 1
    reading, writing = line
    try:
        os.close(writing)
        threading.Thread(target=_end_with_parent, args=(reading,), daemon=True).start()
        do()
        status = 0
    except Ended:
        status = 0
    except Exception as error:
        log.error("a process broke", exc_info=error)
    finally:
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _end(children: dict[int, Child]) -> None:
    """End the children and wait for each; whoever takes too long is killed."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    patience = time.monotonic() + PATIENCE
    for pid in children:
        _send(pid, signal.SIGTERM)
    while _any_left(children):
        if time.monotonic() > patience:
            for pid in children:
                _send(pid, signal.SIGKILL)
        time.sleep(0.02)


def _send(pid: int, what: signal.Signals) -> None:
    """Send a signal to a child that may be gone already."""
    with suppress(ProcessLookupError):
        os.kill(pid, what)


def _any_left(children: dict[int, Child]) -> bool:
    """Take leave of the children that ended; whether others still live."""
    for pid in list(children):
        with suppress(ChildProcessError):
            if os.waitpid(pid, os.WNOHANG)[0] == 0:
                continue
        del children[pid]
    return bool(children)


@contextmanager
def _lifeline() -> Iterator[tuple[int, int]]:
    """A pipe that nobody writes to: its end is closed when the parent ends, however it ends."""
    reading, writing = os.pipe()
    try:
        yield reading, writing
    finally:
        os.close(reading)
        os.close(writing)


def _end_with_parent(line: int) -> None:
    """Wait for the end of the parent, then end this process."""
    os.read(line, 1)
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Turn the signals that mean `end` into one exception."""

    def end(_number: int, _frame: FrameType | None) -> NoReturn:
        raise Ended(0)

    before = {one: signal.signal(one, end) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
