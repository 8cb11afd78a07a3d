"""The guide's pages: one question a screen, no account, no JavaScript, and a way that is kept."""

import re
from collections.abc import Callable

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from courses import queries
from courses.actions import guests, studying
from courses.models import ChosenWay, CourseVersion
from courses.way import DESTINATIONS, OTHER, UNKNOWN, Answers
from courses.work import KINDS
from portal.ground import assets
from portal.ground.countries import COUNTRIES
from portal.ground.database import db
from portal.people.models import Person
from tests.make.counting import at_most
from tests.make.courses import make_course, make_long_course, pass_module
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]
GUIDE, WAY = "/courses/guide", "/courses/guide/way"
SAUDI = {"to": "SA", "work": "driving", "first": "yes"}
ENGLISH = {"lang": "en"}


@pytest.fixture
def courses(app: Flask) -> dict[str, CourseVersion]:
    """A course for everybody, one for a country, one for a work, and others."""
    return {
        "core": make_course("core", title={"bn": "সবার", "en": "Core course"}),
        "country": make_course("saudi", destination="SA", title={"bn": "সৌদি", "en": "Saudi"}),
        "work": make_course("driver", work="driving", title={"bn": "চালক", "en": "Driver"}),
        "other": make_course("qatar", destination="QA", title={"bn": "কাতার", "en": "Qatar course"}),
    }


def _answer(client: FlaskClient, **answers: str) -> str:
    """Answer the guide; the page that it leads to, in English."""
    response = client.post(GUIDE, data=SAUDI | answers)
    assert (response.status_code, response.location) == (303, WAY)
    return client.get(WAY, query_string=ENGLISH).text


def _stops(page: str) -> list[str]:
    """The titles of the journey line's stops, in order."""
    return re.findall(r'class="journey-title"[^>]*>([^<]+)<', page)


def _main_button(page: str) -> str:
    found = re.search(r'<a class="button" href="([^"]+)"', page)
    return found.group(1) if found else ""


@pytest.mark.parametrize("language", ["bn", "en"])
def test_each_screen_asks_one_thing_with_pictures_and_words(
    client: FlaskClient, language: str
) -> None:
    for query, known in (
        ({}, [*DESTINATIONS, OTHER, UNKNOWN]),
        ({"to": "SA"}, [*KINDS, OTHER, UNKNOWN]),
    ):
        page = client.get(GUIDE, query_string=query | {"lang": language}).text
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        choices = tree.findall(".//ul[@class='choices']/li/a")
        assert len(choices) == len(known)
        for choice in choices:
            assert choice.find("{*}svg") is not None
            assert "".join(choice.itertext()).strip()
    page = client.get(GUIDE, query_string={"to": "SA", "work": "driving"}).text
    assert re.findall(r'name="first" value="(\w+)"', page) == ["yes", "no"]


def test_every_answer_has_a_picture() -> None:
    drawn = set(re.findall(r'id="([\w-]+)"', assets.sources()["images/choices.svg"].decode()))
    assert drawn == {*DESTINATIONS, *KINDS, OTHER, UNKNOWN, "country", "yes", "no"}


def test_what_the_guide_asks_for_by_name_exists() -> None:
    assert set(DESTINATIONS) <= set(COUNTRIES)


def test_one_can_go_back_to_each_question(client: FlaskClient) -> None:
    page = client.get(GUIDE, query_string={"to": "SA", "work": "driving"}).text
    assert f'href="{GUIDE}"' in page
    assert f'href="{GUIDE}?to=SA"' in page


def test_a_country_with_a_course_is_among_the_answers(client: FlaskClient, app: Flask) -> None:
    make_course(destination="RO")
    assert f'href="{GUIDE}?to=RO"' in client.get(GUIDE).text


@pytest.mark.parametrize(
    "query",
    [
        {"to": "xx"},
        {"to": "<b>"},
        {"to": "sa"},
        {"to": "", "work": "driving"},
        {"work": "driving"},
        {"to": "স" * 400},
    ],
)
def test_an_answer_that_is_none_asks_again(client: FlaskClient, query: dict[str, str]) -> None:
    page = client.get(GUIDE, query_string=query | ENGLISH)
    assert page.status_code == 200
    assert "<h1>Where do you want to go?</h1>" in page.text


@pytest.mark.parametrize(
    ("wrong", "asks"),
    [
        ({"to": "xx"}, "Where do you want to go?"),
        ({"work": "xx"}, "What work will you do there?"),
        ({"first": "xx"}, "Is it your first time abroad for work?"),
        ({"first": ""}, "Is it your first time abroad for work?"),
    ],
)
def test_wrong_answers_keep_nothing_and_ask_again(
    client: FlaskClient, wrong: dict[str, str], asks: str
) -> None:
    response = client.post(GUIDE, data=SAUDI | wrong, query_string=ENGLISH)
    assert response.status_code == 422
    assert f"<h1>{asks}</h1>" in response.text
    assert "Choose one of the answers." in response.text
    assert client.get(WAY).location == GUIDE


def test_the_way_is_ordered_and_its_button_begins_the_first_lesson(
    client: FlaskClient, courses: dict[str, CourseVersion]
) -> None:
    page = _answer(client)
    assert _stops(page)[:3] == ["Core course", "Saudi", "Driver"]
    assert "Qatar course" not in page
    assert "3 courses, about 18 minutes" in page
    assert _main_button(page) == "/courses/core/one"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("bn", ["আপনার পথ", "সৌদি আরব", "৩টি কোর্স"]),
        ("en", ["Your way", "Saudi Arabia", "3 courses"]),
    ],
)
def test_the_way_and_the_list_speak_both_languages(
    client: FlaskClient, courses: dict[str, CourseVersion], language: str, words: list[str]
) -> None:
    client.post(GUIDE, data=SAUDI)
    page = client.get(WAY, query_string={"lang": language}).text
    assert f'<html lang="{language}"' in page
    assert [word for word in words if word not in page] == []
    assert words[1] in client.get("/courses/", query_string={"lang": language}).text


def test_who_was_abroad_is_led_to_the_country_first_and_told_why(
    client: FlaskClient, courses: dict[str, CourseVersion]
) -> None:
    page = _answer(client, first="no")
    assert _stops(page)[:3] == ["Saudi", "Core course", "Driver"]
    assert _main_button(page) == "/courses/saudi/one"
    assert "the country comes first" in page


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"to": "RO"}, "no course about this country yet: Romania"),
        ({"to": OTHER}, "no course about your country yet"),
        ({"work": "farming"}, "no course about this work yet: Farm or garden"),
        ({"work": OTHER}, "no course about your work yet"),
    ],
)
def test_what_we_have_no_course_for_is_said_and_the_core_offered(
    client: FlaskClient,
    courses: dict[str, CourseVersion],
    answers: dict[str, str],
    told: str,
) -> None:
    page = _answer(client, **answers)
    assert told in page
    assert "Core course" in _stops(page)


def test_who_does_not_know_yet_is_told_of_nothing_missing(
    client: FlaskClient, courses: dict[str, CourseVersion]
) -> None:
    page = _answer(client, to=UNKNOWN, work=UNKNOWN)
    assert "no course about" not in page
    assert _stops(page)[0] == "Core course"


def test_without_any_course_the_way_says_so(client: FlaskClient, app: Flask) -> None:
    assert "There is no course yet." in _answer(client)


def test_a_visitors_answers_stay_in_the_cookie_alone(
    client: FlaskClient, courses: dict[str, CourseVersion]
) -> None:
    _answer(client)
    assert db.scalar(select(func.count(ChosenWay.id))) == 0
    assert "Your courses" in client.get("/courses/", query_string=ENGLISH).text
    cookie = client.get_cookie("__Host-nirapod-guest", domain="nirapod.example")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.secure
    assert cookie.same_site == "Lax"


def test_a_persons_answers_follow_to_another_phone(
    app: Flask, courses: dict[str, CourseVersion], sign_in: SignIn
) -> None:
    person = make_person(language="en")
    _answer(sign_in(person))
    assert queries.chosen_way(person) == Answers("SA", "driving", True)
    page = sign_in(person).get("/courses/").text
    assert _stops(page)[:3] == ["Core course", "Saudi", "Driver"]


def test_one_persons_answers_are_not_anothers(
    courses: dict[str, CourseVersion], sign_in: SignIn
) -> None:
    _answer(sign_in(make_person()))
    assert sign_in(make_person()).get(WAY).location == GUIDE


@pytest.mark.parametrize("cookie", ["", "x", "eyJ3YXkiOltdfQ.AAAA", "x" * 4000])
def test_a_forged_cookie_is_none(client: FlaskClient, cookie: str) -> None:
    client.set_cookie("__Host-nirapod-guest", cookie, domain="nirapod.example", secure=True)
    assert client.get(WAY).location == GUIDE
    assert client.get("/courses/").status_code == 200


def test_the_list_has_the_guide_and_groups_with_headings(
    client: FlaskClient, courses: dict[str, CourseVersion]
) -> None:
    page = client.get("/courses/", query_string=ENGLISH).text
    assert f'href="{GUIDE}"' in page
    heads = re.findall(r"<h2>([^<]+)</h2>", page)
    assert heads == ["For everybody", "For a country", "For a kind of work", "Your way"]


def test_the_list_begins_with_ones_own_courses_and_names_each_once(
    client: FlaskClient, courses: dict[str, CourseVersion]
) -> None:
    _answer(client)
    page = client.get("/courses/", query_string=ENGLISH).text
    assert re.findall(r"<h2>([^<]+)</h2>", page) == ["Your courses", "For a country"]
    assert page.index("Your courses") < page.index("Qatar course")
    assert page.count(">Saudi<") == 1
    assert f'href="{GUIDE}"' in page


def test_what_is_passed_is_marked_on_list_way_and_home(
    courses: dict[str, CourseVersion], sign_in: SignIn
) -> None:
    person = make_person(language="en")
    visitor = sign_in(person)
    _answer(visitor)
    for module in courses["core"].modules:
        pass_module(person, module)
    for page in ("/courses/", WAY):
        text = visitor.get(page).text
        assert re.search(r'<li class="is-done">(?:(?!</li>).)*Core course', text, re.DOTALL), page
        assert re.search(r'<li class="is-here"(?:(?!</li>).)*Saudi', text, re.DOTALL), page
        assert 'href="/certificates/new/core"' in text
    assert "Next: Saudi" in visitor.get("/").text


def test_home_says_when_all_is_passed(app: Flask, sign_in: SignIn) -> None:
    person, course = make_person(language="en"), make_course()
    for module in course.modules:
        pass_module(person, module)
    page = sign_in(person).get("/").text
    assert "You have passed your course." in page
    assert '<li class="is-done">' in page


def test_home_asks_the_database_nothing_for_who_is_unknown(
    app: Flask, client: FlaskClient, courses: dict[str, CourseVersion]
) -> None:
    with at_most(0, app):
        assert "Short lessons with pictures" in client.get("/", query_string=ENGLISH).text


def _twenty(person: Person) -> None:
    make_course("course-0")
    for number, country in zip(range(1, 20), COUNTRIES, strict=False):
        make_course(f"course-{number}", destination=country)
    guests.choose(person.id, Answers("SA", "driving", True))


def test_the_list_of_twenty_courses_takes_at_most_four_queries(app: Flask, sign_in: SignIn) -> None:
    person = make_person()
    _twenty(person)
    visitor = sign_in(person)
    phone = app.test_client()
    phone.post("/courses/course-0/one/read")
    guest = phone.get_cookie("__Host-nirapod-guest", domain="nirapod.example")
    assert guest is not None
    visitor.set_cookie(guest.key, guest.value, domain="nirapod.example", secure=True)
    with at_most(4, app):
        visitor.get("/courses/")
    with at_most(4, app):
        phone.get("/courses/")


def test_the_way_takes_at_most_six_queries(app: Flask, sign_in: SignIn) -> None:
    person = make_person()
    _twenty(person)
    visitor = sign_in(person)
    with at_most(6, app):
        visitor.get(WAY)


def test_a_course_of_sixty_lessons_takes_at_most_six_queries(app: Flask, sign_in: SignIn) -> None:
    make_course("core")
    long, person = make_long_course(prerequisites=["core"]), make_person()
    studying.mark_read(person.id, long.modules[0].lessons[0].id)
    visitor, phone = sign_in(person), app.test_client()
    phone.post("/courses/long/lesson-1/read")
    for client in (visitor, phone):
        for page in ("", "lesson-2"):
            with at_most(6, app):
                assert client.get(f"/courses/long/{page}").status_code == 200
