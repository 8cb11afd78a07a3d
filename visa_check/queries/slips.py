"""What is read of slips; who asks is part of the question."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import aliased, contains_eager

from portal.ground.clock import today
from portal.ground.database import db
from portal.papers.keylist import Purpose
from portal.papers.models import Paper, PaperEvent, PaperReport, PaperState, PaperWord
from portal.papers.names import hashes
from portal.people.models import Office, Person
from portal.people.rights import offices_reach
from visa_check.models import Slip, Visa, VisaDecision, VisaEntry

PAGE = 25


def of_visa(visa_id: int) -> Sequence[Slip]:
    """The slips of a visa, the newest first."""
    return db.scalars(_with_paper().where(VisaDecision.visa_id == visa_id)).all()


def of_decision(decision_id: int) -> Slip | None:
    """The slip of a decision."""
    return db.scalar(_with_paper().where(Slip.decision_id == decision_id))


def within_reach(person: Person, number: str) -> Slip | None:
    """A slip of the offices within an officer's reach; another's is not there."""
    return db.scalar(_with_paper().where(Paper.number == number, _reach(person)))


def by_number(number: str) -> Slip:
    """The slip that a proposal is about."""
    return db.scalars(_with_paper().where(Paper.number == number)).one()


def hold(number: str) -> None:
    """Let nobody else change a slip until the end of an action, and see it as it stands now."""
    db.scalar(select(Paper.id).filter_by(number=number).with_for_update())
    db.expire_all()


def recent(person: Person, page: int, name: str = "") -> Sequence[Slip]:
    """Slips within reach whose name has these words or such that sound like them, newest first."""
    found = _with_paper().where(*_sought(person, name))
    return db.scalars(found.offset((page - 1) * PAGE).limit(PAGE)).all()


def count(person: Person, name: str = "") -> int:
    """How many slips within reach have these words in their name."""
    found = select(func.count(Paper.id)).where(
        Paper.purpose == Purpose.SLIP, *_sought(person, name)
    )
    return db.scalar(found) or 0


def visa_ref(slip: Slip) -> str:
    """The visa of a slip."""
    return db.scalars(select(Visa.ref).filter_by(id=slip.decision.visa_id)).one()


def history(slip: Slip) -> Sequence[PaperEvent]:
    """What happened to a slip, the newest first."""
    query = select(PaperEvent).filter_by(paper_id=slip.paper_id)
    return db.scalars(query.order_by(PaperEvent.id.desc())).all()


def reports(slip: Slip) -> Sequence[PaperReport]:
    """What people reported about a slip, the newest first."""
    query = select(PaperReport).filter_by(paper_id=slip.paper_id)
    return db.scalars(query.order_by(PaperReport.id.desc()).limit(PAGE)).all()


def _sought(person: Person, name: str) -> list[ColumnElement[bool]]:
    """SQL: within reach, and with all words of a name."""
    of_paper = PaperWord.paper_id == Paper.id
    words = [exists().where(of_paper, PaperWord.word == word) for word in hashes(name)]
    return [_reach(person), *words]


def _reach(person: Person) -> ColumnElement[bool]:
    return Paper.office_id.in_(select(Office.id).where(offices_reach(person)))


def in_force(visa_id: int) -> Sequence[Slip]:
    """The slips of a visa that nobody cancelled or replaced."""
    found = _with_paper().where(VisaDecision.visa_id == visa_id, _LIVE)
    return db.scalars(found).all()


def outlived() -> Sequence[Slip]:
    """Slips that still count though the visa has a newer entry than their decision knew."""
    later = aliased(VisaEntry)
    newest = (
        select(func.max(later.id))
        .where(later.visa_id == VisaDecision.visa_id)
        .correlate(VisaDecision)
        .scalar_subquery()
    )
    good = and_(_LIVE, Paper.expires_on >= today())
    return db.scalars(_with_paper().where(good, VisaDecision.entry_id != newest)).all()


_LIVE = Paper.state.in_((PaperState.LIVE, PaperState.SUSPENDED))


def _with_paper() -> Select[Slip]:
    return (
        select(Slip)
        .join(Slip.paper)
        .join(Slip.decision)
        .options(contains_eager(Slip.paper).joinedload(Paper.face), contains_eager(Slip.decision))
        .order_by(Slip.id.desc())
    )
