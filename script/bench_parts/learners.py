"""Two hundred learners answer at once on SQLite: nothing is lost, doubled, or told as an error."""

import json
import subprocess
import sys
import uuid
from collections.abc import Iterator
from typing import Any

from measuring import NIRAPOD, ROOT, Figure, Place
from sqlalchemy import func, select

from bench_parts.serving import free_port, running
from courses import paper, queries
from courses.models import Answer, Attempt
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.people import visits
from portal.people.models import Person, PersonDetails

LEARNERS = 200
SLUG = "before-you-go"
# Longer, and something hangs: with so many at once, people wait, but not for ever.
PATIENCE = 280


def measure(place: Place) -> Iterator[Figure]:
    """Make the people, let them loose on the real server, then look into the database."""
    port = free_port()
    with place.app.app_context():
        people = _people()
    file = place.data / "learners.json"
    file.write_text(json.dumps(people))
    server = [str(NIRAPOD), "serve", "--port", str(port), "--processes", "2"]
    with running(server, port, place):
        told = _let_loose(port, str(file))
    with place.app.app_context():
        found, wrong, doubled = _found(told["answers"])
    asked = sum(map(len, told["answers"].values()))
    name = f"{LEARNERS} at once"
    errors = sum(
        count
        for status, count in told["statuses"].items()
        if status.split()[1] not in {"200", "303"}
    )
    yield Figure("learners", f"{name}: answers given", asked, "")
    yield Figure(
        "learners", f"{name}: requests with an answer, repeats among them", told["sent"], ""
    )
    yield Figure("learners", f"{name}: answers found in the database", found, "", asked, True)
    yield Figure("learners", f"{name}: lost or another than was sent", asked - found + wrong, "", 0)
    yield Figure("learners", f"{name}: doubled", doubled, "", 0)
    yield Figure(
        "learners", f"{name}: error pages and broken lines", errors + len(told["lost"]), "", 0
    )
    requests = sum(told["statuses"].values())
    yield Figure("learners", f"{name}: requests a second", requests / told["seconds"], "")
    for word, which in (("median", "half"), ("most", "95 of 100"), ("slowest", "all")):
        yield Figure("learners", f"{name}: {which} answered within", told[word] * 1000, "ms")


def _people() -> list[dict[str, str]]:
    """People with a session each, who have not begun anything."""
    version = queries.version_for(SLUG, None)
    if version is None:
        raise RuntimeError("the sample holds no course")
    module = next(module for module in version.modules if not module.requires)
    test = f"/courses/{SLUG}/test/{module.slug}"
    return [
        {"cookie": f"nirapod-sid={_session(_person(number))}", "test": test}
        for number in range(LEARNERS)
    ]


def _person(number: int) -> int:
    public_id = uuid.uuid4().hex
    return _add(By.command_line(None, "bench"), public_id, f"+88018{number:08d}")


@deed
def _add(by: By, public_id: str, phone: str) -> int:
    person = Person(public_id=public_id, role=Role.MIGRANT, language="bn", created_at=now())
    person.details = PersonDetails(name="Learner", phone=phone)
    db.add(person)
    db.flush()
    return person.id


@transaction
def _session(person_id: int) -> str:
    return visits.open_session(db.get_one(Person, person_id), confirmed_at=now()).token


def _let_loose(port: int, file: str) -> dict[str, Any]:
    """All of them at once, in a process of their own."""
    client = [sys.executable, str(ROOT / "script" / "learners.py"), str(port), file]
    said = subprocess.run(  # noqa: S603 - our own program
        client, capture_output=True, text=True, check=True, timeout=PATIENCE
    ).stdout
    told: dict[str, Any] = json.loads(said)
    return told


def _found(sent: dict[str, dict[str, list[str]]]) -> tuple[int, int, int]:
    """How many answers are there, are others than were sent, and are there twice."""
    found = wrong = 0
    for ref, answers in sent.items():
        attempt = db.scalars(select(Attempt).filter_by(ref=ref)).one()
        kept = queries.given(attempt)
        questions = queries.asked(attempt, "bn")
        for position, given in answers.items():
            place = int(position)
            found += place in kept
            meant = paper.understood(attempt.seed, questions[place - 1], given)
            wrong += place in kept and list(kept[place]) != meant
    places = select(Answer.attempt_id, Answer.position, func.count().label("times"))
    many = places.group_by(Answer.attempt_id, Answer.position).subquery()
    doubled = db.scalar(select(func.count()).where(many.c.times > 1)) or 0
    return found, wrong, doubled
