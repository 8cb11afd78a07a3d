"""A migrant asks an officer with photos, follows by the reference, and withdraws."""

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.ground.access import Role
from tests.browser import desk, steps
from tests.browser.serving import Server
from tests.make.people import make_person
from tests.make.photos import photo
from tests.make.requests import make_request

pytestmark = pytest.mark.browser
REFERENCE = re.compile(r"/visa/requests/[0-9A-Z]{12}$")


@pytest.mark.parametrize(
    ("javascript", "phone", "visa"),
    [(True, "01700000551", "QA5510001"), (False, "01700000552", "QA5520001")],
    ids=["with JavaScript", "without"],
)
def test_a_migrant_asks_with_photos_follows_and_withdraws(
    visitor: Callable[..., Page],
    server: Server,
    tmp_path: Path,
    javascript: bool,
    phone: str,
    visa: str,
) -> None:
    page = visitor(javascript=javascript)
    steps.sign_up(page, server, phone, "Rahima Begum", "482915")
    page.goto("/visa/")
    page.fill("#visa_number", visa)
    page.fill("#passport_number", "A05510001")
    page.fill("#date_of_birth", "১২/০৪/১৯৯৮")
    steps.send(page)
    page.locator("form[action$='/begin'] button").click()
    expect(page.locator("#visa_number")).to_have_value(visa)

    page.select_option("#destination", "SA")
    page.fill("#job", "Cleaner")
    page.fill("#fee_paid", "৩,৫০,০০০")
    page.locator("form.ask button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/pictures$"))

    # As a telephone makes them: more than would go through a weak signal as it is.
    (tmp_path / "visa.jpg").write_bytes(photo(size=(4000, 3000), mark=visa))
    (tmp_path / "no-photo.jpg").write_bytes(b"<html>no photo</html>")
    page.set_input_files("#visa", tmp_path / "visa.jpg")
    page.set_input_files("#passport", tmp_path / "no-photo.jpg")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#passport-error")).to_be_visible()
    expect(page.locator(".pictures img")).to_have_count(1)

    page.set_input_files("#passport", tmp_path / "visa.jpg")
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(REFERENCE)
    expect(page.locator(".pictures img")).to_have_count(2)
    mine = page.url

    # Somebody else with the reference sees progress and no picture.
    other = visitor(javascript=javascript)
    other.goto("/visa/requests/")
    other.fill("#reference", mine[-12:].lower())
    steps.send(other)
    expect(other).to_have_url(mine)
    expect(other.locator(".progress li")).to_have_count(3)
    expect(other.locator("main img")).to_have_count(0)
    expect(other.locator("main")).not_to_contain_text(visa)

    page.locator("summary").click()
    page.locator("form[action$='/withdraw'] button").click()
    expect(page.locator(".progress li")).to_have_count(4)
    expect(page.locator("form[action$='/withdraw']")).to_have_count(0)


def test_family_is_asked_for_only_where_it_is_family(
    visitor: Callable[..., Page], server: Server
) -> None:
    page = visitor()
    steps.sign_up(page, server, "01700000553", "Karim Mia", "482915")
    page.goto("/visa/requests/new")
    expect(page.locator("#relation")).to_be_hidden()
    page.locator("#whom-1").check()
    expect(page.locator("#relation")).to_be_visible()
    expect(page.locator("#consent")).to_be_visible()


def test_an_upload_that_breaks_off_leaves_the_question_as_it_was(
    visitor: Callable[..., Page], server: Server
) -> None:
    with desk.beside(server):
        asker = make_person(Role.MIGRANT, office="cumilla")
        ref = make_request(asker, visa_number="QA5530001").ref
        name, value = desk.cookie_of(asker)
    host, port = server.url.removeprefix("http://").split(":")
    head = (
        f"POST /visa/requests/{ref}/pictures HTTP/1.1\r\nHost: {host}:{port}\r\n"
        f"Cookie: {name}={value}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 500000\r\n\r\n"
        '--b\r\nContent-Disposition: form-data; name="visa"; filename="visa.jpg"\r\n\r\n'
    )
    with socket.create_connection((host, int(port))) as line:
        line.sendall(head.encode() + photo(mark="half of it")[:4000])
    page = visitor()
    page.context.add_cookies([{"name": name, "value": value, "url": server.url}])
    page.goto(f"/visa/requests/{ref}/pictures")
    expect(page.locator("#visa")).to_be_visible()
    expect(page.locator(".pictures img")).to_have_count(0)
