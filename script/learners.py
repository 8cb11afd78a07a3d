"""Many learners at once: learners.py PORT FILE takes a test for each of them as a browser does.

FILE is JSON, [{"cookie": ..., "test": ...}]; it prints, as JSON, what was sent and what came.
"""

import asyncio
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

MOST_QUESTIONS = 60
TOKEN = re.compile(r'name="csrf_token" [^>]*value="([^"]+)"')
SEQUENCE = re.compile(r'name="sequence" [^>]*value="(\d+)"')
CHECKED = re.compile(r'<input id="choice-\d+" name="choice" type="(radio|checkbox)" value="(\d+)"')
ROWS = re.compile(r'<option value="((\d+)-(\d+))"')


class Learner:
    """One person on one connection, who answers every question and sends some answers twice."""

    def __init__(self, number: int, port: int, cookie: str, test: str) -> None:
        self.number, self.port, self.test = number, port, test
        name, _, value = cookie.partition("=")
        self.cookies = {name: value}
        self.statuses: Counter[str] = Counter()
        self.waited: list[float] = []
        # By question: what was sent.
        self.sent: dict[str, list[str]] = {}
        # How often, repeats counted.
        self.times = 0
        self.ref = ""

    async def learn(self) -> None:
        """Take the test from its beginning to its result."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        _status, page, _place = await self.ask("GET", self.test)
        place = await self.go(f"{self.test}/begin", {"csrf_token": TOKEN.findall(page)[0]})
        self.ref = place.split("/")[5]
        for _ in range(MOST_QUESTIONS):
            if place.endswith("/review"):
                break
            place = await self.answer(place)
        _status, page, _place = await self.ask("GET", place)
        submit = place.replace("review", "submit")
        result = await self.go(submit, {"csrf_token": TOKEN.findall(page)[0]})
        await self.ask("GET", result)
        self.writer.close()

    async def answer(self, place: str) -> str:
        """Answer the question at an address; the address of what follows."""
        _status, page, _place = await self.ask("GET", place)
        form = {
            "csrf_token": TOKEN.findall(page)[0],
            "sequence": SEQUENCE.findall(page)[0],
            "choice": choice(page, self.number),
        }
        self.sent[place.rsplit("/", 1)[1]] = form["choice"]
        following = await self.go(place, form)
        self.times += 1
        if self.number % 2:
            # The line was bad: the browser sends it again.
            await self.ask("POST", place, form)
            self.times += 1
        return following

    async def go(self, place: str, form: dict[str, object]) -> str:
        """Send a form and follow where it leads, until there is a page."""
        _status, _page, place = await self.ask("POST", place, form)
        while place.count("/") == 5:
            _status, _page, place = await self.ask("GET", place)
        return place

    async def ask(
        self, method: str, place: str, form: dict[str, object] | None = None
    ) -> tuple[int, str, str]:
        """Ask for an address: the status, the page, and where it leads."""
        body = urlencode(form or {}, doseq=True).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.writer.write(
            f"{method} {place} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        began = time.monotonic()
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        length = int(re.findall(r"(?i)content-length: (\d+)", head)[0])
        page = (await self.reader.readexactly(length)).decode()
        self.waited.append(time.monotonic() - began)
        status = int(head.split()[1])
        self.statuses[f"{method} {status}"] += 1
        self.cookies |= dict(re.findall(r"(?i)set-cookie: ([^=]+)=([^;]*)", head))
        where = re.findall(r"(?i)location: (\S+)", head)
        return status, page, where[0] if where else place


def choice(page: str, number: int) -> list[str]:
    """Something that can be sent from this page; not the same for every learner."""
    options = [value for _kind, value in CHECKED.findall(page)]
    if options:
        return [options[number % len(options)]]
    rows = sorted({int(row) for _value, row, _place in ROWS.findall(page)})
    if rows:
        return [f"{row}-{(row + number) % len(rows)}" for row in rows]
    return [str(number)]


async def main(port: int, people: list[dict[str, str]]) -> None:
    """Let all of them learn at once."""
    learners = [Learner(at, port, one["cookie"], one["test"]) for at, one in enumerate(people)]
    began = time.monotonic()
    ended = await asyncio.gather(*(one.learn() for one in learners), return_exceptions=True)
    waited = sorted(wait for one in learners for wait in one.waited)
    report = {
        "seconds": time.monotonic() - began,
        "statuses": sum((one.statuses for one in learners), Counter()),
        "lost": [repr(error) for error in ended if error],
        "median": waited[len(waited) // 2],
        "most": waited[int(len(waited) * 0.95)],
        "slowest": waited[-1],
        "sent": sum(one.times for one in learners),
        "answers": {one.ref: one.sent for one in learners},
    }
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())))
