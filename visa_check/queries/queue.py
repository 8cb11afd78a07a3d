"""The queue of an office: what waits, the most urgent first, and what officers have in hand.

The questions are put together once, over tables and not models, and ask for what a line shows: no
object is made of a row, and of a million requests the index gives the few that are shown.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select, tuple_

from portal.ground.database import db
from portal.people.models import Person
from visa_check.models import Channel, RequestState, VisaRequest, VisaRequestDetails

PAGE = 20
# More are not counted: to count a hundred thousand would take longer than the page.
MOST_COUNTED = 100

_request, _details = VisaRequest.__table__, VisaRequestDetails.__table__
_ORDER = (_request.c.due_on, _request.c.asked_at, _request.c.id)


class Queued(NamedTuple):
    """A request as a line of the queue shows it."""

    ref: str
    destination: str
    channel: Channel
    flight_day: date | None
    asked_at: datetime
    claimed_by_id: int | None
    claimed_at: datetime | None
    # What is personal; None where it was erased.
    facts: Mapping[str, Any] | None


def _lines(state: RequestState) -> Select[Any]:
    """The requests of an office in a state."""
    columns = [*(_request.c[name] for name in Queued._fields if name != "facts"), _details.c.facts]
    table = _request.outerjoin(_details, _details.c.request_id == _request.c.id)
    of_office = _request.c.office_id == bindparam("office_id")
    return select(*columns).select_from(table).where(of_office, _request.c.state == state)


_WAITING = _lines(RequestState.WAITING).order_by(*_ORDER).limit(PAGE + 1)
_WAITING_AFTER = _WAITING.where(
    tuple_(*_ORDER) > tuple_(*(bindparam(column.name, type_=column.type) for column in _ORDER))
)
_IN_HAND = (
    _lines(RequestState.IN_HAND).order_by(_request.c.claimed_at, _request.c.id).limit(MOST_COUNTED)
)
_PLACE = select(*_ORDER).where(
    _request.c.ref == bindparam("ref"), _request.c.office_id == bindparam("office_id")
)


def waiting(office_id: int | None, after: str | None = None) -> list[Queued]:
    """A page of what waits at an office, the most urgent first, and one more where there is more.

    A page begins behind the request with a reference: what others take meanwhile moves nothing.
    """
    asked = {"office_id": office_id}
    place = db.execute(_PLACE, asked | {"ref": after}).one_or_none() if after else None
    if place is None:
        return _found(_WAITING, asked)
    return _found(_WAITING_AFTER, asked | place._asdict())


def in_hand(office_id: int | None) -> list[Queued]:
    """What officers of an office have in hand, the longest first."""
    return _found(_IN_HAND, {"office_id": office_id})


def _found(statement: Select[Any], asked: Mapping[str, Any]) -> list[Queued]:
    return [Queued._make(row) for row in db.execute(statement, asked).all()]


def count_waiting(person: Person) -> int:
    """How many requests wait at the person's own office; beyond a hundred nobody counts."""
    some = (
        select(VisaRequest.id)
        .filter_by(office_id=person.office_id, state=RequestState.WAITING)
        .limit(MOST_COUNTED + 1)
    )
    return db.scalar(select(func.count()).select_from(some.subquery())) or 0
