"""What learning costs: bytes of lessons, SQL of a learner's pages, time of an answer."""

import gzip
from collections.abc import Iterator
from functools import partial

from flask.testing import FlaskClient
from measuring import Figure, Place, milliseconds
from sqlalchemy import select

from courses import queries
from courses.models import CourseFile, CourseVersion, Lesson
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.people import sessions, visits
from portal.people.models import Person

SLUG = "before-you-go"
COURSE = f"/courses/{SLUG}"
PAGE_BYTES = 20_000
QUERIES = 6


def measure(place: Place) -> Iterator[Figure]:
    """Lessons as a stranger, then a test from its beginning to its result."""
    yield from lessons(place)
    learner = signed_in(place)
    for name, path in {
        "list": "/courses/",
        "course": f"{COURSE}/",
        "lesson": _first(place),
    }.items():
        with place.queries() as said:
            learner.get(path)
        yield Figure("queries of a learner", name, _reads(said), "", QUERIES)
        taken = milliseconds(partial(learner.get, path))
        yield Figure("time", f"{name} page of a learner", taken, "ms")
    yield from a_test(place, learner)


def lessons(place: Place) -> Iterator[Figure]:
    """The heaviest lesson with its picture, in each language, and all of them together."""
    client = place.client()
    for language in ("bn", "en"):
        sizes = {
            slug: (len(page), len(gzip.compress(page, 6)), picture)
            for slug, page, picture in _pages(place, client, language)
        }
        slug = max(sizes, key=lambda one: sizes[one][0] + sizes[one][2])
        whole = sizes[slug][0] + sizes[slug][2]
        yield Figure("heaviest lesson", f"{language} {slug}, with picture", whole, "B", PAGE_BYTES)
        yield Figure("heaviest lesson", f"{language} {slug}, compressed", sizes[slug][1], "B")
        everything = sum(packed + picture for _page, packed, picture in sizes.values())
        yield Figure("all lessons", f"{language}, compressed, with pictures", everything, "B")


def _pages(place: Place, client: FlaskClient, language: str) -> Iterator[tuple[str, bytes, int]]:
    with place.app.app_context():
        version = queries.version_for(SLUG, None)
        found = select(Lesson.slug, CourseFile.content).join(
            CourseFile,
            (CourseFile.version_id == Lesson.version_id) & (CourseFile.path == Lesson.picture),
        )
        rows = db.execute(found.where(Lesson.version_id == _id(version))).all()
    for slug, picture in rows:
        yield slug, client.get(f"{COURSE}/{slug}?lang={language}").data, len(picture)


def a_test(place: Place, learner: FlaskClient) -> Iterator[Figure]:
    """One test: each answer as a browser sends it."""
    test = f"{COURSE}/test/trouble"
    question = learner.get(learner.post(f"{test}/begin", data=_token(learner)).location).location
    form = {"choice": "0", "sequence": "1", **_token(learner)}
    with place.queries() as said:
        learner.post(question, data=form)
    kept = [one for one in said if "answer" in one or "attempt" in one]
    yield Figure("statements of an answer", "about the attempt, whole request", len(kept), "")
    yield Figure(
        "time", "an answer kept", milliseconds(lambda: learner.post(question, data=form)), "ms"
    )
    yield Figure("time", "a question shown", milliseconds(lambda: learner.get(question)), "ms")
    yield Figure("page", "a question", len(learner.get(question).data), "B", PAGE_BYTES)
    result = learner.post(f"{question.rsplit('/', 1)[0]}/submit", data=_token(learner)).location
    yield Figure("page", "a result with all it teaches", len(learner.get(result).data), "B")


def signed_in(place: Place) -> FlaskClient:
    """A visitor who is a migrant of the sample, one who has not begun any test."""
    client = place.client()
    with place.app.test_request_context():
        newest = select(Person.id).filter_by(role="migrant").order_by(Person.id.desc())
        client.set_cookie(sessions.cookie_name(), _open(db.scalars(newest).first() or 0))
    return client


@transaction
def _open(person_id: int) -> str:
    return visits.open_session(db.get_one(Person, person_id), confirmed_at=now()).token


def _token(client: FlaskClient) -> dict[str, str]:
    """The token against foreign forms, from a page that has it."""
    page = client.get(f"{COURSE}/").text
    return {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0]}


def _first(place: Place) -> str:
    with place.app.app_context():
        version = queries.version_for(SLUG, None)
        first = select(Lesson.slug).where(Lesson.version_id == _id(version), Lesson.position == 1)
        return f"{COURSE}/{db.scalar(first)}"


def _id(version: CourseVersion | None) -> int:
    if version is None:
        raise RuntimeError("the sample holds no course")
    return version.id


def _reads(said: list[str]) -> int:
    return sum(one.startswith("SELECT") for one in said)
