"""What trainers see: a centre of 100 classes of 40 people who learnt everything there is."""

from collections.abc import Iterator
from functools import partial

import crowd
from flask.testing import FlaskClient
from measuring import Figure, Place, milliseconds
from sqlalchemy import func, select

from courses.models import Answer, Cohort
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.people import sessions, visits
from portal.people.models import Person

CENTRE, CLASSES, PEOPLE = "cumilla-ttc", 100, 40
LONGEST = 1000.0
QUERIES = {"class, who is where": 18, "class, questions": 12, "centre": 11, "centre, questions": 9}


def measure(place: Place) -> Iterator[Figure]:
    """Queries and time of each report, all of its days asked for."""
    with place.app.app_context():
        crowd.fill(CENTRE, CLASSES, PEOPLE)
        answers = db.scalar(select(func.count(Answer.id))) or 0
        ref = db.scalars(select(Cohort.ref).order_by(Cohort.id.desc()).limit(1)).one()
    yield Figure("rows", "answers", answers, "")
    trainer = signed_in(place)
    for name, path in {
        "class, who is where": f"/office/classes/{ref}/progress",
        "class, questions": f"/office/classes/{ref}/questions",
        "centre": "/office/learning/",
        "centre, questions": "/office/learning/questions",
    }.items():
        with place.queries() as said:
            page = trainer.get(path)
        if page.status_code != 200:
            raise RuntimeError(f"{path} answered {page.status_code}")
        reads = [one for one in said if one.lstrip().upper().startswith("SELECT")]
        yield Figure("queries", name, len(reads), "", QUERIES[name])
        taken = milliseconds(partial(trainer.get, path), 5)
        yield Figure("time", name, taken, "ms", LONGEST)


def signed_in(place: Place) -> FlaskClient:
    """The trainer of the centre."""
    with place.app.test_request_context():
        name, token = sessions.cookie_name(), _open()
    client = place.client()
    client.set_cookie(name, token)
    return client


@transaction
def _open() -> str:
    trainer = db.scalars(select(Person).filter_by(centre=CENTRE).limit(1)).one()
    return visits.open_session(trainer, confirmed_at=now()).token
