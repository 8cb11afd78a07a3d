"""The queue of an office with 100,000 open requests and a million closed ones, beside an empty one.

DESK=10000 measures with so many open and ten times as many closed ones.
"""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from flask.testing import FlaskClient
from measuring import Figure, Place, milliseconds
from sqlalchemy import func, insert, select

from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.people import sessions, visits
from portal.people.models import Person
from visa_check.hashes import passport_hash
from visa_check.models import Channel, RequestState, VisaRequest, VisaRequestDetails
from visa_check.references import new_reference

OPEN = int(os.environ.get("DESK", "100000"))
CLOSED = 10 * OPEN
LOT = 20_000
QUERIES = 5
TIMES = 1.3
QUEUE = "/office/requests/"


def measure(place: Place) -> Iterator[Figure]:
    """Queries and time of the first page and of a later one."""
    officer = signed_in(place)
    empty = milliseconds(partial(officer.get, QUEUE), 40)
    began = time.perf_counter()
    with place.app.app_context():
        last = fill(officer_of(place))
    yield Figure("rows", f"{OPEN:,} open, {CLOSED:,} closed", time.perf_counter() - began, "s")
    with place.queries() as said:
        page = officer.get(QUEUE)
    if page.status_code != 200 or page.text.count("/claim") < 25:
        raise RuntimeError("the queue shows no full page")
    reads = [one for one in said if one.lstrip().upper().startswith("SELECT")]
    yield Figure("queries", "first page", len(reads), "", QUERIES)
    yield Figure("time", "of an empty queue", empty, "ms")
    full = milliseconds(partial(officer.get, QUEUE), 40)
    yield Figure("time", "first page", full, "ms")
    later = milliseconds(partial(officer.get, f"{QUEUE}?after={last}"), 40)
    yield Figure("time", "a page in the middle", later, "ms")
    yield Figure("times an empty one", "first page", full / empty, "", TIMES)


def officer_of(place: Place) -> int:
    """An officer of the sample."""
    with place.app.app_context():
        return db.scalars(select(Person.id).filter_by(role=Role.OFFICER).limit(1)).one()


def signed_in(place: Place) -> FlaskClient:
    """That officer, signed in."""
    with place.app.test_request_context():
        name, token = sessions.cookie_name(), _open(officer_of(place))
    client = place.client()
    client.set_cookie(name, token)
    return client


@transaction
def _open(person_id: int) -> str:
    return visits.open_session(db.get_one(Person, person_id), confirmed_at=now()).token


def fill(officer_id: int) -> str:
    """Write the requests; the reference of one in the middle of the queue."""
    office_id = db.get_one(Person, officer_id).office_id
    first = (db.scalar(select(func.max(VisaRequest.id))) or 0) + 1
    for begin in range(0, OPEN + CLOSED, LOT):
        places = range(begin, min(begin + LOT, OPEN + CLOSED))
        _write([_row(first + place, place, office_id) for place in places])
    order = (VisaRequest.due_on, VisaRequest.asked_at)
    query = select(VisaRequest.ref).filter_by(office_id=office_id, state=RequestState.WAITING)
    return db.scalars(query.order_by(*order).offset(OPEN // 2).limit(1)).one()


@transaction
def _write(rows: list[dict[str, Any]]) -> None:
    db.execute(insert(VisaRequest), rows)
    told = {"holder_name": "MD ABDUR RAHMAN", "passport_number": "A01234567"}
    db.execute(
        insert(VisaRequestDetails),
        [
            {"request_id": row["id"], "passport": _PASSPORT[0], "facts": told}
            for row in rows
            if row["state"] is RequestState.WAITING
        ]
        or [{"request_id": rows[0]["id"], "passport": _PASSPORT[0], "facts": told}],
    )


_PASSPORT: list[bytes] = []


def _row(key: int, place: int, office_id: int | None) -> dict[str, Any]:
    if not _PASSPORT:
        _PASSPORT.append(passport_hash("A01234567"))
    is_open = place < OPEN
    asked = now() - timedelta(minutes=place)
    return {
        "id": key,
        "ref": new_reference(),
        "office_id": office_id,
        "channel": Channel.COUNTER,
        "destination": "SA",
        "flight_day": today() + timedelta(days=place % 90),
        "due_on": today() + timedelta(days=place % 90),
        "state": RequestState.WAITING if is_open else RequestState.ANSWERED,
        "asked_at": asked,
        "closed_at": None if is_open else asked,
    }
