"""Certificates of a whole class on two cores: whether one of many takes as long as one of few.

SEATS=40,200 takes classes of other sizes; one of 200 seats has 1,000 certificates (five minutes).
"""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from measuring import Figure, Place
from sqlalchemy import select

from certificates import pdf, whole_class
from courses.models import Cohort
from courses.queries.classes import newest_versions
from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Person
from tests.make.certificates import make_pass
from tests.make.classes import attend, identify, make_cohort, make_enrolment
from tests.make.people import make_person

COURSES = 5
# People in five courses each: a class of the largest size, 200 seats, has 1,000 certificates.
SEATS = [int(seats) for seats in os.environ.get("SEATS", "10,40").split(",")]
MOST = 1000
# The time of one certificate in the larger class beside the smaller one.
LINEAR = 1.25


def measure(place: Place) -> Iterator[Figure]:
    """Issue and draw the certificates of a smaller and of a larger class."""
    each: list[float] = []
    with place.app.app_context():
        trainer = db.scalars(select(Person).filter_by(role=Role.TRAINER).limit(1)).one()
        # The processes start once; a class of a thousand hardly feels it.
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            list(pool.map(_ready, range(2)))
            for seats in SEATS:
                cohort = _class(trainer, seats)
                began, steps = time.monotonic(), 0
                by, folder = By.command_line(None, "bench"), place.data / f"class-{seats}"
                for _ in whole_class.make(by, cohort.ref, folder, partial(pool.map, pdf.render)):
                    steps += 1
                took = time.monotonic() - began
                each.append(took / (seats * COURSES))
                name = f"{seats * COURSES} certificates, Bangla and English"
                yield Figure("class", name, took, "s")
                yield Figure("class", f"{name}: steps of the bar", steps, "")
    yield Figure(
        "class", "one of the larger beside one of the smaller", each[1] / each[0], "", LINEAR
    )
    if SEATS[1] * COURSES < MOST:
        yield Figure("class", f"{MOST} at this pace (worked out)", each[1] * MOST, "s")


def _ready(_place: int) -> int:
    """Have a process read the templates and fonts."""
    return len(pdf.LANGUAGES)


def _class(trainer: Person, seats: int) -> Cohort:
    """A class in which everybody passed, was there, and showed the passport."""
    versions = list(newest_versions().values())[:COURSES]
    courses = tuple(version.course_id for version in versions)
    cohort = make_cohort(trainer, seats=seats, course_ids=courses)
    for place in range(seats):
        person = make_person()
        enrolment = make_enrolment(trainer, cohort, person)
        for version in versions:
            make_pass(person.id, version.id)
        attend(trainer, cohort, enrolment)
        identify(trainer, enrolment, f"B{seats:03}{place:05}")
    return cohort
