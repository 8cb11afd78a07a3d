"""Eight visitors on this machine: visitors.py PORT PATH SECONDS.

Prints answers a second, and how long half and 99 of 100 answers took at most, in milliseconds.
"""

import asyncio
import sys
import time
from statistics import quantiles

VISITORS = 8


class Visitor(asyncio.Protocol):
    """Asks, reads the whole answer, asks again."""

    def __init__(self, request: bytes, end: float) -> None:
        self.request, self.end = request, end
        self.times: list[float] = []
        self.missing = 0
        self.head = b""
        self.gone = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first time."""
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        """Ask once more."""
        self.asked = time.perf_counter()
        self.transport.write(self.request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        """Read on; after the last byte of an answer ask again."""
        if self.missing:
            self.missing -= len(data)
        else:
            self.head += data
            if b"\r\n\r\n" not in self.head:
                return
            head, _, body = self.head.partition(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200 "):
                self.gone.set_exception(RuntimeError(head.decode()))
                return
            length = head.lower().split(b"content-length:")[1].split(b"\r\n")[0]
            self.missing, self.head = int(length) - len(body), b""
        if self.missing == 0:
            self.times.append(time.perf_counter() - self.asked)
            if time.monotonic() < self.end:
                self.ask()
            else:
                self.transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        """The end."""
        if not self.gone.done():
            self.gone.set_result(None)


async def visit(port: int, path: str, seconds: float) -> tuple[float, float, float]:
    """Answers a second; milliseconds for half of them and for 99 of 100."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\r\n".encode()
    began = time.monotonic()
    loop = asyncio.get_running_loop()
    visitors = []
    for _ in range(VISITORS):
        _transport, visitor = await loop.create_connection(
            lambda: Visitor(request, began + seconds), "127.0.0.1", port
        )
        visitors.append(visitor)
    await asyncio.gather(*(visitor.gone for visitor in visitors))
    taken = time.monotonic() - began
    times = [one for visitor in visitors for one in visitor.times]
    shares = quantiles(times, n=100)
    return len(times) / taken, shares[49] * 1000, shares[98] * 1000


if __name__ == "__main__":
    seen = asyncio.run(visit(int(sys.argv[1]), sys.argv[2], float(sys.argv[3])))
    sys.stdout.write("{:.0f} {:.3f} {:.3f}\n".format(*seen))
