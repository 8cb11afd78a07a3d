"""Lists that somebody has checked: counted, kept for an hour, answered part by part, forgotten."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from certificates.models import CheckedList, CheckedPart
from certificates.queries import lists as queries
from certificates.refusals import ListsBusy
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.limits import Rule, count_failure, waiting

KIND = "certificate-lists"
# 100,000 lines an hour; after that one list a minute. One number or QR alone is never counted.
_MINUTE = timedelta(minutes=1)
RULE = Rule(free=100_000, within=timedelta(hours=1), wait=_MINUTE, longest=_MINUTE)
# Of everybody together; about a gigabyte at the worst.
MOST_KEPT = 1_000_000
# Lines that are checked at once, well under a second.
PART = 500


@transaction
def count_lines(asker: bytes, lines: int) -> int:
    """Count the lines of a list; or the seconds to wait before it, and then nothing is counted."""
    wait = waiting(KIND, asker)
    if not wait:
        count_failure(KIND, asker, RULE, lines)
    return wait


@transaction
def begin_list(device: bytes, heads: Sequence[str], lines: Sequence[list[Any]]) -> str:
    """Keep a list that is to be checked; its reference."""
    if queries.lines_kept() + len(lines) > MOST_KEPT:
        raise ListsBusy
    found = CheckedList(
        ref=uuid.uuid4().hex,
        device=device,
        created_at=now(),
        heads=list(heads),
        total=len(lines),
    )
    starts = range(0, len(lines), PART)
    found.parts = [
        CheckedPart(place=place, lines=list(lines[start : start + PART]))
        for place, start in enumerate(starts)
    ]
    db.add(found)
    return found.ref


@transaction
def keep_answers(part_id: int, answers: Sequence[dict[str, Any]]) -> None:
    """Keep the answers to a part, once; a list that was forgotten meanwhile stays forgotten."""
    part = db.scalar(select(CheckedPart).filter_by(id=part_id).with_for_update())
    if part is None or part.answers is not None:
        return
    part.answers = list(answers)
    part.verdicts = [one["verdict"] for one in answers]
    found = db.scalars(select(CheckedList).filter_by(id=part.list_id).with_for_update()).one()
    found.done += len(answers)


@transaction
def forget_list(ref: str, device: bytes) -> None:
    """Forget a list of this browser."""
    db.execute(delete(CheckedList).filter_by(ref=ref, device=device))


@transaction
def forget_old_lists() -> None:
    """Forget the lists whose hour is over."""
    db.execute(delete(CheckedList).where(CheckedList.created_at <= now() - queries.KEPT))
