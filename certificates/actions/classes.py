"""The certificates of a class: asked for by staff, issued one by one, each as a deed."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from certificates import recording
from certificates.actions.papers import LAYOUT
from certificates.expiry import last_day
from certificates.models import ClassPapers, Making
from certificates.queries import classes as queries
from certificates.queries.classes import Standing
from certificates.refusals import AlreadyIssued, BeingMade, Gone, NothingToMake, NotReady
from courses.models import Cohort
from courses.queries import classes
from portal.deeds.record import By, deed
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.papers import holder
from portal.papers.issuing import Draft
from portal.papers.keylist import Purpose
from portal.papers.models import PaperLevel
from portal.people import identities, rights

# The files of a class lie in the data folder so long; they can be made again at any time.
KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Checked:
    """The holder check of a confirmed passport: it takes long, so it is worked out before."""

    identity_id: int
    check: bytes


@deed
def issue_attended(
    by: By, cohort_ref: str, enrolment_ref: str, course_id: int, checked: Checked
) -> str:
    """Issue the attended certificate of somebody of a class in one of its courses; its number.

    It rests on a recorded pass, on the roll, and on the passport that staff compared. One that
    expired says from then on that it was replaced.
    """
    cohort = _cohort(by, cohort_ref)
    standing = _standing(cohort, enrolment_ref, course_id)
    if standing.certificate is not None and not standing.has_ended:
        raise AlreadyIssued
    identity = identities.current(standing.enrolment.person_id)
    if not standing.is_ready or identity is None or identity.id != checked.identity_id:
        raise NotReady
    draft = _draft(cohort, standing, identities.seen(identity), checked.check)
    return recording.issue(by, draft, standing.version, before=standing.certificate).number


@transaction
def ask_papers(person_id: int, cohort_ref: str) -> str:
    """Ask for the certificates of a class and their files; the reference of the work."""
    staff = rights.require(person_id, *classes.STAFF)
    cohort = classes.cohort(staff, cohort_ref)
    if cohort is None:
        raise Gone
    before = queries.papers_of(cohort)
    if before is not None and before.state is not Making.DONE:
        raise BeingMade
    standings = queries.standings(cohort)
    if not any(one.is_ready or one.certificate for one in standings):
        raise NothingToMake
    papers = ClassPapers(
        ref=uuid.uuid4().hex, cohort_id=cohort.id, asked_by_id=staff.id, asked_at=now()
    )
    db.add(papers)
    return papers.ref


@transaction
def tell_papers(ref: str, done: int, total: int, state: Making) -> None:
    """Keep how far the files of a class are."""
    papers = db.scalars(select(ClassPapers).filter_by(ref=ref)).one()
    papers.done, papers.total, papers.state = min(done, total), total, state


@transaction
def forget_old_papers() -> list[str]:
    """Forget the work on files past their time; the references of files to remove."""
    old = delete(ClassPapers).where(
        ClassPapers.asked_at < now() - KEPT, ClassPapers.state == Making.DONE
    )
    return list(db.scalars(old.returning(ClassPapers.ref)))


def _cohort(by: By, ref: str) -> Cohort:
    """The class, within the reach of who asks; the command line reaches every class."""
    if by.person_id is None:
        cohort = queries.any_cohort(ref)
    else:
        cohort = classes.cohort(rights.require(by.person_id, *classes.STAFF), ref)
    if cohort is None:
        raise Gone
    return cohort


def _standing(cohort: Cohort, enrolment_ref: str, course_id: int) -> Standing:
    for one in queries.standings(cohort, enrolment_ref):
        if one.course.id == course_id:
            return one
    raise Gone


def _draft(
    cohort: Cohort, standing: Standing, passport: identities.Seen | None, check: bytes
) -> Draft:
    """What stands on the paper: the name as staff saw it in the passport, and the centre."""
    if passport is None:
        raise NotReady
    version, centre = standing.version, cohort.centre
    return Draft(
        purpose=Purpose.CERTIFICATE,
        person_id=standing.enrolment.person_id,
        office_id=centre.office_id,
        name=passport.name,
        subject=f"{standing.course.slug} {version.version}",
        words={
            "layout": LAYOUT,
            "subject": version.titles,
            "version": version.version,
            "centre": {"bn": centre.name_bn, "en": centre.name_en},
        },
        level=PaperLevel.ATTENDED,
        place=centre.code,
        holder_check=check,
        last_3=holder.last_3(passport.number),
        expires_on=last_day(version.expires_after, today()),
    )
