"""The queue of an office with 100,000 open requests and a million closed ones, beside an empty one.

DESK=10000 measures with so many open and ten times as many closed ones; DATABASE=postgresql there.
"""

import os
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from http.client import HTTPConnection
from statistics import median
from typing import Any

from measuring import NIRAPOD, Figure, Place
from sqlalchemy import func, insert, literal, select

from bench_parts.serving import free_port, running
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.people import sessions, visits
from portal.people.models import Office, Person
from visa_check.hashes import passport_hash
from visa_check.models import Channel, RequestState, VisaRequest, VisaRequestDetails
from visa_check.queries.queue import PAGE

OPEN = int(os.environ.get("DESK", "100000"))
CLOSED = 10 * OPEN
# So many are written one by one and then copied.
LOT = 10_000
QUERIES = 5
TIMES = 1.3
TURNS = 100
QUEUE = "/office/requests/"
# Offices of the sample: one that is filled, and one where nobody asks.
FULL, EMPTY = "cumilla", "tangail"
Row = dict[str, Any]
_REQUESTS, _DETAILS = VisaRequest.__table__, VisaRequestDetails.__table__


def measure(place: Place) -> Iterator[Figure]:
    """Queries and time of the first page and of a later one, in turns with an empty queue."""
    began = time.perf_counter()
    with place.app.app_context():
        last = fill(officer_of(FULL).office_id)
    yield Figure("rows", f"{OPEN:,} open, {CLOSED:,} closed", time.perf_counter() - began, "s")
    yield Figure("queries", "first page", queries(place), "", QUERIES)
    officer, other = cookie(place, FULL), cookie(place, EMPTY)
    port = free_port()
    with running([str(NIRAPOD), "serve", "--port", str(port)], port, place):
        visit = HTTPConnection("127.0.0.1", port)
        empty, full, later = in_turns(
            partial(read, visit, QUEUE, other),
            partial(read, visit, QUEUE, officer),
            partial(read, visit, f"{QUEUE}?after={last}", officer),
        )
        visit.close()
    yield Figure("time", "an empty queue", empty, "ms")
    yield Figure("time", "first page", full, "ms")
    yield Figure("time", "a page in the middle", later, "ms")
    yield Figure("times an empty one", "first page", full / empty, "", TIMES)
    yield Figure("times an empty one", "a page in the middle", later / empty, "", TIMES)


def queries(place: Place) -> int:
    """How often the first page asks the database."""
    clients = []
    for code in (FULL, EMPTY):
        client = place.client()
        client.set_cookie(*cookie(place, code))
        clients.append(client)
    with place.queries() as said:
        full = clients[0].get(QUEUE)
    if full.text.count("/claim") != PAGE or "/claim" in clients[1].get(QUEUE).text:
        raise RuntimeError("one queue shows no full page, or the other one is not empty")
    return sum(one.lstrip().upper().startswith("SELECT") for one in said)


def in_turns(*deeds: Callable[[], object]) -> list[float]:
    """The median time of each deed in milliseconds; in turns, so that all see the same machine."""
    taken: list[list[float]] = [[] for _ in deeds]
    for turn in range(TURNS + 10):
        for deed, times in zip(deeds, taken, strict=True):
            began = time.perf_counter()
            deed()
            # The first turns warm up.
            if turn >= 10:
                times.append(time.perf_counter() - began)
    return [1000 * median(times) for times in taken]


def read(visit: HTTPConnection, path: str, cookie: tuple[str, str]) -> None:
    """Ask the server for a page and read all of it."""
    visit.request("GET", path, headers={"Cookie": "=".join(cookie)})
    answer = visit.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")


def officer_of(code: str) -> Person:
    """An officer of the sample."""
    query = select(Person).join(Person.office).where(Office.code == code)
    return db.scalars(query.where(Person.role == Role.OFFICER).limit(1)).one()


def cookie(place: Place, code: str) -> tuple[str, str]:
    """The cookie of that officer, signed in."""
    with place.app.test_request_context():
        return sessions.cookie_name(), _open(officer_of(code).id)


@transaction
def _open(person_id: int) -> str:
    return visits.open_session(db.get_one(Person, person_id), confirmed_at=now()).token


def fill(office_id: int | None) -> str:
    """Write the requests; the reference of one in the middle of the queue."""
    for count, is_open in ((OPEN, True), (CLOSED, False)):
        first = begin(office_id, is_open=is_open)
        for place in range(1, count // LOT):
            copy(first, place * LOT)
    order = (VisaRequest.due_on, VisaRequest.asked_at)
    query = select(VisaRequest.ref).filter_by(office_id=office_id, state=RequestState.WAITING)
    return db.scalars(query.order_by(*order).offset(OPEN // 2).limit(1)).one()


@transaction
def begin(office_id: int | None, *, is_open: bool) -> int:
    """Write the first requests of a kind; the key of the first one."""
    first = (db.scalar(select(func.max(VisaRequest.id))) or 0) + 1
    passport, at = passport_hash("A01234567"), now()
    keys = range(first, first + LOT)
    db.execute(insert(_REQUESTS), [row(key, office_id, at, is_open=is_open) for key in keys])
    if is_open:
        db.execute(insert(_DETAILS), [details(key, passport) for key in keys])
    return first


@transaction
def copy(first: int, shift: int) -> None:
    """Copy the first requests, so many keys further on, under references of their own."""
    own = f"{shift // LOT:04X}"
    for table, key, changed in (
        (_REQUESTS, _REQUESTS.c.id, {"id": _REQUESTS.c.id + shift, "ref": _ref(own)}),
        (_DETAILS, _DETAILS.c.request_id, {"request_id": _DETAILS.c.request_id + shift}),
    ):
        names = [one.name for one in table.c if one.name in changed or one.name != "id"]
        rows = select(*(changed.get(name, table.c[name]) for name in names))
        rows = rows.where(key.between(first, first + LOT - 1))
        db.execute(insert(table).from_select(names, rows))


def _ref(own: str) -> Any:
    return literal(own).concat(func.substr(_REQUESTS.c.ref, len(own) + 1))


def row(key: int, office_id: int | None, at: datetime, *, is_open: bool) -> Row:
    """A request, open or answered."""
    asked, flight = at - timedelta(minutes=key), (at + timedelta(days=key % 90)).date()
    return {
        "id": key,
        "ref": f"0000{secrets.token_hex(4).upper()}",
        "office_id": office_id,
        "channel": Channel.COUNTER,
        "destination": "SA",
        "flight_day": flight,
        "due_on": flight,
        "state": RequestState.WAITING if is_open else RequestState.ANSWERED,
        "asked_at": asked,
        "closed_at": None if is_open else asked,
    }


def details(key: int, passport: bytes) -> Row:
    """What is personal of a request."""
    told = {"holder_name": f"MD ABDUR RAHMAN {key}", "passport_number": "A01234567"}
    return {"request_id": key, "passport": passport, "facts": told}
