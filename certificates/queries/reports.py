"""What is read of reports; who asks is part of the question."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from portal.ground.database import db
from portal.papers.models import Paper, PaperReport
from portal.papers.queries import reports_reach
from portal.people.models import Person

PAGE = 25


def reports(person: Person, page: int, *, is_open: bool) -> Sequence[PaperReport]:
    """Reports within reach: what waits longest first, or what was looked at last first."""
    order = PaperReport.id if is_open else PaperReport.looked_at.desc()
    found = (
        select(PaperReport)
        .options(joinedload(PaperReport.paper))
        .where(reports_reach(person), _state(is_open))
        .order_by(order)
    )
    return db.scalars(found.offset((page - 1) * PAGE).limit(PAGE)).all()


def count_reports(person: Person, *, is_open: bool) -> int:
    """How many reports within reach are open, or were looked at."""
    found = select(func.count(PaperReport.id)).where(reports_reach(person), _state(is_open))
    return db.scalar(found) or 0


def report(person: Person, ref: str) -> PaperReport | None:
    """A report within reach, with what its reporter wrote; another office's is not there."""
    return db.scalar(
        select(PaperReport)
        .options(joinedload(PaperReport.said), joinedload(PaperReport.paper))
        .where(PaperReport.ref == ref, reports_reach(person))
    )


def reports_of(paper: Paper) -> Sequence[PaperReport]:
    """What was reported about a paper, the newest first."""
    found = select(PaperReport).filter_by(paper_id=paper.id).order_by(PaperReport.id.desc())
    return db.scalars(found).all()


def _state(is_open: bool) -> ColumnElement[bool]:
    return PaperReport.outcome.is_(None) if is_open else PaperReport.outcome.is_not(None)
