"""What is written of keys, of checks, and of names that papers are found by."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import delete, select

from portal.deeds.record import By, deed
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.papers import claims, issuing, queries, signing
from portal.papers.keylist import KeyList, Purpose
from portal.papers.models import CheckCount, KeyEvent, Paper

# Daily counts of checks are kept this long.
KEPT = timedelta(days=400)
_LOT = 500


@deed
def record_key(by: By, keys: KeyList, purpose: Purpose) -> str:
    """Write into the journal that a new key came into force."""
    kid = keys.active(purpose).kid
    db.add(KeyEvent(kid=kid, purpose=purpose, version=keys.version, at=now()))
    return kid.hex()


@transaction
def add_checks(counted: Mapping[tuple[str, date], int]) -> None:
    """Add to the daily counts of papers; numbers of no paper are left out."""
    numbers = sorted({number for number, _ in counted})
    for start in range(0, len(numbers), _LOT):
        lot = numbers[start : start + _LOT]
        found = db.execute(select(Paper.number, Paper.id).where(Paper.number.in_(lot)))
        keys = {number: key for number, key in found}
        before = {
            (row.paper_id, row.day): row
            for row in db.scalars(select(CheckCount).where(CheckCount.paper_id.in_(keys.values())))
        }
        for (number, day), checks in counted.items():
            key = keys.get(number)
            row = before.get((key, day)) if key else None
            if row is not None:
                row.checks += checks
            elif key is not None:
                db.add(CheckCount(paper_id=key, day=day, checks=checks))


@transaction
def forget_old_checks() -> None:
    """Delete counts past their retention."""
    db.execute(delete(CheckCount).where(CheckCount.day < today() - KEPT))


@transaction
def index_names() -> int:
    """Let some papers of earlier days be found by the words of their names; how many."""
    found = queries.without_words(_LOT)
    for paper in found:
        if paper.face is not None:
            said = claims.read(signing.read(paper.face.message).payload or b"")
            issuing.index(paper, said.name)
    return len(found)
