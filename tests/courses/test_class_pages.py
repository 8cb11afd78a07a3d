"""The pages of classes: who finds which, opening, changing, ending, and what they say."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courses.models import Cohort, CohortState, CourseVersion
from courses.queries.classes import enrolled
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.people.models import Person
from tests.make.classes import attend, make_centre, make_cohort, make_enrolment
from tests.make.counting import at_most
from tests.make.courses import make_course
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]
LIST = "/office/classes/"
NEW = "/office/classes/new/cumilla-ttc"


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer of a centre in Cumilla, who reads English."""
    make_centre()
    return make_person(Role.TRAINER, language="en")


@pytest.fixture
def staff(trainer: Person, sign_in: SignIn) -> FlaskClient:
    """The trainer, signed in."""
    return sign_in(trainer)


@pytest.fixture
def cohort(trainer: Person) -> Cohort:
    """A class of today."""
    return make_cohort(trainer)


@pytest.fixture
def course(app: Flask) -> CourseVersion:
    """A course that a class may learn."""
    return make_course("small")


def page(cohort: Cohort, below: str = "") -> str:
    """The address of a class, or of a page below it."""
    return f"{LIST}{cohort.ref}/{below}"


def typed(**changes: object) -> dict[str, object]:
    """What a trainer types to open a class."""
    return {
        "title": "Saudi Arabia, morning",
        "begins_on": today().strftime("%d/%m/%Y"),
        "count": "3",
        "seats": "40",
        "days_needed": "3",
        "idempotency_key": "opening-a-class",
    } | changes


def test_a_trainer_comes_from_the_desk_to_the_classes(staff: FlaskClient) -> None:
    assert staff.get("/office/").location == LIST


def test_todays_class_stands_first_with_one_way_on(
    trainer: Person, cohort: Cohort, staff: FlaskClient
) -> None:
    make_cohort(trainer, title="Later", days=(today() + timedelta(days=9),))
    make_cohort(trainer, title="Before", days=(today() - timedelta(days=9),))
    assert "Take people in" in staff.get(LIST).text
    make_enrolment(trainer, cohort, make_person())
    text = staff.get(LIST).text
    assert text.index("Call the roll") < text.index("Later") < text.index("Before")
    assert f"/roll/{cohort.meetings[0].ref}" in text


def test_an_empty_list_says_what_to_do(staff: FlaskClient) -> None:
    assert "Open one: give it a name" in staff.get(LIST).text
    assert NEW in staff.get(LIST).text


def test_a_centre_without_a_name_leads_to_the_command(app: Flask, sign_in: SignIn) -> None:
    text = sign_in(make_person(Role.TRAINER, language="en")).get(LIST).text
    assert "nirapod people centre cumilla-ttc" in text
    assert "Open a class" not in text


def test_the_class_shows_who_sits_there_and_what_is_missing(
    trainer: Person, cohort: Cohort, staff: FlaskClient
) -> None:
    enrolment = make_enrolment(trainer, cohort, make_person(name="Salma Akter"))
    make_enrolment(trainer, cohort, make_person(name="AKTER Salma"))
    attend(trainer, cohort, enrolment)
    text = staff.get(page(cohort)).text
    assert text.count("here twice?</span>") == 2
    assert "1 present, 0 absent" in text
    assert "passport not seen yet" in text
    assert f"/office/classes/{cohort.ref}/results/" in text


def test_another_districts_officer_finds_no_class(cohort: Cohort, sign_in: SignIn) -> None:
    client = sign_in(make_person(Role.OFFICER, office="tangail"))
    assert cohort.title not in client.get(LIST).text
    for below in ("", "change", "end", "take-in", "list", f"roll/{cohort.meetings[0].ref}"):
        assert client.get(page(cohort, below)).status_code == 404, below


def test_an_auditor_reads_and_changes_nothing(
    trainer: Person, cohort: Cohort, sign_in: SignIn
) -> None:
    enrolment = make_enrolment(trainer, cohort, make_person())
    client = sign_in(make_person(Role.AUDITOR))
    for below in ("", "list", f"people/{enrolment.ref}"):
        text = client.get(page(cohort, below)).text
        assert f"{cohort.ref}/take-in" not in text
        assert f"{enrolment.ref}/leave" not in text
    for below in ("take-in", "change", "end", f"roll/{cohort.meetings[0].ref}"):
        assert client.get(page(cohort, below)).status_code == 403, below


def test_a_class_is_opened_with_bangla_digits(
    trainer: Person, staff: FlaskClient, course: CourseVersion
) -> None:
    first = today() + timedelta(days=3)
    bangla = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
    day = first.strftime("%d/%m/%Y").translate(bangla)
    chosen = {"course_ids": course.course_id, "trainer_ids": trainer.id}
    response = staff.post(NEW, data=typed(begins_on=day, count="৩", seats="৪০", **chosen))
    cohort = db.scalars(select(Cohort)).one()
    assert response.location == page(cohort)
    assert (cohort.begins_on, cohort.ends_on, cohort.seats) == (first, first + timedelta(2), 40)
    assert [one.course_id for one in cohort.courses] == [course.course_id]
    assert [one.person_id for one in cohort.trainers] == [trainer.id]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "  "},
        {"title": "x" * 81},
        {"begins_on": "soon"},
        {"begins_on": "01/01/2199"},
        {"count": "0"},
        {"count": "3.5"},
        {"seats": "201"},
        {"days_needed": "4"},
        {"course_ids": "999"},
        {"trainer_ids": "x"},
    ],
    ids=str,
)
def test_a_class_that_cannot_be_is_refused_and_what_was_typed_stays(
    staff: FlaskClient, wrong: dict[str, object]
) -> None:
    response = staff.post(NEW, data=typed(**wrong))
    assert response.status_code == 422
    assert "Saudi Arabia, morning" in response.text or "title" in wrong
    assert db.scalars(select(Cohort)).all() == []


def test_no_class_is_opened_at_another_districts_centre(staff: FlaskClient) -> None:
    make_centre("tangail-ttc", "tangail")
    assert staff.get("/office/classes/new/tangail-ttc").status_code == 404
    assert staff.post("/office/classes/new/tangail-ttc", data=typed()).status_code == 404


def test_an_officer_opens_a_class_at_each_centre_of_the_district(
    trainer: Person, sign_in: SignIn
) -> None:
    make_centre("cumilla-2", "cumilla")
    client = sign_in(make_person(Role.OFFICER))
    assert "/office/classes/new/cumilla-2" in client.get(LIST).text
    assert client.post("/office/classes/new/cumilla-2", data=typed()).status_code == 303


def changed(cohort: Cohort, days: str, **more: object) -> dict[str, object]:
    """What a trainer sends to change a class."""
    return {
        "title": cohort.title,
        "days": days,
        "seats": "40",
        "days_needed": "1",
        "idempotency_key": "changing-a-class",
    } | more


def test_the_days_of_a_class_are_corrected_line_by_line(cohort: Cohort, staff: FlaskClient) -> None:
    assert today().strftime("%d/%m/%Y") in staff.get(page(cohort, "change")).text
    later = today() + timedelta(days=8)
    lines = f"{today().isoformat()}\r\n\r\n{later.strftime('%d-%b-%Y')}\r\n{later.isoformat()}"
    staff.post(page(cohort, "change"), data=changed(cohort, lines))
    assert [meeting.on for meeting in cohort.meetings] == [today(), later]


MANY = "\n".join((date(2027, 1, 1) + timedelta(days=place)).isoformat() for place in range(40))


@pytest.mark.parametrize("days", ["", "today", "2026-02-30", MANY, "\u202e", "<b>x"])
def test_lines_that_are_no_days_are_refused(cohort: Cohort, staff: FlaskClient, days: str) -> None:
    response = staff.post(page(cohort, "change"), data=changed(cohort, days))
    assert response.status_code == 422
    assert "<b>" not in response.text
    assert len(cohort.meetings) == 3


def test_a_day_with_a_roll_stays_in_the_class(
    trainer: Person, cohort: Cohort, staff: FlaskClient
) -> None:
    attend(trainer, cohort, make_enrolment(trainer, cohort, make_person()))
    later = (today() + timedelta(days=1)).isoformat()
    response = staff.post(page(cohort, "change"), data=changed(cohort, later))
    assert response.status_code == 409
    assert "The day stays in the class" in response.text


def test_a_class_is_ended_once(cohort: Cohort, staff: FlaskClient) -> None:
    key = {"idempotency_key": "ending-a-class"}
    assert staff.post(page(cohort, "end"), data=key).location == page(cohort)
    assert cohort.state is CohortState.ENDED
    again = staff.post(page(cohort, "cancel"), data={"idempotency_key": "cancelling"})
    assert again.status_code == 409
    assert cohort.state is CohortState.ENDED


def test_a_class_that_met_is_not_cancelled(
    trainer: Person, cohort: Cohort, staff: FlaskClient
) -> None:
    attend(trainer, cohort, make_enrolment(trainer, cohort, make_person()))
    response = staff.post(page(cohort, "cancel"), data={"idempotency_key": "cancelling"})
    assert response.status_code == 409
    assert cohort.state is CohortState.OPEN


def test_the_list_to_sign_has_a_field_for_each_day(
    trainer: Person, cohort: Cohort, staff: FlaskClient
) -> None:
    make_enrolment(trainer, cohort, make_person(name="Salma Akter"))
    text = staff.get(page(cohort, "list")).text
    assert "Salma Akter" in text
    assert text.count('class="to-sign"') == 3


@pytest.mark.parametrize("language", ["bn", "en"])
def test_learners_see_their_own_classes_and_days(
    trainer: Person, cohort: Cohort, sign_in: SignIn, language: str
) -> None:
    learner = make_person(language=language)
    attend(trainer, cohort, make_enrolment(trainer, cohort, learner))
    text = sign_in(learner).get("/account/classes").text
    assert cohort.title in text
    assert ("You were there on 1 day." in text) is (language == "en")
    assert cohort.title not in sign_in(make_person()).get("/account/classes").text


def test_a_class_of_forty_costs_few_queries(
    trainer: Person, cohort: Cohort, sign_in: SignIn, app: Flask
) -> None:
    for _ in range(12):
        attend(trainer, cohort, make_enrolment(trainer, cohort, make_person()))
    client = sign_in(trainer)
    meeting = cohort.meetings[0].ref
    assert len(enrolled(cohort.id)) == 12
    for address, most in ((LIST, 9), (page(cohort), 10), (page(cohort, f"roll/{meeting}"), 8)):
        with at_most(most, app):
            client.get(address)
