"""What is read of lists that somebody has checked; they are there for their own browser alone."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import func, select

from certificates.models import CheckedList, CheckedPart
from portal.ground.clock import now
from portal.ground.database import db

# A list is there for so long; then nobody finds it, and soon after it is deleted.
KEPT = timedelta(hours=1)


def checked(ref: str, device: bytes) -> CheckedList | None:
    """A list of this browser; another's is not there."""
    return db.scalar(
        select(CheckedList).where(
            CheckedList.ref == ref,
            CheckedList.device == device,
            CheckedList.created_at > now() - KEPT,
        )
    )


def next_part(found: CheckedList) -> CheckedPart | None:
    """The first part that was not checked yet."""
    return db.scalar(
        select(CheckedPart)
        .where(CheckedPart.list_id == found.id, CheckedPart.answers.is_(None))
        .order_by(CheckedPart.place)
        .limit(1)
    )


def verdicts(found: CheckedList) -> list[list[str]]:
    """The verdicts of a list, part by part."""
    mine = select(CheckedPart.verdicts).where(CheckedPart.list_id == found.id)
    return list(db.scalars(mine.order_by(CheckedPart.place)))


def parts(found: CheckedList, places: set[int]) -> Sequence[CheckedPart]:
    """Some parts of a list."""
    mine = select(CheckedPart).where(CheckedPart.list_id == found.id, CheckedPart.place.in_(places))
    return db.scalars(mine).all()


def all_parts(found: CheckedList) -> Iterator[CheckedPart]:
    """Every part of a list in order."""
    mine = select(CheckedPart).where(CheckedPart.list_id == found.id)
    yield from db.scalars(mine.order_by(CheckedPart.place))


def lines_kept() -> int:
    """How many lines of lists are kept at this moment, of everybody."""
    return db.scalar(select(func.sum(CheckedList.total))) or 0
