"""Makers of people whose passport was confirmed, through the deed of a class."""

from sqlalchemy import select

from courses.models import Course
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Centre, Person
from tests.make.classes import identify, make_centre, make_cohort, make_enrolment
from tests.make.courses import make_course
from tests.make.people import make_person


def make_owner(number: str = "A01234567") -> Person:
    """A migrant whose passport a trainer has seen; born on 12 April 1998."""
    if db.scalar(select(Centre.id)) is None:
        make_centre()
    if db.scalar(select(Course.id)) is None:
        make_course("small")
    person, trainer = make_person(), make_person(Role.TRAINER)
    identify(trainer, make_enrolment(trainer, make_cohort(trainer), person), number)
    return person
