"""What is read of certificates; who asks is part of the question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, select, true
from sqlalchemy.orm import contains_eager, joinedload

from certificates.expiry import has_ended
from certificates.kinds import KINDS
from certificates.models import Certificate
from courses.models import Course, CourseVersion
from portal.deeds.models import Proposal, ProposalState
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.ground.reading import rows
from portal.papers.keylist import Purpose
from portal.papers.models import (
    Paper,
    PaperChange,
    PaperEvent,
    PaperFace,
    PaperLevel,
    PaperState,
    PaperWord,
)
from portal.papers.names import hashes
from portal.papers.verdict import Standing
from portal.people.models import Office, Person
from portal.people.rights import offices_reach, proposals_reach

PAGE = 25
_STAFF = (Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR)


@dataclass(frozen=True)
class Public:
    """What the public page needs of a paper, in one row."""

    number: str
    purpose: Purpose
    state: PaperState
    level: PaperLevel
    issued_on: date
    expires_on: date | None
    message: bytes | None
    words: dict[str, Any] | None

    @property
    def standing(self) -> Standing:
        """How it stands in the register."""
        return Standing(
            cancelled=self.state is PaperState.CANCELLED,
            replaced=self.state is PaperState.REPLACED,
            suspended=self.state is PaperState.SUSPENDED,
            expires_on=self.expires_on,
        )


@dataclass(frozen=True)
class Known(Public):
    """The same, and when the journal took the paper in: against it a QR is judged."""

    logged_at: datetime


# Made once: to put a statement together takes longer than to run it. Over the tables themselves:
# what it takes to make objects of rows is not needed here.
_PAPER, _FACE = Paper.__table__.c, PaperFace.__table__.c
_SHOWN = select(
    _PAPER.number,
    _PAPER.purpose,
    _PAPER.state,
    _PAPER.level,
    _PAPER.issued_on,
    _PAPER.expires_on,
    _FACE.message,
    _FACE.words,
).outerjoin(PaperFace.__table__, _FACE.paper_id == _PAPER.id)
_PUBLIC = _SHOWN.where(_PAPER.number == bindparam("number"))
_ISSUED = and_(PaperEvent.paper_id == Paper.id, PaperEvent.change == PaperChange.ISSUED)
_KNOWN = (
    _SHOWN.add_columns(PaperEvent.at)
    .join(PaperEvent, _ISSUED)
    .where(Paper.number.in_(bindparam("numbers", expanding=True)))
)


def public(number: str) -> Public | None:
    """What everybody may know of a paper whose number they hold."""
    found = rows(_PUBLIC, {"number": number})
    return Public(*found[0]) if found else None


def known(numbers: Sequence[str]) -> Mapping[str, Known]:
    """The papers that have one of these numbers, by their number; in one query."""
    if not numbers:
        return {}
    rows = db.execute(_KNOWN, {"numbers": numbers})
    return {row.number: Known(*row) for row in rows}


def course_titles() -> dict[str, dict[str, Any]]:
    """What each course is called today, by the word that stands for it in a QR."""
    newest = select(func.max(CourseVersion.id)).group_by(CourseVersion.course_id)
    rows = db.execute(
        select(Course.slug, CourseVersion.titles)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(CourseVersion.id.in_(newest))
        .order_by(Course.id)
    )
    return {slug: titles for slug, titles in rows}


def mine(person: Person) -> Sequence[Certificate]:
    """A person's certificates, the newest first."""
    found = _with_paper().where(Certificate.person_id == person.id)
    return db.scalars(found.order_by(Certificate.id.desc())).all()


def mine_by_number(person: Person, number: str) -> Certificate | None:
    """A person's own certificate; another's is not there."""
    return db.scalar(
        _with_paper().where(Certificate.person_id == person.id, Paper.number == number)
    )


def live(person_id: int, version: CourseVersion) -> Sequence[Certificate]:
    """What a person holds of a version of a course, at most one of each level; some may be over."""
    return db.scalars(
        _with_paper().where(
            Certificate.person_id == person_id,
            Certificate.course_version_id == version.id,
            Certificate.live,
        )
    ).all()


def in_force(person_id: int, version: CourseVersion) -> Certificate | None:
    """The certificate of a version of a course that keeps its holder from asking for another."""
    found = live(person_id, version)
    return next((one for one in found if not has_ended(one.paper.expires_on, today())), None)


def within_reach(person: Person, number: str) -> Certificate | None:
    """A certificate that a member of staff may see; one of another office is not there."""
    return db.scalar(_with_paper().where(Paper.number == number, _reach(person)))


def printable(person: Person, number: str) -> Certificate | None:
    """A certificate that this person may print: their own, or one within the reach of staff."""
    if person.role in _STAFF:
        return within_reach(person, number)
    return mine_by_number(person, number)


def any_by_number(number: str) -> Certificate | None:
    """A certificate for the command line."""
    return db.scalar(_with_paper().where(Paper.number == number))


def recent(person: Person, page: int, name: str = "") -> Sequence[Certificate]:
    """The certificates within reach whose name has these words, the newest first."""
    found = _with_paper().where(_reach(person), _has_words(name)).order_by(Paper.id.desc())
    return db.scalars(found.offset((page - 1) * PAGE).limit(PAGE)).all()


def count(person: Person, name: str = "") -> int:
    """How many certificates within reach have these words in their name."""
    found = select(func.count(Paper.id)).where(
        Paper.purpose == Purpose.CERTIFICATE, _reach(person), _has_words(name)
    )
    return db.scalar(found) or 0


def is_slip_within_reach(person: Person, number: str) -> bool:
    """Whether this is the slip of a visa, of an office that a member of staff reaches."""
    is_it = (Paper.number == number, Paper.purpose == Purpose.SLIP)
    return db.scalar(select(Paper.id).where(*is_it, _reach(person))) is not None


def papers() -> Iterator[Paper]:
    """Every paper, the oldest first."""
    yield from db.scalars(select(Paper).order_by(Paper.id).execution_options(yield_per=500))


def proposal(person: Person, ref: str) -> Proposal | None:
    """A proposal about a certificate within a person's reach."""
    return db.scalar(
        select(Proposal).where(
            Proposal.ref == ref, Proposal.kind.in_(KINDS), proposals_reach(person)
        )
    )


def waiting_proposal(paper: Paper) -> Proposal | None:
    """The proposal to change a paper that waits for a decision."""
    waiting = select(Proposal).where(
        Proposal.kind.in_(KINDS),
        Proposal.office_id == paper.office_id,
        Proposal.state == ProposalState.WAITING,
    )
    # What it is about is encrypted; few wait in an office at one time.
    found = (one for one in db.scalars(waiting) if one.difference["number"] == paper.number)
    return next(found, None)


def person(person_id: int | None) -> Person | None:
    """Somebody, with what names them."""
    return db.scalar(
        select(Person).options(joinedload(Person.details)).where(Person.id == person_id)
    )


def names(ids: set[int]) -> dict[int, str]:
    """Names of people by their key."""
    found = select(Person).options(joinedload(Person.details)).where(Person.id.in_(ids))
    return {person.id: person.name for person in db.scalars(found)}


def history(paper: Paper) -> Sequence[PaperEvent]:
    """What happened to a paper, the newest first."""
    return db.scalars(
        select(PaperEvent).filter_by(paper_id=paper.id).order_by(PaperEvent.id.desc())
    ).all()


def _with_paper() -> Select[Certificate]:
    return (
        select(Certificate)
        .join(Certificate.paper)
        .options(
            contains_eager(Certificate.paper).joinedload(Paper.face),
            joinedload(Certificate.version).joinedload(CourseVersion.course),
        )
    )


def _has_words(name: str) -> ColumnElement[bool]:
    """SQL: the name on the paper has all these words, or words that sound like them."""
    of_paper = PaperWord.paper_id == Paper.id
    return and_(
        true(), *(exists().where(of_paper, PaperWord.word == word) for word in hashes(name))
    )


def _reach(person: Person) -> ColumnElement[bool]:
    return Paper.office_id.in_(select(Office.id).where(offices_reach(person)))
