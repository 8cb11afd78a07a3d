"""The pages behind a link: open to whoever has it, once, and silent about the person."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from courses import sample
from courses.actions import publishing, recall
from courses.models import CourseVersion, Recall, RecallAnswer, RecallChoice
from courses.pack.reading import read
from portal.ground.database import db
from portal.ground.limits import FailureCount
from portal.people.models import Person
from tests.make.counting import at_most
from tests.make.courses import make_course
from tests.make.people import make_person
from tests.make.recall import later, let_ask, make_recall, newest, pass_course, right, wrong
from tests.portal.front.test_weight import AT_MOST, weight

SignIn = Callable[..., FlaskClient]
GUESS = "A" * 22


@pytest.fixture
def course(app: Flask) -> CourseVersion:
    """A small published course."""
    return make_course("small")


@pytest.fixture
def person(course: CourseVersion) -> Person:
    """Somebody who will be asked."""
    return make_person(name="Rahima Begum", language="en")


@pytest.fixture
def link(app: Flask, course: CourseVersion, person: Person) -> str:
    """The link that was sent."""
    return make_recall(app, person, course).split("?")[0]


def answer_all(client: FlaskClient, link: str) -> list[str]:
    """Answer the three questions rightly; the pages that told them."""
    told = []
    for position in (1, 2, 3):
        place = client.post(f"{link}/{position}", data={"choice": right(position)}).location
        told.append(client.get(place).text)
    return told


def test_the_link_asks_three_questions_one_a_screen(client: FlaskClient, link: str) -> None:
    client.get("/help/?lang=en")
    assert "Question 1 of 3" in client.get(link).text
    told = answer_all(client, link)
    assert [f"Answer {number} of 3" in page for number, page in enumerate(told, 1)] == [True] * 3
    assert "You knew 3 of 3 questions" in told[2]
    assert {row.mark for row in newest().answers} == {100}


def test_opening_the_link_changes_nothing_however_often(
    client: FlaskClient, link: str, app: Flask
) -> None:
    pages = {client.get(link).text for _time in range(5)}
    pages.add(client.get(f"{link}/1", follow_redirects=True).text)
    assert client.head(link).status_code == 200
    assert len(pages) == 1
    assert {row.answered_at for row in newest().answers} == {None}
    assert client.post(f"{link}/1", data={"choice": right(1)}).status_code == 303


def test_a_second_opening_says_that_it_was_used(client: FlaskClient, link: str) -> None:
    client.get("/help/?lang=en")
    answer_all(client, link)
    response = client.get(link)
    assert (response.status_code, "These questions are answered" in response.text) == (410, True)


def test_who_stops_half_way_goes_on_there(client: FlaskClient, app: Flask, link: str) -> None:
    client.post(f"{link}/1", data={"choice": right(1)})
    other = app.test_client()
    assert "২" in re.findall(r"<h1[^>]*>(.*?)</h1>", other.get(link).text)[0]


def test_an_answer_sent_again_leads_to_what_was_answered_first(
    client: FlaskClient, link: str
) -> None:
    first = client.post(f"{link}/1", data={"choice": right(1)})
    again = client.post(f"{link}/1", data={"choice": "0"})
    assert (first.location, again.status_code) == (again.location, 303)
    assert newest().answers[0].mark == 100


def test_after_the_answer_the_page_teaches_and_leads_to_a_lesson_that_is_there(
    client: FlaskClient, link: str
) -> None:
    page = client.get(client.post(f"{link}/1", data={"choice": right(1)}).location).text
    assert "Told " in page
    lessons = re.findall(r'href="(/courses/small/\w+)"', page)
    assert lessons
    assert {client.get(lesson).status_code for lesson in lessons} == {200}


def test_a_lesson_that_the_newest_version_has_not_is_not_offered(
    client: FlaskClient, app: Flask, link: str
) -> None:
    modules = [
        {
            "id": "first",
            "title": {"bn": "এক", "en": "First"},
            "lessons": ["three"],
            "draw": 2,
            "pass_mark": 60,
            "requires": [],
        },
        {
            "id": "second",
            "title": {"bn": "দুই", "en": "Second"},
            "lessons": ["one", "two"],
            "draw": 2,
            "pass_mark": 60,
            "requires": [],
        },
    ]
    make_course("small", version="2", modules=modules)
    pages = answer_all(client, link)
    for page in pages:
        for lesson in re.findall(r'href="(/courses/small/\w+)"', page):
            assert client.get(lesson).status_code == 200


def test_the_key_is_not_on_the_page_before_the_answer(client: FlaskClient, link: str) -> None:
    page = client.get(link).text
    assert "Told " not in page
    assert "never" not in page


@pytest.mark.parametrize("sent", [{}, {"choice": ""}, {"choice": "99"}, {"choice": ["0", "x"]}])
def test_what_is_no_answer_comes_back_with_the_question(
    client: FlaskClient, link: str, sent: dict[str, object]
) -> None:
    let_ask("first-one", "first-matching", "first-ordering")
    for position in (1, 2, 3):
        response = client.post(f"{link}/{position}", data=sent)
        assert (response.status_code, "field-error" in response.text) == (422, True)
    assert db.scalar(select(func.count(RecallAnswer.mark))) == 0


def test_unknown_expired_and_erased_are_told_alike(
    client: FlaskClient, app: Flask, link: str, person: Person
) -> None:
    later(app, days=14)
    pages = {_bare(client.get(path), path) for path in (link, f"/recall/{GUESS}", "/recall/x")}
    assert len(pages) == 1
    assert next(iter(pages))[0] == 404


def _bare(response: object, path: str) -> tuple[int, str]:
    token = path.rsplit("/", 1)[-1]
    text = response.get_data(as_text=True)  # type: ignore[attr-defined]
    return response.status_code, text.replace(f"/recall/{token}", "")  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["", "/1", "/4", "/99999999999999999999"])
def test_a_guessed_link_takes_nothing(client: FlaskClient, link: str, path: str) -> None:
    if path:
        assert client.post(f"/recall/{GUESS}{path}", data={"choice": "0"}).status_code == 404
    assert client.get(f"/recall/{GUESS}{path}").status_code == 404
    assert client.get(f"{link}/99999999999999999999").status_code == 303
    sent = {"choice": "0"}
    assert client.post(f"{link}/99999999999999999999", data=sent).status_code == 404


def test_programs_that_guess_have_to_wait_and_nobody_else(
    client: FlaskClient, app: Flask, link: str
) -> None:
    told = [client.get(f"/recall/{GUESS}{number}").status_code for number in range(201)]
    assert told == [404] * 200 + [429]
    response = client.get(f"/recall/{GUESS}")
    assert (response.status_code, int(response.headers["Retry-After"]) > 0) == (429, True)
    assert client.get(link).status_code == 200
    assert db.scalars(select(FailureCount.failures)).all() == [200]


def test_no_page_names_the_person_or_may_be_kept_or_passed_on(
    client: FlaskClient, link: str, person: Person
) -> None:
    name, phone = person.name, person.phone
    responses = [client.get(link), client.get(f"/recall/{GUESS}")]
    answer_all(client, link)
    responses += [client.get(f"{link}/3"), client.get(link)]
    responses.append(client.post(f"{link}/1", data={}))
    for response in responses:
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert "Set-Cookie" not in response.headers
        assert name not in response.text
        assert phone[-8:] not in response.text


def test_somebody_else_who_is_signed_in_here_is_not_shown(
    link: str, sign_in: SignIn, person: Person
) -> None:
    brother = sign_in(make_person(name="Karim"))
    page = brother.get(link).text
    assert "csrf_token" not in page
    assert "/sign-out" not in page
    assert len(answer_all(brother, link)) == 3


def test_forms_behind_a_link_need_no_cookie_and_other_forms_do(
    app: Flask, link: str, sign_in: SignIn
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        stranger = app.test_client()
        sent = {"choice": right(1)}
        assert stranger.post(f"{link}/1", data=sent).status_code == 303
        assert stranger.post(f"{link}/stop").status_code == 303
        own = sign_in(make_person()).post("/recall/messages", data={"wanted": "no"})
        assert own.status_code == 400
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_another_sites_page_answers_nothing(client: FlaskClient, link: str) -> None:
    sent = {"data": {"choice": right(1)}, "headers": {"Sec-Fetch-Site": "cross-site"}}
    assert client.post(f"{link}/1", **sent).status_code == 403  # type: ignore[arg-type]
    assert newest().answers[0].mark is None


def test_the_messages_end_by_the_link_and_by_ones_own_page(
    client: FlaskClient, link: str, person: Person, sign_in: SignIn
) -> None:
    person_id = person.id
    page = client.get(client.post(f"{link}/stop").location)
    assert page.status_code == 200
    assert db.scalars(select(RecallChoice.wanted).filter_by(person_id=person_id)).all() == [False]
    visitor = sign_in(db.get_one(Person, person_id))
    assert "/recall/messages" in visitor.get("/account").text
    assert "You do not get these messages." in visitor.get("/recall/messages").text
    assert visitor.post("/recall/messages", data={"wanted": "yes"}).status_code == 303
    assert "You get these messages." in visitor.get("/recall/messages").text
    assert visitor.post("/recall/messages", data={"wanted": "maybe"}).status_code == 422


def test_to_stop_by_a_guessed_link_stops_nobody(client: FlaskClient, link: str) -> None:
    assert client.post(f"/recall/{GUESS}/stop").status_code == 303
    assert db.scalar(select(func.count(RecallChoice.id))) == 0


def test_each_page_asks_few_questions_of_the_database(
    app: Flask, client: FlaskClient, link: str
) -> None:
    given = right(1)
    with at_most(3, app):
        client.get(link)
    with at_most(6, app):
        client.post(f"{link}/1", data={"choice": given})
    with at_most(4, app):
        client.get(f"{link}/1")


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_pages_of_our_own_course_weigh_at_most_20_kb(
    app: Flask, client: FlaskClient, language: str
) -> None:
    publishing.publish(read(sample.CONTENT / "before-you-go"))
    version = db.scalars(select(CourseVersion)).one()
    link = make_recall(app, make_person(), version)
    pages = [client.get(f"{link}?lang={language}").text, *answer_all(client, link)]
    pages.append(client.get(link).text)
    assert max(map(weight, pages)) <= AT_MOST
    assert db.scalar(select(func.count(Recall.id))) == 1


def test_a_pass_that_nobody_was_asked_about_has_no_link(app: Flask, course: CourseVersion) -> None:
    pass_course(make_person(), course)
    assert recall.send_few() == 0
    assert db.scalar(select(func.count(Recall.id))) == 0


@pytest.mark.parametrize(
    "kind", ["one", "several", "true", "typed", "number", "matching", "ordering"]
)
def test_every_kind_of_question_can_be_asked_and_told(
    client: FlaskClient, link: str, kind: str
) -> None:
    let_ask(f"first-{kind}", f"second-{kind}")
    assert f"{kind}?" in client.get(link).text
    for position, given in ((1, right(1)), (2, wrong(2))):
        told = client.get(client.post(f"{link}/{position}", data={"choice": given}).location).text
        assert f"Told {kind}." in told
    assert [row.mark for row in newest().answers] == [100, 0, None]
