"""Officers and questions for the stories of the desk, made beside the running portal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from flask import current_app
from playwright.sync_api import Page, expect

from portal.app import create_app
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.settings import Settings
from portal.people import sessions
from portal.people.models import Person
from tests.browser.serving import Server
from tests.make.people import make_person, open_session
from tests.make.requests import make_request

DESK = {"width": 1280, "height": 900}


@contextmanager
def beside(server: Server) -> Iterator[None]:
    """The portal's data in this process."""
    data = Path(server.environment["NIRAPOD_DATA"])
    settings = Settings(env="development", data=data, public_url=server.url).completed()
    with create_app(settings).app_context():
        yield


def officer_in(
    visitor: Callable[..., Page], server: Server, office: str, role: Role = Role.OFFICER
) -> Page:
    """A new member of an office's staff, signed in, who just proved who they are."""
    with beside(server):
        person = make_person(role, office=office, language="en")
        name, value = cookie_of(person)
    page = visitor(size=DESK, language="en")
    page.context.add_cookies([{"name": name, "value": value, "url": server.url}])
    page.goto("/office/")
    return page


def cookie_of(person: Person) -> tuple[str, str]:
    """The cookie, name and value, of somebody who signed in and just proved who they are."""
    token = open_session(person.id, confirmed=True)
    with current_app.test_request_context():
        return sessions.cookie_name(), token


def question(server: Server, office: str, holder: str, number: str, destination: str = "SA") -> str:
    """The reference of a question of somebody who flies tomorrow."""
    with beside(server):
        return make_request(
            office=office,
            destination=destination,
            flight_day=today() + timedelta(days=1),
            holder_name=holder,
            visa_number=number,
            passport_number=number,
        ).ref


def take_up(page: Page, holder: str) -> None:
    """Take up a question from the queue."""
    page.goto("/office/requests/")
    row = page.locator("tr", has_text=holder)
    row.get_by_role("button", name="Take up").click()
    expect(page.locator("h1")).to_contain_text("Question")


def propose_fraud(page: Page) -> str:
    """Say what was seen and propose suspected fraud; the address of the proposal."""
    page.get_by_label("Service that you asked").fill("MOFA visa platform")
    page.get_by_label("Nothing found").check()
    expect(page.locator("[lang=bn].will-read-stop").first).to_be_visible()
    page.get_by_label("Suspected fraud").check()
    page.get_by_label("What you saw, for the other officers").fill("No such visa is known there.")
    page.get_by_role("button", name="Send the answer").click()
    return opened(page)


def opened(page: Page) -> str:
    """The address of the proposal that a page links."""
    link = page.get_by_role("link", name="Open the proposal")
    expect(link).to_be_visible()
    return str(link.get_attribute("href"))


def approve(page: Page, proposal: str) -> None:
    """Read a proposal and approve it."""
    page.goto(proposal)
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("main .notice-good").last).to_be_visible()


def tab_to(page: Page, selector: str) -> int:
    """Go to a field with Tab alone; how many keys that took."""
    for keys in range(1, 150):
        page.keyboard.press("Tab")
        if page.evaluate("(one) => document.activeElement.matches(one)", selector):
            return keys
    raise AssertionError(f"the keyboard does not reach {selector}")


def mark_all(page: Page) -> int:
    """Mark every point of the list with Yes, with the keyboard alone; how many keys that took."""
    keys = tab_to(page, "[name=point_genuine]")
    page.keyboard.press("Space")
    for _point in range(1, page.locator("fieldset.point").count()):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        keys += 2
    return keys + 1
