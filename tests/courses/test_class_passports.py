"""Comparing somebody of a class with a passport: what is taken, refused, and shown afterwards."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courses.actions import enrolling
from courses.models import Cohort, Enrolment
from courses.queries.classes import enrolled
from portal.ground.access import Role
from portal.ground.clock import today
from portal.people import identities
from portal.people.models import Person
from tests.make.classes import by, identify, make_centre, make_cohort, make_enrolment
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]
VECTORS = Path(__file__).parent.parent / "data" / "vectors" / "mrz" / "mrz_vectors.json"
SAMPLES = {one["id"]: "\n".join(one["lines"]) for one in json.loads(VECTORS.read_text())["samples"]}
GOOD = {
    "number": "a0 1234-567",
    "born_on": "১২/০৪/১৯৯৮",
    "name": "  rahima   begum",
    "saw": "y",
    "idempotency_key": "confirming-1",
}


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer who reads English."""
    make_centre()
    return make_person(Role.TRAINER, name="Delwar Hossain", language="en")


@pytest.fixture
def cohort(trainer: Person) -> Cohort:
    """A class of today."""
    return make_cohort(trainer)


@pytest.fixture
def staff(trainer: Person, sign_in: SignIn) -> FlaskClient:
    """The trainer, signed in."""
    return sign_in(trainer)


@pytest.fixture
def seat(trainer: Person, cohort: Cohort) -> Enrolment:
    """Somebody in the class."""
    return make_enrolment(trainer, cohort, make_person(name="Rahima Begum", language="en"))


def way(cohort: Cohort, seat: Enrolment) -> str:
    """The page of somebody of a class."""
    return f"/office/classes/{cohort.ref}/people/{seat.ref}"


def of(person_id: int) -> identities.Seen | None:
    """What is confirmed of a person."""
    return identities.seen(identities.current(person_id))


def test_a_confirmed_passport_is_shown_masked_with_who_and_where(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    page = way(cohort, seat)
    assert staff.post(f"{page}/passport", data=GOOD).location == page
    text = staff.get(page).text
    for shown in ("••••••567", "RAHIMA BEGUM", "Delwar Hossain", "Training centre"):
        assert shown in text
    assert "A01234567" not in text
    # As a word: keys of forms and numbers of papers may have these four digits by chance.
    assert not re.search(r"\b1998\b", text)


def test_the_learner_sees_that_it_was_confirmed(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment, sign_in: SignIn
) -> None:
    learner = sign_in(seat.person)
    assert "Your passport ending" not in learner.get("/account").text
    staff.post(f"{way(cohort, seat)}/passport", data=GOOD)
    text = learner.get("/account").text
    assert "Your passport ending 567 was confirmed on" in text
    assert "Training centre" in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "ABCDEF"},
        {"number": ""},
        {"born_on": "31/02/1998"},
        {"born_on": "01/01/2099"},
        {"name": "রহিমা"},
        {"name": "R" * 40},
        {"saw": ""},
        {"lines": "P<BGD"},
        {"lines": SAMPLES["bgd-td3-optcd-filler"]},
    ],
    ids=str,
)
def test_what_cannot_stand_in_a_passport_is_refused_and_kept_on_the_page(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment, wrong: dict[str, str]
) -> None:
    form = {name: value for name, value in (GOOD | wrong).items() if value}
    response = staff.post(f"{way(cohort, seat)}/passport", data=form)
    assert response.status_code == 422
    assert form.get("number", "").strip() in response.text
    assert of(seat.person_id) is None


def test_the_two_lines_fill_the_form_and_agree_with_it(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    lines = SAMPLES["bgd-td3-epassport"]
    page = f"{way(cohort, seat)}/passport"
    text = staff.post(f"{page}/lines", data={"lines": lines}).text
    for filled in ("A01234567", "12/04/1998", "MD ABDUR RAHMAN"):
        assert f'value="{filled}"' in text
    assert staff.post(page, data=GOOD | {"lines": lines}).status_code == 303
    assert of(seat.person_id) == identities.Seen("A01234567", date(1998, 4, 12), "RAHIMA BEGUM")


@pytest.mark.parametrize("lines", ["", "P<", SAMPLES["bad-docno-cd"], SAMPLES["icao-mrva"], "\0<"])
def test_lines_that_cannot_be_read_fill_nothing_in(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment, lines: str
) -> None:
    response = staff.post(f"{way(cohort, seat)}/passport/lines", data={"lines": lines})
    assert response.status_code in {400, 422}
    assert 'id="lines-error"' in response.text or "\0" in lines


def test_a_passport_of_another_account_says_whose_it_may_be(
    trainer: Person, staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    other = make_cohort(trainer)
    known = make_person(name="Rahima Khatun Begum", phone="+8801712345678")
    identify(trainer, make_enrolment(trainer, other, known))
    response = staff.post(f"{way(cohort, seat)}/passport", data=GOOD)
    assert response.status_code == 409
    for shown in ("Rahima K. B.", "678", "Account since", "Call the district office"):
        assert shown in response.text
    assert "Khatun" not in response.text
    assert of(seat.person_id) is None


def test_the_same_person_gets_the_seat_under_the_first_account(
    trainer: Person, staff: FlaskClient, cohort: Cohort
) -> None:
    known = make_enrolment(trainer, make_cohort(trainer), make_person())
    identify(trainer, known)
    door = enrolling.enrol_new(by(trainer), cohort.ref, "Rahima", None, "door-1")
    page = f"/office/classes/{cohort.ref}/people/{door}"
    assert 'value="A01234567"' in staff.post(f"{page}/passport", data=GOOD).text
    same = {"same-number": "A01234567", "same-born_on": "1998-04-12"}
    same |= {"same-idempotency_key": "same-person-1"}
    assert staff.post(f"{page}/passport/same-person", data=same).location == page
    assert [one.person_id for one in enrolled(cohort.id)] == [known.person_id]


def test_a_number_without_its_birth_date_tells_and_gives_nothing(
    trainer: Person, staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    known = make_person(name="Nasima Khatun", phone="+8801712345678")
    identify(trainer, make_enrolment(trainer, make_cohort(trainer), known))
    page = f"{way(cohort, seat)}/passport"
    response = staff.post(page, data=GOOD | {"born_on": "13/04/1998"})
    assert response.status_code == 409
    assert "already confirmed" in response.text
    assert not {"Nasima", "678", "same-number"} & set(re.findall(r"[\w-]+", response.text))
    same = {"same-number": "A01234567", "same-born_on": "1998-04-13"}
    same |= {"same-idempotency_key": "same-person-1"}
    assert staff.post(f"{page}/same-person", data=same).status_code == 404
    assert enrolled(cohort.id)[0].person_id == seat.person_id


@pytest.mark.parametrize("number", ["", "B09999999", "<<<"])
def test_a_number_that_nobody_confirmed_joins_nothing(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment, number: str
) -> None:
    same = {"same-number": number, "same-born_on": "1998-04-12"}
    same |= {"same-idempotency_key": "same-person-1"}
    response = staff.post(f"{way(cohort, seat)}/passport/same-person", data=same)
    assert response.status_code == 404
    assert enrolled(cohort.id)[0].person_id == seat.person_id


def test_a_renewed_passport_has_to_be_called_so(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    page = f"{way(cohort, seat)}/passport"
    staff.post(page, data=GOOD)
    renewed = GOOD | {"number": "B07654321", "idempotency_key": "confirming-2"}
    response = staff.post(page, data=renewed)
    assert response.status_code == 409
    assert 'name="renewed"' in response.text
    assert staff.post(page, data=renewed | {"renewed": "y"}).status_code == 303
    seen = of(seat.person_id)
    assert seen is not None
    assert seen.number == "B07654321"
    assert "A renewed passport" in staff.get(way(cohort, seat)).text


def test_a_child_may_learn_and_staff_see_whom_to_call(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    born = today() - timedelta(days=17 * 365)
    staff.post(f"{way(cohort, seat)}/passport", data=GOOD | {"born_on": born.isoformat()})
    text = staff.get(way(cohort, seat)).text
    assert "Under 18 by the passport" in text
    assert "109" in text


def test_the_birthday_itself_makes_somebody_eighteen() -> None:
    seen = identities.Seen("A01234567", date(2008, 11, 27), "R")
    assert seen.is_child(date(2026, 11, 26))
    assert not seen.is_child(date(2026, 11, 27))


def test_no_passport_of_another_districts_learner(
    cohort: Cohort, seat: Enrolment, sign_in: SignIn
) -> None:
    make_centre("tangail-ttc", "tangail")
    client = sign_in(make_person(Role.OFFICER, office="tangail"))
    for address in ("passport", "passport/lines", "passport/same-person"):
        assert client.post(f"{way(cohort, seat)}/{address}", data=GOOD).status_code == 404
    assert of(seat.person_id) is None
