"""The shared tablets of classes, by their cookie, and who sits before them."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from courses.models import ClassTablet, Cohort, CohortState, Enrolled, Enrolment
from portal.ground.clock import now
from portal.ground.database import db
from portal.people.models import Person
from portal.people.rights import holds_role
from portal.people.visits import token_hash


def tablet(token: str | None) -> ClassTablet | None:
    """The tablet of a cookie, while it and its class are open and who opened it holds the role."""
    return db.scalar(standing(token).options(contains_eager(ClassTablet.cohort)))


def standing(token: str | None) -> Select[ClassTablet]:
    """Select the tablet of a cookie while it is open."""
    return (
        select(ClassTablet)
        .join(ClassTablet.cohort)
        .join(Person, Person.id == ClassTablet.opened_by_id)
        .where(
            ClassTablet.token_hash == token_hash(token or ""),
            ClassTablet.closed_at.is_(None),
            ClassTablet.ends_at > now(),
            Cohort.state == CohortState.OPEN,
            holds_role(),
        )
    )


def tablets(cohort: Cohort) -> Sequence[ClassTablet]:
    """The open tablets of a class, the newest first, each with who opened it."""
    return db.scalars(
        select(ClassTablet)
        .where(
            ClassTablet.cohort_id == cohort.id,
            ClassTablet.closed_at.is_(None),
            ClassTablet.ends_at > now(),
        )
        .options(joinedload(ClassTablet.opened_by).joinedload(Person.details))
        .order_by(ClassTablet.id.desc())
    ).all()


def seat(tablet: ClassTablet, ref: str) -> Enrolment | None:
    """Somebody who sits in the tablet's class."""
    return db.scalar(
        select(Enrolment)
        .filter_by(cohort_id=tablet.cohort_id, ref=ref, state=Enrolled.ENROLLED)
        .options(joinedload(Enrolment.person).joinedload(Person.details))
    )
