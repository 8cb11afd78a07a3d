"""What is read of slips; who asks is part of the question."""

from collections.abc import Sequence

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased, contains_eager

from portal.ground.clock import today
from portal.ground.database import db
from portal.papers.models import Paper, PaperState
from portal.people.models import Office, Person
from portal.people.rights import offices_reach
from visa_check.models import Slip, VisaDecision, VisaEntry


def of_visa(visa_id: int) -> Sequence[Slip]:
    """The slips of a visa, the newest first."""
    return db.scalars(_with_paper().where(VisaDecision.visa_id == visa_id)).all()


def of_decision(decision_id: int) -> Slip | None:
    """The slip of a decision."""
    return db.scalar(_with_paper().where(Slip.decision_id == decision_id))


def within_reach(person: Person, number: str) -> Slip | None:
    """A slip of the offices within an officer's reach; another's is not there."""
    reach = Paper.office_id.in_(select(Office.id).where(offices_reach(person)))
    return db.scalar(_with_paper().where(Paper.number == number, reach))


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
