"""Plain steps that keep courses from asking for one another in a circle, or for what is not there.

A course that is asked for is never taken away again, and a pass counts for ever here, whatever
expires_after says of the certificate: nobody is ever caught before a test.
"""

from sqlalchemy import func, select

from courses.models import Course, CourseVersion
from courses.refusals import CoursesInACircle, UnknownCourses
from portal.ground.database import db


def check(slug: str, prerequisites: tuple[str, ...]) -> None:
    """Refuse a version that asks for courses nobody can pass."""
    if not prerequisites:
        return
    asked_by = _asked_by()
    unknown = [one for one in prerequisites if one not in asked_by]
    if unknown:
        raise UnknownCourses(slugs=", ".join(unknown))
    seen: set[str] = set()
    waiting = list(prerequisites)
    while waiting:
        one = waiting.pop()
        if slug in asked_by.get(one, ()):
            raise CoursesInACircle(slug=one)
        if one not in seen:
            seen.add(one)
            waiting += asked_by.get(one, ())


def _asked_by() -> dict[str, list[str]]:
    """What the newest version of each course asks for; held, so that two published at once wait."""
    db.execute(select(Course.id).order_by(Course.id).with_for_update(key_share=True))
    newest = select(func.max(CourseVersion.id)).group_by(CourseVersion.course_id)
    rows = db.execute(
        select(Course.slug, CourseVersion.prerequisites)
        .join(CourseVersion.course)
        .where(CourseVersion.id.in_(newest))
    )
    return {slug: list(prerequisites) for slug, prerequisites in rows}
