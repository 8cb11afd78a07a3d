"""The page of a certificate is drawn once for a shape: values of one never show in another."""

from flask import Flask
from flask.testing import FlaskClient

from certificates.actions import Holder
from portal.ground.access import Role
from portal.papers.models import PaperChange
from tests.make.certificates import by, change, make_certificate
from tests.make.people import make_person

ENGLISH = {"Accept-Language": "en"}


def page_of(client: FlaskClient, number: str, **headers: str) -> str:
    return client.get(f"/C/{number}", headers=ENGLISH | headers).get_data(as_text=True)


def test_each_certificate_shows_its_own_values(app: Flask, client: FlaskClient) -> None:
    names = {
        make_certificate(make_person(), Holder(name)).paper.number: name
        for name in ("AMINA KHATUN", "FATEMA AKTER", "SALMA BEGUM")
    }
    for number, name in names.items():
        page = page_of(client, number)
        assert name in page
        assert f'data-number="{number}"' in page
        assert not [other for other in names.values() if other != name and other in page]


def test_the_address_of_the_page_is_its_own(app: Flask, client: FlaskClient) -> None:
    first, second = (make_certificate(make_person()).paper.number for _ in range(2))
    page_of(client, first)
    page = page_of(client, second)
    assert f'href="/C/{second}?lang=bn"' in page
    assert first not in page


def test_what_a_paper_has_decides_which_lines_there_are(app: Flask, client: FlaskClient) -> None:
    with_passport = make_certificate(make_person(), Holder("AMINA KHATUN", b"12", "417"))
    without = make_certificate(make_person(), Holder("FATEMA AKTER"))
    assert "417" in page_of(client, with_passport.paper.number)
    assert "passport number ends with" not in page_of(client, without.paper.number)


def test_a_change_of_state_shows_at_once(app: Flask, client: FlaskClient) -> None:
    number = make_certificate(make_person()).paper.number
    assert "verdict-good" in page_of(client, number)
    change(by(make_person(Role.OFFICER)), number, PaperChange.CANCELLED)
    assert "verdict-good" not in page_of(client, number)


def test_a_quote_in_a_name_stays_text(app: Flask, client: FlaskClient) -> None:
    number = make_certificate(make_person(), Holder("O'BRIEN")).paper.number
    assert "O&#39;BRIEN" in page_of(client, number)


def test_languages_are_kept_apart(app: Flask, client: FlaskClient) -> None:
    number = make_certificate(make_person()).paper.number
    assert "Genuine" in page_of(client, number)
    assert "আসল" in page_of(client, number, **{"Accept-Language": "bn"})
