"""How often something failed or was asked, under keys that say nothing about whose it was."""

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import UniqueConstraint, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped

from portal.ground.clock import now
from portal.ground.database import Base, Key, db, transaction

# Counts of look-ups are kept this long (TRUST.md, retention).
KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Rule:
    """After this many failures within a time, each next one waits longer, up to the longest."""

    free: int
    within: timedelta
    wait: timedelta
    longest: timedelta

    def pause(self, failures: int) -> timedelta:
        """How long to wait after so many failures."""
        if failures < self.free:
            return timedelta()
        doubled: timedelta = self.wait * 2 ** min(failures - self.free, 20)
        return min(doubled, self.longest)


class FailureCount(Base):
    """Failures of one kind under one keyed hash."""

    __tablename__ = "failure_count"
    __table_args__ = (UniqueConstraint("kind", "key"),)

    id: Mapped[Key]
    kind: Mapped[str]
    key: Mapped[bytes]
    failures: Mapped[int]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    wait_until: Mapped[datetime | None]


def waiting(kind: str, key: bytes) -> int:
    """How many seconds to wait before the next try, 0 if none."""
    until = db.scalar(select(FailureCount.wait_until).filter_by(kind=kind, key=key))
    return max(0, round((until - now()).total_seconds())) if until else 0


def count_failure(kind: str, key: bytes, rule: Rule, amount: int = 1) -> int:
    """Count a failure (or an amount), inside an action; how many are now counted."""
    found = _held(kind, key)
    if found.first_at < now() - rule.within:
        found.failures, found.first_at = 0, now()
    found.failures += amount
    found.last_at = now()
    pause = rule.pause(found.failures)
    found.wait_until = now() + pause if pause else None
    db.flush()
    return found.failures


def count_each(keys: dict[str, bytes], rules: dict[str, Rule]) -> bool:
    """Count once under the key of each kind, inside an action; False where one must wait."""
    if any(waiting(kind, key) for kind, key in keys.items()):
        return False
    for kind, key in keys.items():
        count_failure(kind, key, rules[kind])
    return True


def _held(kind: str, key: bytes) -> FailureCount:
    """The count of this key, held until the end of the action; made if there is none."""
    query = select(FailureCount).filter_by(kind=kind, key=key).with_for_update()
    found = db.scalar(query)
    if found is None:
        with contextlib.suppress(IntegrityError), db.begin_nested():
            db.add(FailureCount(kind=kind, key=key, failures=0, first_at=now(), last_at=now()))
        found = db.scalars(query).one()
    return found


def forget(kind: str, key: bytes) -> None:
    """Start the count anew, inside an action."""
    db.execute(delete(FailureCount).filter_by(kind=kind, key=key))


@transaction
def forget_old() -> None:
    """Delete counts past their retention."""
    db.execute(delete(FailureCount).where(FailureCount.last_at < now() - KEPT))
