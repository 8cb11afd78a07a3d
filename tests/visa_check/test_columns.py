"""Files with headers that nobody knows: chosen once, remembered, never sent twice."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.ground.clock import now
from portal.ground.database import db
from tests.make.visa_check import make_officer, raw
from tests.visa_check.test_tables import spreadsheet
from visa_check.actions import lists
from visa_check.headers import as_in_file, in_order, shape
from visa_check.models import ColumnChoice, Import, StagedAgency, WaitingFile

pytestmark = pytest.mark.usefixtures("app")
SignIn = Callable[..., FlaskClient]
AGENCIES = "/office/registry/agencies/import"
VISAS = "/office/registry/visas/import"
STRANGE = "Permit,Firm,Town\nRL-90001,Padma Overseas,Dhaka\nRL-90002,Meghna,\n"
CHOSEN = {"column0": "rl_no", "column1": "name", "column2": "business_address"}
KEY = {"idempotency_key": "k" * 32}


def send(client: FlaskClient, content: bytes | str, address: str = AGENCIES, **more: str) -> Any:
    """Send a file."""
    content = content.encode() if isinstance(content, str) else content
    data = {"file": (io.BytesIO(content), "strange.csv")} | more
    return client.post(address, data=data, content_type="multipart/form-data")


def count(model: Any) -> int:
    """How many rows there are."""
    return db.scalar(select(func.count()).select_from(model)) or 0


def test_a_file_with_strange_headers_leads_to_its_columns(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    sent = send(client, STRANGE)
    assert sent.status_code == 303
    page = client.get(sent.location + "?lang=en").text
    for words in ("strange.csv is kept", "Permit", "For example: RL-90001", "For example: Dhaka"):
        assert words in page
    assert count(Import) == 0


def test_a_file_with_one_header_twice_leads_to_its_columns_too(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    sent = send(client, "rl_no,name,name\n90001,Padma Overseas,Padma\n")
    page = client.get(sent.location + "?lang=en").text
    assert "For example: Padma Overseas" in page


def test_what_was_chosen_is_compared_and_remembered_for_the_next_file(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    staged = client.post(send(client, STRANGE).location, data=CHOSEN)
    assert "Padma Overseas" in client.get(staged.location).text
    again = "TOWN ,firm,permit\nCumilla,Jamuna,90003\n"
    next_one = send(client, again)
    assert "/files/" not in next_one.location
    assert "RL-90003" in client.get(next_one.location).text
    assert db.scalars(select(StagedAgency.business_address).filter_by(rl_no=90003)).one() == (
        "Cumilla"
    )


@pytest.mark.parametrize(("for_all", "asked"), [({}, True), ({"for_all": "y"}, False)])
def test_a_choice_is_for_the_office_or_for_all(
    sign_in: SignIn, for_all: dict[str, str], asked: bool
) -> None:
    client, far = sign_in(make_officer()), sign_in(make_officer("coxsbazar"))
    client.post(send(client, STRANGE).location, data=CHOSEN | for_all)
    assert ("/files/" in send(far, STRANGE).location) is asked
    assert "/files/" not in send(sign_in(make_officer()), STRANGE).location


def test_the_choice_of_the_office_goes_before_that_for_all(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    place = send(client, STRANGE).location
    client.post(place, data=CHOSEN | {"for_all": "y"})
    client.post(send(client, STRANGE + "\n").location.replace("x", "x"), data=CHOSEN)
    other = db.scalars(select(WaitingFile.ref).order_by(WaitingFile.id.desc())).first()
    client.post(
        f"/office/registry/imports/files/{other}/columns",
        data=CHOSEN | {"column2": "email"},
    )
    send(client, STRANGE)
    newest = (
        select(StagedAgency).where(StagedAgency.rl_no == 90001).order_by(StagedAgency.id.desc())
    )
    assert db.scalars(newest).first().email == "Dhaka"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"column0": ""}, "No column is chosen for “Licence number”"),
        ({"column2": "name"}, "This was chosen for two columns."),
        ({"column0": "passport_number"}, "Permit"),
    ],
)
def test_a_wrong_choice_is_told_and_nothing_is_lost(
    sign_in: SignIn, wrong: dict[str, str], says: str
) -> None:
    client = sign_in(make_officer())
    place = send(client, STRANGE).location
    page = client.post(place + "?lang=en", data=CHOSEN | wrong)
    assert page.status_code == 422
    assert says in page.text
    assert "field-error" in page.text or "error-summary" in page.text
    assert count(ColumnChoice) == 0
    assert client.post(place, data=CHOSEN).status_code == 303


def test_columns_that_were_recognised_can_be_corrected_without_sending_again(
    sign_in: SignIn,
) -> None:
    client = sign_in(make_officer())
    staged = send(client, "rl_no,name,address\n90001,Padma,Dhaka\n", complete="y").location
    page = client.get(staged).text
    place = page.split('href="/office/registry/imports/files/')[1].split('"')[0]
    place = f"/office/registry/imports/files/{place}"
    assert '<option selected value="business_address">' in client.get(place).text
    corrected = client.post(place, data=CHOSEN | {"column2": "order_no"})
    assert corrected.location != staged
    assert client.get(staged).status_code == 404
    [found] = db.scalars(select(Import)).all()
    assert found.complete
    assert count(WaitingFile) == 1


def test_two_headers_of_one_name_are_chosen_apart(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    place = send(client, "rl_no,name,name\n90001,পদ্মা,Padma\n").location
    staged = client.post(place, data={"column0": "rl_no", "column1": "name_bn", "column2": "name"})
    assert "Padma" in client.get(staged.location).text


def test_a_spreadsheet_is_asked_about_like_a_text(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    place = send(client, spreadsheet(["Permit", "Firm", "Town"], [90001, "Padma", "Dhaka"]))
    assert "For example: 90001" in client.get(place.location + "?lang=en").text
    assert client.post(place.location, data=CHOSEN).status_code == 303


def test_people_in_a_list_of_visas_are_masked_and_encrypted(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    place = send(client, "Land,V,P,B\nSA,E12345678,A01234567,12/04/1998\n", VISAS).location
    page = client.get(place).text
    assert "A01234567" not in page
    assert "567" in page
    assert b"A01234567" not in raw("waiting_file")


def test_somebody_elses_file_is_not_there(sign_in: SignIn) -> None:
    place = send(sign_in(make_officer()), STRANGE).location
    other = sign_in(make_officer())
    assert other.get(place).status_code == 404
    assert other.post(place, data=CHOSEN).status_code == 404


@pytest.mark.parametrize("content", ["", "\0\0", "caf\xe9,b\n"])
def test_what_is_no_table_is_refused_at_once(sign_in: SignIn, content: str) -> None:
    sent = send(sign_in(make_officer()), content.encode("latin-1"))
    assert sent.status_code == 422
    assert count(WaitingFile) == 0


def test_a_file_of_hundreds_of_columns_is_refused(sign_in: SignIn) -> None:
    sent = send(sign_in(make_officer()), ",".join(f"c{place}" for place in range(61)) + "\n1\n")
    assert sent.status_code == 422


def test_a_file_with_nothing_below_its_headers_says_so(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    place = send(client, "Permit,Firm,Town\n").location
    assert "nothing below it" in client.post(place + "?lang=en", data=CHOSEN).text


def test_a_file_goes_when_its_list_is_proposed_forgotten_or_a_day_old(
    sign_in: SignIn, app: Flask
) -> None:
    client = sign_in(make_officer())
    good = "rl_no,name\n90001,Padma\n"
    client.post(send(client, good).location, data=KEY)
    assert count(WaitingFile) == 0
    client.post(send(client, good.replace("Padma", "Other")).location + "/drop")
    assert count(WaitingFile) == 0
    send(client, good.replace("Padma", "Third"))
    send(client, STRANGE)
    assert count(WaitingFile) == 2
    later = now() + timedelta(days=2)
    app.config["CLOCK"] = lambda: later
    lists.forget_old_lists()
    assert count(WaitingFile) == 0


def test_a_shape_is_the_same_in_any_order_case_and_spacing() -> None:
    first, second = ["Permit", "Firm name", "Town"], ["town", "PERMIT ", "firm_name"]
    assert shape(first) == shape(second)
    assert shape(first) != shape(["Permit", "Firm name"])
    assert as_in_file(second, in_order(first, ["rl_no", "name", None])) == [None, "rl_no", "name"]
