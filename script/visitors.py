"""Eight visitors on this machine: visitors.py PORT PATH SECONDS prints answers a second."""

import asyncio
import sys
import time

VISITORS = 8


class Visitor(asyncio.Protocol):
    """Asks, reads the whole answer, asks again."""

    def __init__(self, request: bytes, end: float) -> None:
        self.request, self.end = request, end
        self.answers = 0
        self.missing = 0
        self.head = b""
        self.gone = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first time."""
        self.transport = transport
        transport.write(self.request)  # type: ignore[attr-defined]

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
            self.answers += 1
            if time.monotonic() < self.end:
                self.transport.write(self.request)  # type: ignore[attr-defined]
            else:
                self.transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        """The end."""
        if not self.gone.done():
            self.gone.set_result(None)


async def visit(port: int, path: str, seconds: float) -> float:
    """Answers a second."""
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
    return sum(visitor.answers for visitor in visitors) / (time.monotonic() - began)


if __name__ == "__main__":
    rate = asyncio.run(visit(int(sys.argv[1]), sys.argv[2], float(sys.argv[3])))
    sys.stdout.write(f"{rate:.0f}\n")
