"""Whose learning a report looks at: a class, or all classes of some centres in some days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select, true, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from courses.models import Cohort, CohortCourse, CourseVersion, Enrolled, Enrolment
from courses.queries.classes import reach
from portal.ground.clock import DHAKA
from portal.people.models import Centre, Person


@dataclass(frozen=True)
class Scope:
    """Some classes, and between which days."""

    # SQL: the classes; a query over Cohort takes it.
    cohorts: ColumnElement[bool]
    # First and last day; None where the days do not matter.
    since: date | None = None
    until: date | None = None

    def within(self, moment: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """SQL: a moment lies between the days, as they are counted in Dhaka."""
        if self.since is None or self.until is None:
            return true()
        begin = datetime.combine(self.since, time(), DHAKA)
        end = datetime.combine(self.until + timedelta(days=1), time(), DHAKA)
        return and_(moment >= begin, moment < end)


def of_class(cohort: Cohort) -> Scope:
    """One class, whenever its people learnt."""
    return Scope(Cohort.id == cohort.id)


def of_centres(person: Person, code: str, since: date, until: date) -> Scope:
    """The classes of one centre within reach, or of all, that were held or learnt in some days."""
    centres = select(Centre.id).where(reach(person), Centre.code == code if code else true())
    return Scope(Cohort.centre_id.in_(centres), since, until)


def learning(scope: Scope, person_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """SQL: the person sits in one of these classes, and learns there the course of the version."""
    sitting = (
        select(Enrolment.person_id, CohortCourse.course_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(CohortCourse, CohortCourse.cohort_id == Cohort.id)
        .where(scope.cohorts, Enrolment.state == Enrolled.ENROLLED)
    )
    # Not a join: who sits in two classes would count twice.
    return tuple_(person_id, CourseVersion.course_id).in_(sitting)
