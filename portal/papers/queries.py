"""What is read of papers."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.ground.database import db
from portal.papers.models import Paper, PaperChange, PaperEvent, PaperState
from portal.papers.verdict import Entry


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
