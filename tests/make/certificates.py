"""Makers of certificates."""

import uuid
from dataclasses import replace

from sqlalchemy import select

from certificates import actions
from certificates.actions import Holder
from certificates.kinds import CANCEL
from certificates.models import Certificate
from courses.models import CoursePass, CourseVersion
from portal.deeds.proposals import close, propose
from portal.deeds.record import By, deed
from portal.ground.clock import today
from portal.ground.database import db, transaction
from portal.papers import issuing
from portal.papers.models import Paper, PaperChange
from portal.people.models import Person
from tests.make.courses import make_course
from tests.make.people import make_person

HOLDER = Holder("RAHIMA BEGUM", b"\xab\xcd", "417")


def by(person: Person) -> By:
    """A deed of this person, which no other deed repeats."""
    return By(person.id, f"person {person.id}", "test", uuid.uuid4().hex, b"")


@transaction
def make_pass(person_id: int, version_id: int) -> None:
    """A passed course."""
    db.add(
        CoursePass(person_id=person_id, course_version_id=version_id, passed_on=today(), score=90)
    )


def make_passed_course(person: Person) -> str:
    """A course that this person passed; its slug."""
    version: CourseVersion = make_course()
    slug = version.course.slug
    make_pass(person.id, version.id)
    return slug


def make_certificate(person: Person, holder: Holder = HOLDER) -> Certificate:
    """A certificate of a person."""
    slug = make_passed_course(person)
    number = actions.issue(by(person), slug, holder)
    return db.scalars(select(Certificate).join(Paper).where(Paper.number == number)).one()


def change(by: By, number: str, what: PaperChange) -> str:
    """Bring a paper into another state, by what two people decided."""
    return _change(by, make_person().id, number, what)


@deed
def _change(by: By, second_id: int, number: str, what: PaperChange) -> str:
    proposal = propose(by, kind=CANCEL, subject=number, difference={"number": number})
    close(replace(by, person_id=second_id), proposal, approved=True)
    paper = db.scalars(select(Paper).filter_by(number=number)).one()
    issuing.change(by, paper, what, proposal_id=proposal.id)
    return number
