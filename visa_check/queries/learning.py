"""What is read of warnings between offices, and of alerts for everybody."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, bindparam, exists, func, select
from sqlalchemy.orm import joinedload

from portal.ground.database import db
from visa_check.models import FraudAlert, FraudAlertEnd, FraudWarning

PAGE = 25
_STANDS = ~exists().where(FraudAlertEnd.alert_id == FraudAlert.id)
# Put together once: answers about visas ask this.
_ALERTS = (
    select(FraudAlert)
    .where(FraudAlert.last_day >= bindparam("day"), _STANDS)
    .order_by(FraudAlert.id.desc())
    .limit(50)
)
_ALERTS_OF = _ALERTS.where(FraudAlert.destination == bindparam("destination"))


def warnings(destination: str | None, page: int) -> Sequence[FraudWarning]:
    """Warnings of all offices, or of one destination, the newest first."""
    found = select(FraudWarning).options(joinedload(FraudWarning.agency)).where(*_for(destination))
    found = found.order_by(FraudWarning.id.desc())
    return db.scalars(found.offset((page - 1) * PAGE).limit(PAGE)).all()


def count_warnings(destination: str | None) -> int:
    """How many warnings there are."""
    return db.scalar(select(func.count(FraudWarning.id)).where(*_for(destination))) or 0


def destinations() -> Sequence[str]:
    """The destinations that a warning is about."""
    return db.scalars(select(FraudWarning.destination).distinct()).all()


def warning(ref: str) -> FraudWarning | None:
    """A warning by its ref; every office reads every warning."""
    found = select(FraudWarning).options(joinedload(FraudWarning.agency)).filter_by(ref=ref)
    return db.scalar(found)


def warning_by_id(warning_id: int) -> FraudWarning:
    """The warning of an alert."""
    return db.get_one(FraudWarning, warning_id)


def warning_of(decision_id: int) -> FraudWarning | None:
    """The warning that was made of a decision."""
    return db.scalar(select(FraudWarning).filter_by(decision_id=decision_id))


def alerts_of_warning(found: FraudWarning, day: date) -> Sequence[FraudAlert]:
    """The alerts in force that were made of a warning."""
    rows = _ALERTS.where(FraudAlert.warning_id == found.id)
    return db.scalars(rows, {"day": day}).all()


def alert(ref: str) -> FraudAlert | None:
    """An alert by its ref that nobody took back."""
    return db.scalar(select(FraudAlert).where(FraudAlert.ref == ref, _STANDS))


def alerts(day: date) -> Sequence[FraudAlert]:
    """The alerts in force on a day, the newest first."""
    return db.scalars(_ALERTS, {"day": day}).all()


def alerts_for(destination: str, day: date) -> Sequence[FraudAlert]:
    """The alerts in force on a day for one destination, the newest first."""
    return db.scalars(_ALERTS_OF, {"day": day, "destination": destination}).all()


def alerted(day: date, destination: str | None = None) -> Sequence[str]:
    """The destinations, or the one that is asked about, for which an alert is in force on a day."""
    query = select(FraudAlert.destination).distinct().where(FraudAlert.last_day >= day, _STANDS)
    if destination:
        query = query.where(FraudAlert.destination == destination)
    return db.scalars(query.order_by(FraudAlert.destination)).all()


def _for(destination: str | None) -> list[ColumnElement[bool]]:
    return [FraudWarning.destination == destination] if destination else []
