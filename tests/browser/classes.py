"""What the stories of classes share: somebody signed in at once, and a class full of people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from courses.actions import classes, enrolling
from courses.models import Cohort, Enrolment
from courses.planning import NewCohort
from courses.queries.classes import newest_versions
from portal.app import create_app
from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db, transaction
from portal.ground.settings import Settings
from portal.people import sessions, visits
from portal.people.models import Person
from tests.browser.serving import Server
from tests.make.answering import hand_in

Visitor = Callable[..., Page]


@dataclass(frozen=True)
class Room:
    """A class of the sample's centre: its name in addresses, its page, and today's roll."""

    ref: str
    home: str
    roll: str
    names: tuple[str, ...]


def app_of(server: Server) -> Flask:
    """The portal of a running server, to look at its data from here."""
    data = Path(server.environment["NIRAPOD_DATA"])
    return create_app(Settings(env="development", data=data, public_url=server.url).completed())


def as_trainer(page: Page, server: Server, language: str = "bn") -> Page:
    """Let a visitor be the sample's trainer."""
    with app_of(server).test_request_context():
        name, token = sessions.cookie_name(), _open(language)
    page.context.add_cookies([{"name": name, "value": token, "url": server.url}])
    return page


def full_class(server: Server, people: int, spare: int = 0) -> Room:
    """A new class of today with so many people who came to the door, and some seats to spare."""
    with app_of(server).app_context():
        by = By.command_line(_trainer().id, "browser test")
        ref = classes.open_cohort(by, "cumilla-ttc", _new(people + spare))
        for place in range(1, people + 1):
            enrolling.enrol_new(by, ref, f"{_NAMES[place % len(_NAMES)]}", None, "door-1")
        cohort = db.scalars(select(Cohort).filter_by(ref=ref)).one()
        seats = db.scalars(select(Enrolment).filter_by(cohort_id=cohort.id)).all()
        home = f"/office/classes/{ref}"
        names = tuple(seat.person.name for seat in seats)
        return Room(ref, home, f"{home}/roll/{cohort.meetings[0].ref}", names)


def learnt_class(server: Server, hard: str) -> Room:
    """A class of twenty, one seat free, after the test on agencies: one question misled them."""
    room = full_class(server, 20, spare=1)
    with app_of(server).app_context():
        cohort = db.scalars(select(Cohort).filter_by(ref=room.ref)).one()
        version = newest_versions()[cohort.courses[0].course_id]
        module = next(one for one in version.modules if one.slug == "agency")
        slugs = [question.slug for question in module.questions]
        seats = db.scalars(select(Enrolment).filter_by(cohort_id=cohort.id).order_by("id"))
        for place, person in enumerate([seat.person for seat in seats]):
            # Two have not begun, three know little, the others all but this.
            if place >= 2:
                hand_in(person, module, wrong=slugs if place < 5 else [hard])
    return room


_NAMES = ("Rahima Begum", "জামাল উদ্দিন", "Salma Akter", "Md. Abdul Karim", "শিরিনা আক্তার")


def _new(seats: int) -> NewCohort:
    return NewCohort(
        title="ঢাকা, বিকেল",
        days=tuple(today() + timedelta(days=place) for place in range(3)),
        seats=seats,
        days_needed=1,
        course_ids=tuple(newest_versions())[:1],
        trainer_ids=(),
    )


def _trainer() -> Person:
    return db.scalars(select(Person).filter_by(role=Role.TRAINER).order_by(Person.id)).first()  # type: ignore[return-value]


@transaction
def _open(language: str) -> str:
    trainer = _trainer()
    trainer.language = language
    return visits.open_session(trainer).token
