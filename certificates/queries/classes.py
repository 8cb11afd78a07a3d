"""What an attended certificate of a class rests on, and what is still missing for it."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from certificates.expiry import has_ended
from certificates.models import Certificate, ClassPapers, Making
from courses.models import Cohort, Course, CoursePass, CourseVersion, Enrolment
from courses.queries import classes
from portal.ground.clock import today
from portal.ground.database import db
from portal.papers.models import Paper, PaperLevel
from portal.people.models import Person


class Lack(StrEnum):
    """What is missing for an attended certificate."""

    COURSE = "course"
    DAYS = "days"
    IDENTITY = "identity"


@dataclass(frozen=True)
class Standing:
    """Somebody of a class in one of its courses."""

    enrolment: Enrolment
    course: Course
    course_pass: CoursePass | None
    days: int
    certificate: Certificate | None
    lacks: tuple[Lack, ...]

    @property
    def version(self) -> CourseVersion:
        """The version that was passed; only where it was."""
        if self.course_pass is None:
            raise LookupError("nothing was passed")
        return self.course_pass.version

    @property
    def has_ended(self) -> bool:
        """Whether there is a certificate, and it expired."""
        return self.certificate is not None and has_ended(
            self.certificate.paper.expires_on, today()
        )

    @property
    def is_ready(self) -> bool:
        """Whether a certificate can be issued, and there is none that is in force."""
        return not self.lacks and (self.certificate is None or self.has_ended)


def standings(cohort: Cohort, ref: str | None = None) -> list[Standing]:
    """Everybody of a class in each of its courses, seat by seat; or one enrolment alone."""
    seats, passes = classes.seats(cohort, ref), classes.passes(cohort, ref)
    live = _live([seat.enrolment.person_id for seat in seats])
    found = []
    for seat in seats:
        person_id = seat.enrolment.person_id
        for course in (one.course for one in cohort.courses):
            course_pass = passes.get((person_id, course.id))
            lacks = {
                Lack.COURSE: course_pass is None,
                Lack.DAYS: seat.days < cohort.days_needed,
                Lack.IDENTITY: not seat.identified,
            }
            version_id = course_pass.course_version_id if course_pass else 0
            found.append(
                Standing(
                    enrolment=seat.enrolment,
                    course=course,
                    course_pass=course_pass,
                    days=seat.days,
                    certificate=live.get((person_id, version_id)),
                    lacks=tuple(lack for lack, is_so in lacks.items() if is_so),
                )
            )
    return found


def papers_of(cohort: Cohort) -> ClassPapers | None:
    """What was asked for last for a class."""
    newest = select(ClassPapers).filter_by(cohort_id=cohort.id).order_by(ClassPapers.id.desc())
    return db.scalar(newest.limit(1))


def finished(person: Person, cohort_ref: str, ref: str) -> ClassPapers | None:
    """The finished papers of a class within reach."""
    cohort = classes.cohort(person, cohort_ref)
    if cohort is None:
        return None
    return db.scalar(select(ClassPapers).filter_by(ref=ref, cohort_id=cohort.id, state=Making.DONE))


def next_papers() -> ClassPapers | None:
    """The papers that were asked for first and are not done."""
    waiting = select(ClassPapers).where(ClassPapers.state != Making.DONE)
    return db.scalar(waiting.order_by(ClassPapers.id).limit(1))


def any_cohort(ref: str) -> Cohort | None:
    """A class for the command line and the worker."""
    return db.scalar(select(Cohort).filter_by(ref=ref))


def _live(person_ids: list[int]) -> dict[tuple[int, int], Certificate]:
    """The attended certificates in force of these people, by person and course version."""
    rows = db.scalars(
        select(Certificate)
        .join(Certificate.paper)
        .options(contains_eager(Certificate.paper).joinedload(Paper.face))
        .where(
            Certificate.person_id.in_(person_ids),
            Certificate.level == PaperLevel.ATTENDED,
            Certificate.live,
        )
    )
    return {(one.person_id, one.course_version_id): one for one in rows}
