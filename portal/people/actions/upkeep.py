"""What is loaded once, and what is forgotten in time."""

from sqlalchemy import delete, or_, select

from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.people import codes, offices, visits
from portal.people.models import Device, Office, OneTimeCode, SignInSession


@transaction
def load_offices() -> int:
    """Add the offices that are missing; how many there are then."""
    known = set(db.scalars(select(Office.code)))
    rows = list(offices.rows())
    db.add_all(Office(**row) for row in rows if row["code"] not in known)
    return len(rows)


@transaction
def forget_old() -> None:
    """Delete ended sessions, ended codes after a day, and devices a year unused."""
    db.execute(
        delete(SignInSession).where(
            or_(SignInSession.idle_end < now(), SignInSession.absolute_end < now())
        )
    )
    db.execute(delete(OneTimeCode).where(OneTimeCode.ends_at < now() - codes.KEPT))
    db.execute(delete(Device).where(Device.used_on < today() - visits.DEVICE_KEPT))
