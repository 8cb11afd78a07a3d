"""What is read of papers."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import joinedload

from portal.ground.clock import today
from portal.ground.database import db
from portal.papers.models import (
    CheckCount,
    Paper,
    PaperChange,
    PaperEvent,
    PaperReport,
    PaperState,
    PaperWord,
)
from portal.papers.verdict import Entry
from portal.people.models import Person
from portal.people.rights import cases_reach


def by_number(number: str) -> Paper | None:
    """A paper with what stands on it, by its number as it is printed; in one query."""
    return db.scalar(
        select(Paper)
        .options(joinedload(Paper.face), joinedload(Paper.replaced_by), joinedload(Paper.office))
        .where(Paper.number == number)
    )


def entry(number: str) -> Entry | None:
    """What the register holds against a QR: the message that was issued, and how it stands."""
    paper = by_number(number)
    if paper is None or paper.face is None:
        return None
    return Entry(paper.face.message, logged_at(paper), paper.standing)


def logged_at(paper: Paper) -> datetime:
    """When the journal took the paper's issue in."""
    return db.scalars(
        select(PaperEvent.at).filter_by(paper_id=paper.id, change=PaperChange.ISSUED)
    ).one()


def last_list() -> int:
    """The number of the newest status list."""
    return db.scalar(select(func.max(Paper.list_number))) or 1


def places(list_number: int, state: PaperState) -> Iterable[int]:
    """The places of a list whose papers stand so."""
    return db.scalars(select(Paper.place).filter_by(list_number=list_number, state=state))


def is_taken(list_number: int, place: int) -> bool:
    """Whether a place of a list has its paper."""
    found = select(Paper.id).filter_by(list_number=list_number, place=place)
    return db.scalar(found) is not None


def last_id() -> int:
    """The highest key of a paper."""
    return db.scalar(select(func.max(Paper.id))) or 0


class Checks(NamedTuple):
    """How often a paper was checked: today, in the last 30 days, and on all days that are kept."""

    today: int
    month: int
    all: int


def checks(paper: Paper) -> Checks:
    """How often a paper was checked."""

    of_paper = select(CheckCount.day, CheckCount.checks).filter_by(paper_id=paper.id)
    days = db.execute(of_paper).all()
    month = today() - timedelta(days=29)
    return Checks(
        today=sum(checks for day, checks in days if day == today()),
        month=sum(checks for day, checks in days if day >= month),
        all=sum(checks for _, checks in days),
    )


def without_words(limit: int) -> Sequence[Paper]:
    """Papers with a face that no word leads to."""
    has_words = exists().where(PaperWord.paper_id == Paper.id)
    found = select(Paper).join(Paper.face).options(joinedload(Paper.face)).where(~has_words)
    return db.scalars(found.order_by(Paper.id).limit(limit)).unique().all()


def reports_reach(person: Person) -> ColumnElement[bool]:
    """SQL: the reports that a member of staff sees: of the offices within reach, and of none."""
    return cases_reach(PaperReport.office_id, person)


def open_reports(person: Person) -> int:
    """How many reports wait for an officer within a person's reach."""
    found = select(func.count(PaperReport.id)).where(
        PaperReport.outcome.is_(None), reports_reach(person)
    )
    return db.scalar(found) or 0
