"""An officer confirms a passport at the counter: for the right account, once, and it is told."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.deeds import outbox
from portal.deeds.models import Leaf
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.people import identities
from portal.people.models import Identity, PassportIndex, Person
from tests.make.owners import make_owner
from tests.make.people import make_person
from tests.make.racing import at_once
from tests.make.requests import make_request, take_in
from tests.make.visa_check import by, make_officer, make_visa
from visa_check.actions import desk
from visa_check.actions import passports as actions

SignIn = Callable[..., FlaskClient]
PHONE = "+8801712340001"
VECTORS = Path(__file__).parent.parent / "data" / "vectors" / "mrz" / "mrz_vectors.json"
SAMPLES = {one["id"]: "\n".join(one["lines"]) for one in json.loads(VECTORS.read_text())["samples"]}


@pytest.fixture
def officer(app: Flask) -> Person:
    """An officer who reads English."""
    return make_person(Role.OFFICER, name="Kamal Hossain", language="en")


@pytest.fixture
def staff(officer: Person, sign_in: SignIn) -> FlaskClient:
    """The officer, signed in."""
    return sign_in(officer)


@pytest.fixture
def holder(app: Flask) -> Person:
    """Somebody with an account."""
    return make_person(name="Rahima Begum", phone=PHONE, language="en")


def typed(person: Person, **changes: str) -> dict[str, str]:
    """What the officer types from a passport."""
    return {
        "phone": person.phone,
        "account": person.public_id,
        "number": "a0 1234-567",
        "born_on": "১২/০৪/১৯৯৮",
        "name": "rahima begum",
        "expires_on": (today() + timedelta(days=900)).strftime("%d/%m/%Y"),
        "saw": "y",
        "idempotency_key": "confirming-1",
    } | changes


def confirm(client: FlaskClient, person: Person, **changes: str) -> Any:
    return client.post("/office/passports/confirm", data=typed(person, **changes))


def number_of(person: Person) -> str | None:
    """The passport that is confirmed for a person."""
    seen = identities.seen(identities.current(person.id))
    return seen.number if seen else None


def test_a_confirmed_passport_opens_the_visas_and_is_told(
    staff: FlaskClient, officer: Person, holder: Person, sign_in: SignIn
) -> None:
    make_visa()
    assert "01712" not in confirm(staff, holder).location
    mine = sign_in(holder).get("/visa/mine?lang=en").text
    assert "Saudi Arabia" in mine
    (message,) = [one for one in outbox.messages() if one.to == PHONE]
    assert "/visa/mine" in message.text
    assert "Cumilla" in message.text
    assert "567" not in message.text.replace("16135", "")
    identity = db.scalars(select(Identity).filter_by(person_id=holder.id)).one()
    assert (identity.confirmed_by_id, identity.office_id) == (officer.id, officer.office_id)
    assert identity.centre_id is None
    deed = db.scalars(select(Leaf.deed).filter_by(person_id=officer.id)).all()
    assert deed == ["visa_check.confirm_passport"]


def test_the_account_is_found_by_phone_however_it_is_typed(
    staff: FlaskClient, holder: Person
) -> None:
    for phone in ("01712340001", "০১৭১২-৩৪০০০১", PHONE):
        page = staff.post("/office/passports/", data={"phone": phone})
        assert page.status_code == 200
        assert "Rahima B." in page.text
        assert f'value="{holder.public_id}"' in page.text
        assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("phone", ["", "12", "01799999999", "গ", "0" * 200])
def test_a_phone_without_an_account_is_said_so(staff: FlaskClient, phone: str) -> None:
    page = staff.post("/office/passports/", data={"phone": phone})
    assert page.status_code == 422
    assert 'id="phone-error"' in page.text


def test_of_those_who_share_a_phone_one_is_chosen(staff: FlaskClient, holder: Person) -> None:
    brother = make_person(name="Karim Mia", phone=PHONE)
    page = staff.post("/office/passports/", data={"phone": PHONE}).text
    assert "Rahima B." in page
    assert "Karim M." in page
    assert "checked" not in page
    assert confirm(staff, brother, account="").status_code == 422
    assert confirm(staff, brother).status_code == 303
    assert (number_of(brother), number_of(holder)) == ("A01234567", None)


def test_an_account_of_another_phone_cannot_be_slipped_in(
    staff: FlaskClient, holder: Person
) -> None:
    other = make_person()
    assert confirm(staff, holder, account=other.public_id).status_code == 422
    assert confirm(staff, make_officer()).status_code == 422
    assert db.scalar(select(func.count(Identity.id))) == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "ABCDEF"}, "number-error"),
        ({"born_on": "31/02/1998"}, "born_on-error"),
        ({"born_on": "01/01/2099"}, "born_on-error"),
        ({"name": "রহিমা"}, "name-error"),
        ({"expires_on": ""}, "expires_on-error"),
        ({"expires_on": "01/01/2020"}, "This passport ended on 1 January 2020"),
        ({"expires_on": "01/01/2090"}, "No passport lasts as long"),
        ({"lines": SAMPLES["bgd-td3-optcd-filler"]}, "The lines say another"),
        ({"lines": "P<BGD"}, "lines-error"),
        ({"saw": ""}, "saw-error"),
    ],
    ids=str,
)
def test_what_was_typed_wrong_is_said_and_kept(
    staff: FlaskClient, holder: Person, wrong: dict[str, str], said: str
) -> None:
    form = {name: value for name, value in typed(holder, **wrong).items() if value}
    page = staff.post("/office/passports/confirm", data=form)
    assert page.status_code == 422
    assert said in page.text
    assert form["number"] in page.text
    assert number_of(holder) is None


def test_the_two_lines_fill_in_number_days_and_name(staff: FlaskClient, holder: Person) -> None:
    sent = {"lines": SAMPLES["bgd-td3-epassport"], "phone": PHONE}
    page = staff.post("/office/passports/lines", data=sent)
    assert page.status_code == 200
    for filled in ("A01234567", "12/04/1998", "MD ABDUR RAHMAN"):
        assert f'value="{filled}"' in page.text
    assert 'name="expires_on"' in page.text
    assert 'id="expires_on" name="expires_on" required type="text" value=""' not in page.text
    wrong = staff.post("/office/passports/lines", data={"lines": "P<", "phone": PHONE})
    assert wrong.status_code == 422


def test_a_passport_of_another_person_says_whose_it_may_be(
    staff: FlaskClient, holder: Person
) -> None:
    owner = make_owner()
    answer = confirm(staff, holder)
    assert answer.status_code == 409
    assert "confirmed for another account" in answer.text
    assert owner.phone not in answer.text
    assert number_of(holder) is None
    with_another_day = confirm(staff, holder, born_on="13/04/1998", idempotency_key="confirming-2")
    assert with_another_day.status_code == 409
    assert "another birth date" in with_another_day.text
    assert "Account since" not in with_another_day.text


def test_a_renewed_passport_links_the_old_one(staff: FlaskClient, holder: Person) -> None:
    confirm(staff, holder)
    new = {"number": "B7654321", "idempotency_key": "confirming-2"}
    asked = confirm(staff, holder, **new)
    assert asked.status_code == 409
    assert "If this is a renewed one, say so below" in asked.text
    assert confirm(staff, holder, renewed="y", **new).status_code == 303
    old, current = db.scalars(select(Identity).order_by(Identity.id)).all()
    assert (current.before_id, old.current, current.current) == (old.id, False, True)
    numbers = {seen.number for seen in identities.all_seen(holder.id)}
    assert numbers == {"A01234567", "B7654321"}


def test_a_form_sent_twice_confirms_and_tells_once(staff: FlaskClient, holder: Person) -> None:
    assert {confirm(staff, holder).status_code for _ in range(2)} == {303}
    assert db.scalar(select(func.count(Identity.id))) == 1
    assert len([one for one in outbox.messages() if one.to == PHONE]) == 1


def test_from_a_question_in_hand_what_was_said_is_filled_in(
    staff: FlaskClient, officer: Person, holder: Person
) -> None:
    ref = make_request(holder).ref
    address = f"/office/passports/?question={ref}"
    assert "A01234567" not in staff.get(address).text
    desk.claim(by(officer), ref)
    page = staff.get(address).text
    for filled in ("A01234567", "12/04/1998", "MD ABDUR RAHMAN"):
        assert f'value="{filled}"' in page
    assert "checked" in page
    answer = staff.post(f"/office/passports/confirm?question={ref}", data=typed(holder))
    assert answer.location == f"/office/requests/{ref}"
    assert address in staff.get(answer.location).text


def test_from_a_walk_in_the_account_is_asked_for(
    staff: FlaskClient, officer: Person, holder: Person
) -> None:
    ref = take_in(officer, phone=PHONE).ref
    page = staff.get(f"/office/passports/?question={ref}").text
    assert f'value="{PHONE}"' in page
    assert f'value="{holder.public_id}"' not in page
    found = staff.post(f"/office/passports/?question={ref}", data={"phone": PHONE}).text
    assert 'value="A01234567"' in found


def test_a_question_of_a_relative_names_nobody_as_the_holder(
    staff: FlaskClient, officer: Person, holder: Person
) -> None:
    ref = make_request(holder, proxy_name="Rahima Begum", proxy_relation="sister").ref
    assert f'value="{holder.public_id}"' not in staff.get(f"/office/passports/?question={ref}").text


def test_a_question_of_another_office_is_not_there(sign_in: SignIn, holder: Person) -> None:
    ref = make_request(holder).ref
    far = sign_in(make_officer("tangail"))
    for path in ("/office/passports/", "/office/passports/confirm"):
        answer = far.post(f"{path}?question={ref}", data=typed(holder))
        assert answer.status_code == 404


@pytest.mark.fault
def test_of_two_officers_at_once_one_confirms_a_passport(own_database: Flask) -> None:
    officers = [make_officer().id, make_officer().id]
    people = [make_person(phone=f"+880171234000{place}") for place in (1, 2)]
    asked = [(one.phone, one.public_id) for one in people]
    seen = identities.Seen("A01234567", date(1998, 4, 12), "RAHIMA BEGUM")
    db.rollback()

    def deed(place: int) -> Callable[[], object]:
        asker = actions.By(officers[place], f"person {place}", "at once", f"at-once-{place}", b"")
        return lambda: actions.confirm_passport(asker, *asked[place], seen, renewed=False)

    given = at_once(own_database, [deed(0), deed(1)])
    assert sorted(type(one).__name__ for one in given) == ["PassportOfAnother", "str"]
    db.rollback()
    assert db.scalar(select(func.count(PassportIndex.id))) == 1
    assert db.scalar(select(func.count(Identity.id))) == 1
