"""Taking people into a class: by number, at the door, and what is said when it cannot be."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courses.actions import looking_up
from courses.models import Cohort, Enrolment
from courses.queries.classes import enrolled
from portal.deeds import outbox
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.people.models import Consent, Passport, PassportIndex, Person, PersonDetails
from tests.make.classes import identify, make_centre, make_cohort, make_enrolment
from tests.make.people import make_person
from tests.portal.people.visiting import PIN, enter, last_code, sign_up

SignIn = Callable[..., FlaskClient]
PHONE = "+8801712345678"
AGREED = {"consent": "y", "idempotency_key": "taking-in-new"}
AT_THE_DOOR = {f"door-{name}": value for name, value in AGREED.items()}


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer who reads English."""
    make_centre()
    return make_person(Role.TRAINER, language="en")


@pytest.fixture
def cohort(trainer: Person) -> Cohort:
    """A class with two seats."""
    return make_cohort(trainer, seats=2)


@pytest.fixture
def staff(trainer: Person, sign_in: SignIn) -> FlaskClient:
    """The trainer, signed in."""
    return sign_in(trainer)


@pytest.fixture
def way(cohort: Cohort) -> str:
    """Where people are taken in."""
    return f"/office/classes/{cohort.ref}/take-in"


def names(cohort: Cohort) -> list[str]:
    """Who sits there, by seat."""
    return [one.person.name for one in enrolled(cohort.id)]


def texts() -> list[str]:
    """What was sent."""
    return [message.text for message in outbox.messages()]


def test_a_number_shows_first_names_and_since_when(staff: FlaskClient, way: str) -> None:
    make_person(name="Rahima Begum", phone=PHONE)
    make_person(name="Salma Akter", phone=PHONE)
    make_person(Role.OFFICER, name="Kamal Hossain", phone=PHONE)
    text = staff.post(way, data={"phone": "০১৭১২ ৩৪৫ ৬৭৮"}).text
    assert "Rahima B." in text
    assert "Salma A." in text
    assert "account since" in text
    for hidden in ("Begum", "Akter", "Kamal", PHONE.removeprefix("+880") + "<"):
        assert hidden not in text


def test_nobody_reads_a_telephone_book_at_the_door(
    staff: FlaskClient, trainer: Person, way: str
) -> None:
    for _number in range(looking_up.RULE.free - 1):
        looking_up.count(trainer.id)
    assert "Nobody has this number" in staff.post(way, data={"phone": PHONE}).text
    refused = staff.post(way, data={"phone": PHONE})
    assert refused.status_code == 429
    assert "Too many tries" in refused.text


def test_one_of_them_gets_the_first_free_seat_and_a_message(
    staff: FlaskClient, way: str, cohort: Cohort
) -> None:
    person = make_person(name="Rahima Begum", phone=PHONE, language="en")
    taken = {"pick-person": person.public_id, "pick-idempotency_key": "taking-in-one"}
    assert staff.post(f"{way}/person", data=taken).location == way
    text = staff.get(way).text
    assert "Rahima Begum has seat 1." in text
    assert "1 of 2 seats" in text
    assert names(cohort) == ["Rahima Begum"]
    assert "Bring your passport" in texts()[-1]
    assert texts()[-1].count("Training centre") == 1


def test_the_message_is_in_the_language_of_who_gets_it(staff: FlaskClient, way: str) -> None:
    person = make_person(phone=PHONE)
    taken = {"pick-person": person.public_id, "pick-idempotency_key": "taking-in-one"}
    staff.post(f"{way}/person", data=taken)
    assert "প্রশিক্ষণ কেন্দ্র" in texts()[-1]
    assert person.name not in texts()[-1]
    assert len(texts()[-1]) <= 134


def test_a_class_that_is_over_sends_nothing(trainer: Person) -> None:
    before = len(texts())
    cohort = make_cohort(trainer, days=(today() - timedelta(days=1),))
    make_enrolment(trainer, cohort, make_person(phone=PHONE))
    assert len(texts()) == before


def test_a_name_with_full_stops_is_no_address(trainer: Person) -> None:
    centre = make_centre()
    centre.name_en = "Govt.training.centre"
    cohort = make_cohort(trainer)
    cohort.centre.name_en = "Govt.training.centre"
    db.rollback()
    assert make_enrolment(trainer, cohort, make_person(phone=PHONE)).seat == 1


def test_somebody_new_shares_the_number(staff: FlaskClient, way: str, cohort: Cohort) -> None:
    make_person(name="Rahima Begum", phone=PHONE)
    form = AGREED | {"phone": PHONE, "name": "সালমা  আক্তার"}
    assert staff.post(f"{way}/with-phone", data=form).status_code == 303
    person = enrolled(cohort.id)[0].person
    assert (person.name, person.phone) == ("সালমা আক্তার", PHONE)
    consent = db.scalars(select(Consent).filter_by(person_id=person.id)).one()
    assert consent.words == "door-2026-11"


def test_at_the_door_a_name_and_agreement_are_enough(
    staff: FlaskClient, way: str, cohort: Cohort
) -> None:
    before = len(texts())
    assert staff.post(f"{way}/at-the-door", data=AT_THE_DOOR | {"door-name": "Salma"}).location
    assert names(cohort) == ["Salma"]
    assert len(texts()) == before


@pytest.mark.parametrize(
    "wrong", [{"door-name": ""}, {"door-name": "0171"}, {"door-consent": ""}], ids=str
)
def test_without_name_or_agreement_nobody_is_taken_in(
    staff: FlaskClient, way: str, cohort: Cohort, wrong: dict[str, str]
) -> None:
    form = AT_THE_DOOR | {"door-name": "Salma"} | wrong
    response = staff.post(f"{way}/at-the-door", data={k: v for k, v in form.items() if v})
    assert response.status_code == 422
    assert "Read this aloud" in response.text
    assert names(cohort) == []


@pytest.mark.parametrize("phone", ["", "12", "+880171", "0171234567890", "abc", "\u202e"])
def test_what_is_no_number_is_asked_again(staff: FlaskClient, way: str, phone: str) -> None:
    response = staff.post(way, data={"phone": phone})
    assert response.status_code == 422
    assert 'id="phone"' in response.text


def test_who_is_in_already_cannot_be_taken_in_twice(
    trainer: Person, staff: FlaskClient, way: str, cohort: Cohort
) -> None:
    person = make_person(phone=PHONE)
    make_enrolment(trainer, cohort, person)
    assert "is in the class already" in staff.post(way, data={"phone": PHONE}).text
    taken = {"pick-person": person.public_id, "pick-idempotency_key": "taking-in-one"}
    response = staff.post(f"{way}/person", data=taken)
    assert response.status_code == 409
    assert "in the class already" in response.text


def test_a_full_class_says_so_and_leads_to_more_seats(
    trainer: Person, staff: FlaskClient, way: str, cohort: Cohort
) -> None:
    for _ in range(2):
        make_enrolment(trainer, cohort, make_person())
    text = staff.get(way).text
    assert "All seats of this class are taken." in text
    assert f"{cohort.ref}/change" in text
    assert 'name="phone"' not in text
    late = staff.post(f"{way}/at-the-door", data=AT_THE_DOOR | {"door-name": "Salma"})
    assert late.status_code == 409
    assert db.scalars(select(Person).filter_by(role=Role.MIGRANT)).all().__len__() == 2


def test_a_seventh_person_of_a_number_is_refused(staff: FlaskClient, way: str) -> None:
    for _ in range(6):
        make_person(phone=PHONE)
    response = staff.post(f"{way}/with-phone", data=AGREED | {"phone": PHONE, "name": "Salma"})
    assert response.status_code == 422
    assert "Six people" in response.text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TRAINER])
def test_staff_do_not_sit_in_classes(staff: FlaskClient, way: str, role: Role) -> None:
    other = make_person(role, phone=PHONE)
    taken = {"pick-person": other.public_id, "pick-idempotency_key": "taking-in-one"}
    assert staff.post(f"{way}/person", data=taken).status_code == 404


def test_a_wrong_name_is_taken_out_at_once(
    trainer: Person, staff: FlaskClient, way: str, cohort: Cohort
) -> None:
    enrolment = make_enrolment(trainer, cohort, make_person(name="Rahima Begum"))
    leave = f"/office/classes/{cohort.ref}/people/{enrolment.ref}/leave"
    assert leave in staff.get(way).text
    assert staff.post(leave, data={"leave-idempotency_key": "letting-go"}).location == way
    assert names(cohort) == []
    gone = staff.get(f"/office/classes/{cohort.ref}/people/{enrolment.ref}").text
    assert "not in the class any more" in gone


def test_pressing_twice_takes_in_once(staff: FlaskClient, way: str) -> None:
    form = AT_THE_DOOR | {"door-name": "Salma"}
    for _ in range(2):
        assert staff.post(f"{way}/at-the-door", data=form).status_code == 303
    assert len(db.scalars(select(Enrolment)).all()) == 1


def test_who_takes_the_agreement_back_at_the_door_is_erased(
    trainer: Person, staff: FlaskClient, way: str, cohort: Cohort
) -> None:
    staff.post(f"{way}/at-the-door", data=AT_THE_DOOR | {"door-name": "Salma"})
    seat = enrolled(cohort.id)[0]
    identify(trainer, seat)
    forget = f"/office/classes/{cohort.ref}/people/{seat.ref}/forget"
    assert staff.post(forget, data={"leave-idempotency_key": "forgetting"}).status_code == 303
    assert enrolled(cohort.id) == []
    assert db.scalars(select(PassportIndex)).all() == []
    names = [details.name for details in db.scalars(select(PersonDetails))]
    assert "Salma" not in names
    assert db.scalars(select(Passport)).all() == []
    assert db.scalars(select(Consent)).one().withdrawn_at


def test_who_has_a_pin_is_not_erased_by_staff(
    app: Flask, trainer: Person, staff: FlaskClient, cohort: Cohort
) -> None:
    sign_up(app.test_client())
    person = db.scalars(select(Person).filter_by(role=Role.MIGRANT)).one()
    seat = make_enrolment(trainer, cohort, person)
    page = f"/office/classes/{cohort.ref}/people/{seat.ref}"
    assert "erase" not in staff.get(page).text
    data = {"leave-idempotency_key": "forgetting"}
    assert staff.post(f"{page}/forget", data=data).status_code == 409
    assert seat.person.name == "Rahima Begum"


def test_who_was_taken_in_with_a_number_gets_a_pin_alone(
    app: Flask, staff: FlaskClient, way: str
) -> None:
    staff.post(f"{way}/with-phone", data=AGREED | {"phone": PHONE, "name": "Salma Akter"})
    own = app.test_client()
    own.post("/forgot-pin", data={"phone": PHONE})
    own.post("/forgot-pin/code", data={"code": last_code()})
    assert own.post("/forgot-pin/new", data={"pin": PIN, "pin_again": PIN}).status_code == 303
    assert "Salma Akter" in own.get("/account").text
    again = app.test_client()
    assert enter(again, phone=PHONE).location == "/sign-in/code"
