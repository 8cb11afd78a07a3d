"""Issuing the certificate of a passed course."""

from dataclasses import dataclass

from certificates import queries, recording
from certificates.expiry import last_day
from certificates.refusals import AlreadyIssued, NotPassed
from courses.models import CourseVersion
from courses.queries import passed
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import today
from portal.papers.issuing import Draft
from portal.papers.keylist import Purpose
from portal.papers.models import PaperLevel
from portal.people import rights
from portal.people.models import Person

# How a certificate is laid out; an older one keeps the layout of its day.
LAYOUT = 2


@dataclass(frozen=True)
class Holder:
    """Who holds the certificate: the name, and what little of the passport stands on it."""

    name: str
    check: bytes | None = None
    last_3: str | None = None


@deed
def issue(by: By, slug: str, holder: Holder) -> str:
    """Issue a certificate for a passed course, also after an earlier one expired; its number."""
    person = rights.require(by.person_id, *Role)
    course_pass = passed(person, slug)
    if course_pass is None:
        raise NotPassed
    version = course_pass.version
    if queries.in_force(person.id, version):
        raise AlreadyIssued
    found = queries.live(person.id, version)
    before = next((one for one in found if one.level is PaperLevel.SELF_STUDY), None)
    draft = _draft(person, version, slug, holder)
    return recording.issue(by, draft, version, before=before).number


def _draft(person: Person, version: CourseVersion, slug: str, holder: Holder) -> Draft:
    return Draft(
        purpose=Purpose.CERTIFICATE,
        person_id=person.id,
        office_id=person.office_id,
        name=holder.name,
        subject=f"{slug} {version.version}",
        words={"layout": LAYOUT, "subject": version.titles, "version": version.version},
        holder_check=holder.check,
        last_3=holder.last_3,
        expires_on=last_day(version.expires_after, today()),
    )
