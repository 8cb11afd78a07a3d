"""Makers of training centres and classes, with good defaults."""

from datetime import date, timedelta

from sqlalchemy import select

from courses.actions import classes, enrolling, roll
from courses.models import Cohort, Course, Enrolment
from courses.planning import NewCohort
from portal.deeds.record import By
from portal.ground.clock import today
from portal.ground.database import db
from portal.people.actions import centres
from portal.people.identities import Seen
from portal.people.models import Centre, Person
from tests.make.people import make_office


def by(person: Person | None) -> By:
    """Somebody at a command line."""
    return By.command_line(person.id if person else None, "test")


def make_centre(code: str = "cumilla-ttc", office: str = "cumilla") -> Centre:
    """A training centre of a district; trainers that make_person makes work in the first."""
    make_office(office)
    new = centres.NewCentre(code, "প্রশিক্ষণ কেন্দ্র", "Training centre", office)
    centres.name_centre(by(None), new)
    return db.scalars(select(Centre).filter_by(code=code)).one()


def new_cohort(**changes: object) -> NewCohort:
    """A class of three days that begins today, of all courses there are."""
    values: dict[str, object] = {
        "title": "Saudi Arabia, morning",
        "days": tuple(today() + timedelta(days=place) for place in range(3)),
        "seats": 40,
        "days_needed": 1,
        "course_ids": tuple(db.scalars(select(Course.id))),
        "trainer_ids": (),
    }
    return NewCohort(**(values | changes))  # type: ignore[arg-type]


def make_cohort(trainer: Person, **changes: object) -> Cohort:
    """A class of the trainer's centre."""
    ref = classes.open_cohort(by(trainer), trainer.centre or "cumilla-ttc", new_cohort(**changes))
    return db.scalars(select(Cohort).filter_by(ref=ref)).one()


def make_enrolment(trainer: Person, cohort: Cohort, person: Person) -> Enrolment:
    """A seat of the class for a person."""
    ref = enrolling.enrol(by(trainer), cohort.ref, person.public_id)
    return db.scalars(select(Enrolment).filter_by(ref=ref)).one()


def attend(trainer: Person, cohort: Cohort, enrolment: Enrolment) -> None:
    """Mark somebody present on the first day."""
    roll.mark(by(trainer), cohort.meetings[0].ref, enrolment.ref, True)


def seen(number: str = "A01234567", name: str = "RAHIMA BEGUM") -> Seen:
    """What stands in a passport that staff looked at."""
    return Seen(number, date(1998, 4, 12), name)


def identify(trainer: Person, enrolment: Enrolment, number: str = "A01234567") -> None:
    """Confirm somebody's passport in class."""
    cohort = db.get_one(Cohort, enrolment.cohort_id)
    roll.confirm_passport(by(trainer), cohort.ref, enrolment.ref, seen(number), renewed=False)
