"""The shared tablet of a class: handed over by code, to one at a time, for lessons and tests."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from courses.actions import classes, enrolling
from courses.models import (
    Answer,
    Attempt,
    ClassTablet,
    Cohort,
    CourseVersion,
    Enrolment,
    LessonRead,
)
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.people.actions import roles
from portal.people.models import Person, SignInSession
from tests.house.test_access import addresses
from tests.make import people
from tests.make.classes import by, make_centre, make_cohort, make_enrolment, new_cohort
from tests.make.courses import (
    answer_rightly,
    key_of,
    make_attempt,
    make_course,
    right_answer,
)
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]
CODE = "40716"
TEST = "/courses/small/test/first"


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer who reads English."""
    make_centre()
    return make_person(Role.TRAINER, language="en")


@pytest.fixture
def course(app: Flask) -> CourseVersion:
    """A small published course."""
    return make_course("small")


@pytest.fixture
def cohort(trainer: Person, course: CourseVersion) -> Cohort:
    """A class of today that learns it."""
    return make_cohort(trainer)


@pytest.fixture
def first(trainer: Person, cohort: Cohort) -> Enrolment:
    """Who gets the tablet first."""
    return make_enrolment(trainer, cohort, make_person(name="Rahima Begum", language="en"))


@pytest.fixture
def second(trainer: Person, cohort: Cohort, first: Enrolment) -> Enrolment:
    """Who gets it next."""
    return make_enrolment(trainer, cohort, make_person(name="Salma Akter", language="en"))


@pytest.fixture
def tablet(trainer: Person, cohort: Cohort, sign_in: SignIn) -> FlaskClient:
    """A browser that the trainer made the tablet of the class."""
    client = sign_in(trainer)
    client.set_cookie("lang", "en", domain="nirapod.example", secure=True)
    assert open_tablet(client, cohort).location == "/tablet"
    return client


@pytest.fixture
def guarded(app: Flask) -> Iterator[Flask]:
    """Forms carry their tokens, as in production."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


def open_tablet(client: FlaskClient, cohort: Cohort, code: str = CODE) -> TestResponse:
    """Make a browser the tablet of a class."""
    form = {"code": code, "idempotency_key": "opening-tablet"}
    return client.post(f"/office/classes/{cohort.ref}/tablet", data=form)


def turn(client: FlaskClient, seat: Enrolment, code: str = CODE) -> TestResponse:
    """Hand the tablet to somebody."""
    return client.post(f"/tablet/{seat.ref}", data={"code": code})


def begun(client: FlaskClient) -> str:
    """Begin the test; where its first question is."""
    place = client.post(f"{TEST}/begin").location
    return str(client.get(place).location)


def sessions_of(person: Person) -> list[SignInSession]:
    """Where somebody is signed in."""
    return list(db.scalars(select(SignInSession).filter_by(person_id=person.id)))


def test_the_device_holds_nothing_but_the_tablet(
    trainer: Person, cohort: Cohort, sign_in: SignIn
) -> None:
    client = sign_in(trainer)
    response = open_tablet(client, cohort)
    cookies = "\n".join(response.headers.getlist("Set-Cookie"))
    assert re.search(r"__Host-nirapod-tablet=\S+; .*Secure; HttpOnly", cookies)
    assert sessions_of(trainer) == []
    held = {cookie.key for cookie in client._cookies.values() if cookie.value}
    assert held == {"__Host-nirapod-tablet"}


def test_it_shows_the_names_big_and_nothing_else_of_anybody(
    tablet: FlaskClient, first: Enrolment, second: Enrolment
) -> None:
    text = tablet.get("/tablet").text
    assert "Rahima Begum" in text
    assert "Salma Akter" in text
    assert first.person.phone[-3:] + "<" not in text
    assert 'href="/account"' not in text
    assert "Salma" not in tablet.get("/tablet?q=rahi").text
    assert "Rahima" not in tablet.get("/tablet?q=২").text


@pytest.mark.parametrize("code", ["", "12", "1234567", "abcd", "1111", "4567", "123456"])
def test_an_easy_or_wrong_code_opens_no_tablet(
    trainer: Person, cohort: Cohort, sign_in: SignIn, code: str
) -> None:
    client = sign_in(trainer)
    assert open_tablet(client, cohort, code).status_code == 422
    assert len(sessions_of(trainer)) == 1
    assert db.scalars(select(ClassTablet)).all() == []


def test_another_districts_staff_open_no_tablet(cohort: Cohort, sign_in: SignIn) -> None:
    client = sign_in(make_person(Role.OFFICER, office="tangail"))
    assert open_tablet(client, cohort).status_code == 404


def test_a_name_alone_opens_nothing(tablet: FlaskClient, first: Enrolment) -> None:
    assert "Give the tablet to your trainer" in tablet.get(f"/tablet/{first.ref}").text
    assert tablet.get(TEST).location == "/tablet"
    assert sessions_of(first.person) == []


def test_five_wrong_codes_close_the_tablet(tablet: FlaskClient, first: Enrolment) -> None:
    for left in "4321":
        response = turn(tablet, first, "9999")
        assert response.status_code == 422
        assert f"Tries that are left: {left}." in response.text
    assert turn(tablet, first, "9999").status_code == 409
    assert turn(tablet, first).status_code == 409
    assert sessions_of(first.person) == []
    assert db.scalars(select(ClassTablet.closed_at)).one() is not None


def test_a_right_code_forgives_one_wrong_one(tablet: FlaskClient, first: Enrolment) -> None:
    for _ in range(4):
        turn(tablet, first, "9999")
    assert turn(tablet, first).status_code == 303
    tablet.post("/tablet/finish")
    turn(tablet, first, "9999")
    assert db.scalars(select(ClassTablet.tries)).one() == 4


def test_a_turn_begins_at_the_course_and_ends_with_the_test(
    tablet: FlaskClient, trainer: Person, first: Enrolment
) -> None:
    assert turn(tablet, first, "৪০৭১৬").location == "/tablet/turn"
    assert tablet.get("/tablet/turn").location == "/courses/small/"
    assert "Rahima Begum" in tablet.get("/courses/small/").text
    place = begun(tablet)
    attempt = db.scalars(select(Attempt)).one()
    assert (attempt.person_id, attempt.helped_by_id) == (first.person_id, trainer.id)
    answer_rightly(attempt)
    handed_in = tablet.post(f"{TEST}/{attempt.ref}/submit")
    assert (handed_in.status_code, handed_in.headers["Cache-Control"]) == (200, "no-store")
    assert "You have 100 of 100 points" in handed_in.text
    assert handed_in.headers["Refresh"] == "180; url=/tablet"
    assert sessions_of(first.person) == []
    for address in (place, "/courses/small/", f"{TEST}/{attempt.ref}/result"):
        assert tablet.get(address).location == "/tablet"


def test_handing_in_again_changes_nothing_and_shows_the_names(
    tablet: FlaskClient, first: Enrolment
) -> None:
    turn(tablet, first)
    place = begun(tablet).rsplit("/", 1)[0]
    tablet.post(f"{place}/submit")
    again = tablet.post(f"{place}/submit")
    assert (again.status_code, again.location) == (303, "/tablet")


def test_an_answer_on_the_tablet_marks_a_test_begun_alone(
    tablet: FlaskClient, trainer: Person, first: Enrolment, course: CourseVersion
) -> None:
    attempt = make_attempt(first.person, course.modules[0])
    assert attempt.helped_by_id is None
    turn(tablet, first)
    data = {"choice": right_answer(attempt, key_of(attempt)[0]), "sequence": "1"}
    assert tablet.post(f"{TEST}/{attempt.ref}/1", data=data).status_code == 303
    assert db.scalars(select(Attempt.helped_by_id)).one() == trainer.id


def reached(client: FlaskClient, app: Flask) -> Iterator[tuple[str, str, str, bool]]:
    """Every door: method, address, its mark, and whether it was closed."""
    for row, address in addresses(app):
        response = client.open(address, method=row.method)
        away = response.status_code == 303 and response.location == "/tablet"
        yield row.method, address, row.tablet, away or response.status_code == 403


def test_a_turn_reaches_lessons_tests_and_the_way_out_and_nothing_else(
    app: Flask, tablet: FlaskClient, first: Enrolment
) -> None:
    turn(tablet, first)
    kept = {cookie.key: cookie for cookie in tablet._cookies.values()}
    for method, address, mark, is_closed in reached(tablet, app):
        assert is_closed is not bool(mark) or (mark == "names" and method == "POST"), address
        for name, cookie in kept.items():
            tablet.set_cookie(name, cookie.value, domain="nirapod.example", secure=True)
        if address in {"/sign-out", "/tablet/finish"}:
            turn(tablet, first)
            kept = {cookie.key: cookie for cookie in tablet._cookies.values()}


def test_without_a_turn_the_tablet_reaches_the_names_only(app: Flask, tablet: FlaskClient) -> None:
    for _, address, mark, is_closed in reached(tablet, app):
        assert is_closed is (mark != "names") or address == "/tablet/finish", address


def test_a_full_session_opens_nothing_on_the_tablet(
    app: Flask, tablet: FlaskClient, trainer: Person, first: Enrolment
) -> None:
    for person in (trainer, first.person):
        people.sign_in(tablet, person)
        for address in ("/account", "/courses/", TEST, "/office/classes/", "/", "/visa/"):
            assert tablet.get(address).location == "/tablet", address


def test_without_the_tablets_cookie_a_turn_reaches_no_more(
    tablet: FlaskClient, first: Enrolment
) -> None:
    turn(tablet, first)
    tablet.delete_cookie("__Host-nirapod-tablet", domain="nirapod.example")
    assert tablet.get("/courses/small/").status_code == 200
    for address in ("/account", "/certificates/", "/visa/", "/"):
        assert tablet.get(address).location == "/tablet", address
    assert tablet.post("/account/language", data={"language": "bn"}).status_code == 403


def test_the_names_are_not_there_while_somebody_is_in_a_test(
    tablet: FlaskClient, first: Enrolment, second: Enrolment
) -> None:
    turn(tablet, first)
    text = tablet.get("/tablet").text
    assert "Rahima Begum has not finished yet." in text
    assert "Salma" not in text


def test_the_next_one_sees_nothing_of_the_one_before(
    tablet: FlaskClient, first: Enrolment, second: Enrolment
) -> None:
    turn(tablet, first)
    place = begun(tablet)
    tablet.post("/tablet/finish")
    assert turn(tablet, second).status_code == 303
    for address in (place, place.rsplit("/", 1)[0] + "/review"):
        assert tablet.get(address).status_code == 404
    assert "Rahima" not in tablet.get("/courses/small/").text
    assert sessions_of(first.person) == []


def test_handing_over_ends_the_turn_before(
    tablet: FlaskClient, first: Enrolment, second: Enrolment
) -> None:
    turn(tablet, first)
    turn(tablet, second)
    assert sessions_of(first.person) == []
    assert len(sessions_of(second.person)) == 1


def token_of(page: TestResponse, action: str) -> str:
    """The token of a form on a page."""
    form = page.text.split(f'action="{action}"')[1]
    return re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', form)[0]


def test_a_late_form_of_the_one_before_is_refused(
    tablet: FlaskClient, guarded: Flask, first: Enrolment, second: Enrolment
) -> None:
    def hand(seat: Enrolment) -> None:
        way = f"/tablet/{seat.ref}"
        token = token_of(tablet.get(way), way)
        assert tablet.post(way, data={"code": CODE, "csrf_token": token}, headers=FROM).location

    hand(first)
    late = {
        f"{TEST}/begin": token_of(tablet.get(TEST), f"{TEST}/begin"),
        "/courses/small/one/read": token_of(
            tablet.get("/courses/small/one"), "/courses/small/one/read"
        ),
    }
    finish = token_of(tablet.get("/courses/small/one"), "/tablet/finish")
    tablet.post("/tablet/finish", data={"csrf_token": finish}, headers=FROM)
    hand(second)
    for address, token in late.items():
        response = tablet.post(address, data={"csrf_token": token}, headers=FROM)
        assert response.status_code == 400, address
    assert db.scalars(select(Attempt)).all() == []
    assert db.scalars(select(LessonRead)).all() == []


FROM = {"Referer": "https://nirapod.example/tablet"}


def test_an_answer_of_the_one_before_does_not_get_into_the_next_ones_test(
    tablet: FlaskClient, first: Enrolment, second: Enrolment
) -> None:
    turn(tablet, first)
    place = begun(tablet)
    turn(tablet, second)
    begun(tablet)
    data = {"choice": "0", "sequence": "1"}
    assert tablet.post(place, data=data).status_code == 404
    assert tablet.post(f"{place.rsplit('/', 1)[0]}/submit").status_code == 404
    assert db.scalars(select(Answer)).all() == []


def test_fifteen_idle_minutes_end_the_turn(
    app: Flask, tablet: FlaskClient, first: Enrolment
) -> None:
    turn(tablet, first)
    moment = now()
    refresh = tablet.get("/courses/small/").headers["Refresh"]
    assert refresh in {f"{seconds}; url=/tablet" for seconds in range(890, 902)}
    app.config["CLOCK"] = lambda: moment + timedelta(minutes=10)
    place = begun(tablet)
    app.config["CLOCK"] = lambda: moment + timedelta(minutes=24)
    assert tablet.get(place).status_code == 200
    app.config["CLOCK"] = lambda: moment + timedelta(minutes=26)
    assert tablet.get(place).location == "/tablet"
    assert "Rahima Begum" in tablet.get("/tablet").text


def test_the_day_ends_the_tablet_and_gives_the_browser_back(
    app: Flask, tablet: FlaskClient, first: Enrolment
) -> None:
    tomorrow = now() + timedelta(days=1)
    app.config["CLOCK"] = lambda: tomorrow
    assert tablet.get("/courses/small/").location == "/tablet"
    assert turn(tablet, first).status_code == 409
    assert tablet.get("/courses/small/").status_code == 200


def end_of_class(trainer: Person, cohort: Cohort) -> None:
    """End the class."""
    classes.end_cohort(by(trainer), cohort.ref, cancelled=False)


def end_of_role(trainer: Person, cohort: Cohort) -> None:
    """Take the trainer's role away."""
    roles.remove_staff(by(None), trainer.phone)


@pytest.mark.parametrize("end", [end_of_class, end_of_role])
def test_with_the_class_or_the_role_the_tablet_ends(
    tablet: FlaskClient,
    trainer: Person,
    cohort: Cohort,
    first: Enrolment,
    end: Callable[[Person, Cohort], None],
) -> None:
    end(trainer, cohort)
    assert turn(tablet, first).status_code == 409


def test_staff_close_a_tablet_from_afar_and_the_turn_ends(
    tablet: FlaskClient, cohort: Cohort, first: Enrolment, sign_in: SignIn
) -> None:
    turn(tablet, first)
    staff = sign_in(make_person(Role.TRAINER, language="en"))
    ref = db.scalars(select(ClassTablet.ref)).one()
    way = f"/office/classes/{cohort.ref}/tablet"
    assert f"{way}/{ref}/close" in staff.get(way).text
    close = {"close-idempotency_key": "closing-tablet"}
    assert staff.post(f"{way}/{ref}/close", data=close).location == way
    assert sessions_of(first.person) == []
    assert tablet.get("/courses/small/").location == "/tablet"
    assert "This tablet is closed" in tablet.get("/tablet").text


def test_the_tablet_is_closed_on_itself_with_the_code_only(
    tablet: FlaskClient, first: Enrolment
) -> None:
    assert tablet.post("/tablet/close", data={"code": "9999"}).status_code == 422
    assert "Rahima Begum" in tablet.get("/tablet").text
    assert tablet.post("/tablet/close", data={"code": CODE}).location == "/sign-in/staff"
    assert tablet.get("/sign-in/staff").status_code == 200


def test_who_left_or_sits_elsewhere_gets_no_turn(
    tablet: FlaskClient, trainer: Person, cohort: Cohort, first: Enrolment
) -> None:
    other = make_enrolment(trainer, make_cohort(trainer), make_person())
    enrolling.leave(by(trainer), cohort.ref, first.ref)
    for seat in (first, other):
        assert tablet.get(f"/tablet/{seat.ref}").status_code == 404
        assert turn(tablet, seat).status_code == 404
    assert sessions_of(first.person) == []


def test_a_stranger_without_a_tablet_sees_no_names(app: Flask, first: Enrolment) -> None:
    client = app.test_client()
    client.set_cookie("__Host-nirapod-tablet", "x" * 43, domain="nirapod.example", secure=True)
    assert "Rahima" not in client.get("/tablet?lang=en").text
    assert turn(app.test_client(), first).status_code == 409


def test_a_class_of_several_courses_lets_one_choose(
    tablet: FlaskClient, trainer: Person, cohort: Cohort, first: Enrolment
) -> None:
    more = make_course("more").course_id
    both = tuple(db.scalars(select(CourseVersion.course_id)))
    classes.change_cohort(by(trainer), cohort.ref, new_cohort(course_ids=both))
    turn(tablet, first)
    text = tablet.get("/tablet/turn").text
    assert more in both
    assert "/courses/small/" in text
    assert "/courses/more/" in text


def test_what_was_read_here_before_is_credited_to_nobody(
    app: Flask, trainer: Person, cohort: Cohort, first: Enrolment, sign_in: SignIn
) -> None:
    client = app.test_client()
    client.post("/courses/small/one/read")
    guest = client.get_cookie("__Host-nirapod-guest", domain="nirapod.example")
    assert guest is not None
    people.sign_in(client, trainer)
    open_tablet(client, cohort)
    client.set_cookie(guest.key, guest.value, domain="nirapod.example", secure=True)
    turn(client, first)
    assert client.get("/courses/was-this-you").location == "/tablet"
    assert "0 of" in client.get("/courses/small/?lang=en").text
    assert db.scalars(select(LessonRead)).all() == []
