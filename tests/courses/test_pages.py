"""The pages of courses: open to read, closed to cheat, and the same on any phone."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from courses.actions import publishing
from courses.models import Answer, Attempt, CourseVersion
from courses.pack.reading import read
from courses.sample import CONTENT
from portal.ground.database import db
from portal.people.models import Person
from tests.make.courses import (
    answer_rightly,
    key_of,
    make_attempt,
    make_course,
    pass_module,
    right_answer,
)
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]
TEST = "/courses/small/test/first"


@pytest.fixture
def course(app: Flask) -> CourseVersion:
    """A small published course."""
    return make_course("small")


@pytest.fixture
def attempt(course: CourseVersion) -> Attempt:
    """A test that is begun."""
    return make_attempt(make_person(language="en"), course.modules[0])


@pytest.fixture
def learner(attempt: Attempt, sign_in: SignIn) -> FlaskClient:
    """The person whose test that is."""
    return _learner(attempt, sign_in)


def _learner(attempt: Attempt, sign_in: SignIn) -> FlaskClient:
    return sign_in(db.get_one(Person, attempt.person_id))


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("page", ["", "small/", "small/one", "small/three"])
def test_reading_needs_no_account(
    client: FlaskClient, course: CourseVersion, page: str, language: str
) -> None:
    client.set_cookie("lang", language, domain="nirapod.example")
    response = client.get(f"/courses/{page}")
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("page", ["", "small/"])
def test_a_page_without_a_form_is_kept_by_the_phone(
    client: FlaskClient, course: CourseVersion, page: str
) -> None:
    assert client.get(f"/courses/{page}").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "page",
    ["nothing/", "small/nothing", "small/media/1/two.svg", "small/media/9/one.svg", "nothing/one"],
)
def test_what_is_not_there_is_not_there(
    client: FlaskClient, course: CourseVersion, page: str
) -> None:
    assert client.get(f"/courses/{page}").status_code == 404


def test_a_picture_cannot_act_and_is_kept_for_ever(
    client: FlaskClient, course: CourseVersion
) -> None:
    headers = client.get("/courses/small/media/1/one.svg").headers
    assert headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in headers["Cache-Control"]


def test_a_lesson_leads_to_the_next_and_then_to_the_test(
    course: CourseVersion, sign_in: SignIn
) -> None:
    visitor = sign_in(make_person())
    assert visitor.post("/courses/small/one/read").location == "/courses/small/two"
    assert visitor.post("/courses/small/two/read").location == TEST


@pytest.mark.parametrize("page", ["test/first/begin", "test/first/x/submit"])
def test_a_test_needs_a_person(client: FlaskClient, course: CourseVersion, page: str) -> None:
    response = client.post(f"/courses/small/{page}")
    assert response.status_code == 303
    assert "/sign-in" in response.location


def test_a_test_from_its_rules_to_its_result(course: CourseVersion, sign_in: SignIn) -> None:
    visitor = sign_in(make_person(language="en"))
    assert "Begin the test" in visitor.get(TEST).text
    place = visitor.get(visitor.post(f"{TEST}/begin").location).location
    attempt = db.scalars(select(Attempt)).one()
    for given in [right_answer(attempt, question) for question in key_of(attempt)]:
        page = visitor.get(place)
        assert page.status_code == 200
        place = visitor.post(place, data={"choice": given, "sequence": "1"}).location
    assert place.endswith("/review")
    assert "All questions are answered" in visitor.get(place).text
    result = visitor.get(visitor.post(place.replace("review", "submit")).location).text
    assert "Passed" in result
    assert "Told several." in result


def test_after_a_lost_connection_one_goes_on_where_one_stopped(
    attempt: Attempt, learner: FlaskClient, sign_in: SignIn
) -> None:
    answer_rightly(attempt, count=3)
    other_phone = _learner(attempt, sign_in)
    assert other_phone.get(f"{TEST}/{attempt.ref}").location.endswith(f"{attempt.ref}/4")
    assert "Go on with the test" in other_phone.get(TEST).text


def test_what_was_chosen_stands_chosen(attempt: Attempt, learner: FlaskClient) -> None:
    kinds = [question.kind for question in key_of(attempt)]
    place = f"{TEST}/{attempt.ref}/{kinds.index('one-of') + 1}"
    learner.post(place, data={"choice": "2", "sequence": "1"})
    page = learner.get(place).text
    assert re.findall(r'value="(\d)" checked', page) == ["2"]
    assert 'name="sequence" type="hidden" value="2"' in page


def test_another_persons_attempt_is_not_there(attempt: Attempt, sign_in: SignIn) -> None:
    stranger = sign_in(make_person())
    place = f"{TEST}/{attempt.ref}"
    for page in (place, f"{place}/1", f"{place}/review", f"{place}/result"):
        assert stranger.get(page).status_code == 404
    assert stranger.post(f"{place}/1", data={"choice": "0", "sequence": "1"}).status_code == 404
    assert stranger.post(f"{place}/submit").status_code == 404
    assert db.scalars(select(Attempt)).one().is_open


@pytest.mark.parametrize("place", ["/courses/small/test/second", "/courses/other/test/first"])
def test_an_attempt_is_only_at_its_own_address(
    attempt: Attempt, learner: FlaskClient, place: str
) -> None:
    make_course("other")
    assert learner.get(f"{place}/{attempt.ref}/1").status_code == 404


@pytest.mark.parametrize("sequence", ["", "0", "-1", "x", "9999999999", "1.5"])
def test_a_forged_sequence_is_refused(
    attempt: Attempt, learner: FlaskClient, sequence: str
) -> None:
    response = learner.post(f"{TEST}/{attempt.ref}/1", data={"choice": "0", "sequence": sequence})
    assert response.status_code == 422
    assert db.scalar(select(func.count(Answer.id))) == 0


def test_an_empty_answer_is_told_on_the_field_and_above(
    attempt: Attempt, learner: FlaskClient
) -> None:
    response = learner.post(f"{TEST}/{attempt.ref}/1", data={"sequence": "1"})
    assert response.status_code == 422
    assert response.text.count("Choose an answer.") == 2
    assert 'href="#choice"' in response.text


def test_a_typed_text_that_is_no_number_stays_in_the_field(
    attempt: Attempt, learner: FlaskClient
) -> None:
    kinds = [question.kind for question in key_of(attempt)]
    place = f"{TEST}/{attempt.ref}/{kinds.index('number') + 1}"
    response = learner.post(place, data={"choice": '"><b>many', "sequence": "1"})
    assert response.status_code == 422
    assert 'value="&#34;&gt;&lt;b&gt;many"' in response.text


@pytest.mark.parametrize("sequence", ["1", "", "x", "-1"])
def test_an_answer_after_the_end_is_refused_with_the_result(
    attempt: Attempt, learner: FlaskClient, sequence: str
) -> None:
    learner.post(f"{TEST}/{attempt.ref}/submit")
    response = learner.post(f"{TEST}/{attempt.ref}/1", data={"choice": "0", "sequence": sequence})
    assert response.status_code == 409
    assert "was not counted" in response.text


def test_after_the_end_the_questions_lead_to_the_result(
    attempt: Attempt, learner: FlaskClient
) -> None:
    place = f"{TEST}/{attempt.ref}"
    learner.post(f"{place}/submit")
    for page in (place, f"{place}/1", f"{place}/review"):
        assert learner.get(page).location == f"{place}/result"


def test_the_wait_is_told_with_its_end(course: CourseVersion, sign_in: SignIn) -> None:
    person = make_person(language="en")
    visitor = sign_in(person)
    for _time in range(2):
        place = visitor.post(f"{TEST}/begin").location
        visitor.post(f"{place}/submit")
    response = visitor.post(f"{TEST}/begin")
    assert response.status_code == 409
    assert "You can try again from" in response.text
    assert "again from" in visitor.get("/courses/small/").text


def test_a_locked_test_names_what_comes_first(course: CourseVersion, sign_in: SignIn) -> None:
    visitor = sign_in(make_person(language="en"))
    assert "Pass these tests first: First" in visitor.get("/courses/small/test/second").text
    assert visitor.post("/courses/small/test/second/begin").status_code == 409


def test_the_whole_course_passed_leads_to_the_certificate(
    course: CourseVersion, sign_in: SignIn
) -> None:
    person = make_person(language="en")
    for module in course.modules:
        pass_module(person, module)
    page = sign_in(person).get("/courses/small/").text
    assert "Get my certificate" in page


@pytest.mark.parametrize("page", ["", "before-you-go/", "before-you-go/check-the-visa"])
def test_a_page_takes_at_most_six_queries(app: Flask, sign_in: SignIn, page: str) -> None:
    publishing.publish(read(CONTENT / "before-you-go"))
    visitor = sign_in(make_person())
    seen: list[str] = []
    connection = app.extensions["database"]
    event.listen(connection, "before_cursor_execute", lambda *args: seen.append(args[2]))
    visitor.get(f"/courses/{page}")
    assert len([one for one in seen if one.startswith("SELECT")]) <= 6, seen


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_lesson_with_its_picture_has_at_most_20_kilobytes(
    app: Flask, client: FlaskClient, language: str
) -> None:
    pack = read(CONTENT / "before-you-go")
    publishing.publish(pack)
    for lesson in (lesson for module in pack.modules for lesson in module.lessons):
        page = client.get(f"/courses/before-you-go/{lesson.slug}?lang={language}")
        assert len(page.data) + len(pack.files[lesson.picture]) <= 20_000, lesson.slug
