"""Study before sign-up: kept on the phone, asked about, credited or left for who it belongs to."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from courses import queries
from courses.models import Attempt, CourseVersion, GuestRead, GuestStudy, LessonRead
from courses.way import Answers
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Person
from tests.make.courses import make_course
from tests.make.people import make_person
from tests.portal.people.visiting import PIN, TYPED, enter, sign_up

SignIn = Callable[..., FlaskClient]
QUESTION = "/courses/was-this-you"
ENGLISH = {"lang": "en"}
COOKIE = "__Host-nirapod-guest"


@pytest.fixture
def course(app: Flask) -> CourseVersion:
    """A small published course."""
    return make_course("small", title={"bn": "ছোট", "en": "Small course"})


@pytest.fixture
def phone(client: FlaskClient, course: CourseVersion) -> FlaskClient:
    """A phone on which two lessons were read without an account."""
    for lesson in ("one", "two"):
        assert client.post(f"/courses/small/{lesson}/read").status_code == 303
    return client


def _token(client: FlaskClient) -> str:
    cookie = client.get_cookie(COOKIE, domain="nirapod.example")
    return cookie.value if cookie else ""


def _count(rows: type[object]) -> int:
    return db.scalar(select(func.count()).select_from(rows)) or 0


def _newest() -> Person:
    return db.scalars(select(Person).order_by(Person.id.desc()).limit(1)).one()


def test_reading_leads_on_without_an_account_and_shows_how_far(phone: FlaskClient) -> None:
    page = phone.get("/courses/small/", query_string=ENGLISH).text
    assert "2 of 5 steps done" in page
    assert 'class="button" href="/courses/small/three"' in page
    assert "2 of 3 lessons read" in phone.get("/courses/").text
    assert "You have read this lesson." in phone.get("/courses/small/one").text
    assert "Next: Small course, 2 of 3 lessons read" in phone.get("/").text


def test_a_lesson_leads_to_the_next_and_a_part_to_the_course(
    client: FlaskClient, course: CourseVersion
) -> None:
    assert client.post("/courses/small/one/read").location == "/courses/small/two"
    assert client.post("/courses/small/two/read").location == "/courses/small/"
    assert client.post("/courses/small/three/read").location == "/courses/small/"
    page = client.get("/courses/small/", query_string=ENGLISH).text
    assert re.search(r'class="button" href="/sign-up\?next=/courses/small/"', page)


def test_looking_keeps_nothing_and_sets_no_cookie(
    client: FlaskClient, course: CourseVersion
) -> None:
    for page in ("/courses/", "/courses/small/", "/courses/small/one", "/courses/guide", "/"):
        client.get(page)
    assert _token(client) == ""
    assert _count(GuestStudy) == 0


def test_reading_twice_is_kept_once(phone: FlaskClient) -> None:
    before = _token(phone)
    assert phone.post("/courses/small/one/read").status_code == 303
    assert _count(GuestRead) == 2
    assert _token(phone) == before


def test_a_lesson_that_is_not_there_keeps_nothing(
    client: FlaskClient, course: CourseVersion
) -> None:
    assert client.post("/courses/small/four/read").status_code == 404
    assert _token(client) == ""


def test_tests_need_an_account_and_a_new_cookie_gives_no_new_tries(phone: FlaskClient) -> None:
    for page in ("begin", "x/submit"):
        response = phone.post(f"/courses/small/test/first/{page}")
        assert response.status_code == 303
        assert response.location.startswith("/sign-in")
    assert _count(Attempt) == 0


def test_after_signing_up_one_is_asked_and_yes_credits_once(phone: FlaskClient) -> None:
    asked = sign_up(phone).location
    assert asked.startswith(f"{QUESTION}?next=/")
    page = phone.get(asked).text
    assert "ছোট" in page
    assert "২টি পাঠ" in page
    assert _count(LessonRead) == 0
    answered = phone.post(f"{QUESTION}/yes?next=/courses/small/")
    assert (answered.status_code, answered.location) == (303, "/courses/small/")
    assert (_count(LessonRead), _count(GuestRead), _count(GuestStudy)) == (2, 0, 0)
    assert _token(phone) == ""
    phone.post(f"{QUESTION}/yes")
    assert _count(LessonRead) == 2
    assert phone.get(QUESTION).status_code == 303


def test_after_signing_in_one_is_asked_too(app: Flask, phone: FlaskClient) -> None:
    # The phone is known: its owner was signed in here before.
    guest = _token(phone)
    phone.delete_cookie(COOKIE, domain="nirapod.example")
    sign_up(phone)
    phone.post("/sign-out")
    phone.set_cookie(COOKIE, guest, domain="nirapod.example", secure=True)
    asked = enter(phone, TYPED, PIN)
    assert asked.location.startswith(f"{QUESTION}?next=")
    assert phone.get(asked.location).status_code == 200


def test_without_study_nobody_is_asked(client: FlaskClient, course: CourseVersion) -> None:
    assert sign_up(client).location == "/"


def test_no_leaves_it_for_the_other_and_asks_no_more(
    app: Flask, phone: FlaskClient, sign_in: SignIn
) -> None:
    sign_up(phone)
    assert phone.post(f"{QUESTION}/no?next=/courses/").location == "/courses/"
    assert _count(LessonRead) == 0
    assert phone.get(QUESTION).status_code == 303
    assert "Was this you?" not in phone.get("/courses/", query_string=ENGLISH).text
    assert "0 of 5 steps done" in phone.get("/courses/small/", query_string=ENGLISH).text
    phone.post("/sign-out")
    enter(phone, TYPED, PIN)
    assert phone.get(QUESTION).status_code == 303
    phone.post("/sign-out")
    # Whoever it belongs to finds it again, with and without an account.
    assert "2 of 5 steps done" in phone.get("/courses/small/", query_string=ENGLISH).text
    asked = sign_up(phone, pin="846205", pin_again="846205").location
    assert "Small course" in phone.get(f"{asked}&lang=en").text
    phone.post(f"{QUESTION}/yes")
    assert {row.person_id for row in db.scalars(select(LessonRead))} == {_newest().id}


def test_who_did_not_answer_is_reminded_on_the_list(phone: FlaskClient) -> None:
    sign_up(phone)
    assert f'href="{QUESTION}"' in phone.get("/courses/").text


def test_what_a_person_reads_is_never_the_phones(phone: FlaskClient) -> None:
    sign_up(phone)
    phone.post("/courses/small/three/read")
    assert (_count(LessonRead), _count(GuestRead)) == (1, 2)
    phone.post("/sign-out")
    assert "2 of 5 steps done" in phone.get("/courses/small/", query_string=ENGLISH).text


def test_another_phone_credits_nothing(app: Flask, phone: FlaskClient, sign_in: SignIn) -> None:
    stranger = sign_in(make_person())
    assert stranger.get(QUESTION).status_code == 303
    stranger.post(f"{QUESTION}/yes")
    stranger.post(f"{QUESTION}/no")
    assert (_count(LessonRead), _count(GuestRead)) == (0, 2)


@pytest.mark.parametrize("part", [0, 1], ids=["another token", "another signature"])
def test_a_forged_token_is_no_study(
    app: Flask, phone: FlaskClient, sign_in: SignIn, part: int
) -> None:
    parts = _token(phone).rsplit(".", 1)
    parts[part] = ("A" if parts[part][0] != "A" else "B") + parts[part][1:]
    thief = sign_in(make_person(language="en"))
    thief.set_cookie(COOKIE, ".".join(parts), domain="nirapod.example", secure=True)
    thief.post(f"{QUESTION}/yes")
    assert (_count(LessonRead), _count(GuestRead)) == (0, 2)
    guest = app.test_client()
    guest.set_cookie(COOKIE, ".".join(parts), domain="nirapod.example", secure=True)
    assert "steps done" not in guest.get("/courses/small/").text


def test_a_session_cookie_is_not_a_guests(client: FlaskClient, course: CourseVersion) -> None:
    signer = client.application.session_interface.get_signing_serializer(client.application)
    assert signer is not None
    text = signer.dumps({"way": ["SA", "driving", "yes"]})
    client.set_cookie(COOKIE, str(text), domain="nirapod.example", secure=True)
    assert client.get("/courses/guide/way").location == "/courses/guide"


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "/nothing-there"])
def test_one_goes_on_only_within_the_portal(phone: FlaskClient, place: str) -> None:
    sign_up(phone)
    assert phone.post(f"{QUESTION}/no?next={place}").location == "/courses/"


def test_answers_of_the_guide_are_asked_about_and_kept(
    client: FlaskClient, course: CourseVersion
) -> None:
    client.post("/courses/guide", data={"to": "SA", "work": "driving", "first": "yes"})
    asked = sign_up(client).location
    assert "সৌদি আরব" in client.get(asked).text
    client.post(f"{QUESTION}/yes")
    assert queries.chosen_way(_newest()) == Answers("SA", "driving", True)
    assert _token(client) == ""


def test_answers_alone_go_with_a_no(client: FlaskClient, course: CourseVersion) -> None:
    client.post("/courses/guide", data={"to": "SA", "work": "driving", "first": "yes"})
    sign_up(client)
    client.post(f"{QUESTION}/no")
    assert queries.chosen_way(_newest()) is None
    assert _token(client) == ""
    assert client.get(QUESTION).status_code == 303


def test_answers_stay_with_the_study_after_a_no(phone: FlaskClient) -> None:
    phone.post("/courses/guide", data={"to": "SA", "work": "driving", "first": "yes"})
    sign_up(phone)
    phone.post(f"{QUESTION}/no")
    assert phone.get(QUESTION).status_code == 303
    phone.post("/sign-out")
    assert "Saudi Arabia" in phone.get("/courses/", query_string=ENGLISH).text


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_question_is_asked_in_each_language(phone: FlaskClient, language: str) -> None:
    sign_up(phone)
    page = phone.get(QUESTION, query_string={"lang": language})
    assert f'<html lang="{language}"' in page.text
    assert ("Was this you?" if language == "en" else "এটা কি আপনি ছিলেন?") in page.text


def test_staff_are_not_asked_at_a_desk_where_others_read(
    app: Flask, phone: FlaskClient, sign_in: SignIn
) -> None:
    phone.post("/courses/guide", data={"to": "SA", "work": "driving", "first": "yes"})
    officer = sign_in(make_person(Role.OFFICER))
    officer.set_cookie(COOKIE, _token(phone), domain="nirapod.example", secure=True)
    assert officer.get(f"{QUESTION}?next=/office/").location == "/office/"
    assert "Was this you?" not in officer.get("/courses/", query_string=ENGLISH).text
