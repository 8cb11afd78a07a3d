"""From a suspected fraud to the alert that a migrant reads, through five pairs of hands."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from portal.ground.access import Role
from portal.ground.clock import today
from tests.browser import desk
from tests.browser.serving import Server

pytestmark = pytest.mark.browser
OFFICE, COUNTRY, HOLDER, NUMBER = "cumilla", "JO", "STORY OF AN ALERT", "ALERTSTORY1"
WORDS = "The hotel's name stands where the sponsor belongs"
LOOK = "স্পন্সরের জায়গায় হোটেলের নাম লেখা"
# Where migrants meet alerts without looking for them.
ELSEWHERE = ("/help/", "/courses/jordan/")


def warn_others(first: Page, second: Page, ref: str) -> None:
    """Make a warning of the decided fraud, by two."""
    first.goto(f"/office/requests/{ref}")
    first.get_by_role("link", name="Open the visa").click()
    first.get_by_role("link", name="Warn other offices").click()
    first.locator("[name=kind]").first.check()
    first.locator("[name=noticed]").first.check()
    first.get_by_label("What others should know").fill(WORDS)
    first.get_by_role("button", name="Propose").click()
    expect(first.locator("main")).to_contain_text("another officer decides")
    desk.approve(second, first.url)


def write_alert(page: Page, last_day: str) -> str:
    """Find the warning from another office and write an alert; the address of its proposal."""
    page.goto(f"/office/warnings/?to={COUNTRY}")
    row = page.locator("tr", has_text=WORDS)
    expect(row).to_be_visible()
    row.get_by_role("link").click()
    said = page.locator("main")
    expect(said).to_contain_text(WORDS)
    expect(said).not_to_contain_text(HOLDER)
    expect(said).not_to_contain_text(NUMBER)
    page.get_by_role("link", name="Write an alert").click()
    page.get_by_label("What to look for (Bangla)").fill(LOOK)
    page.get_by_label("What to do next (Bangla)").fill("অফিসে এসে জিজ্ঞেস করুন")
    page.get_by_label("What to look for (English)").fill("A hotel's name as sponsor")
    page.get_by_label("What to do next (English)").fill("Come to the office and ask")
    page.get_by_label("Last day").fill(last_day)
    page.get_by_role("button", name="Propose").click()
    expect(page.locator("main")).to_contain_text("another officer decides")
    return page.url


def reads(migrant: Page) -> None:
    """Follow the lines on the help page and the course to the alert, in Bangla."""
    for page in ELSEWHERE:
        migrant.goto(page)
        line = migrant.locator(f"main a[href='/visa/alerts/{COUNTRY}']")
        expect(line).to_contain_text("প্রতারণা")
        line.click()
        expect(migrant).to_have_url(f"{migrant.url.split('/visa')[0]}/visa/alerts/{COUNTRY}")
        expect(migrant.locator("main")).to_contain_text(LOOK)
    migrant.goto("/visa/alerts")
    expect(migrant.locator("main")).to_contain_text(LOOK)
    # Nothing is wider than the screen of a small phone.
    assert migrant.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_suspected_fraud_becomes_an_alert_that_migrants_read(
    visitor: Callable[..., Page], server: Server
) -> None:
    ref = desk.question(server, OFFICE, HOLDER, NUMBER, COUNTRY)
    first, second = (desk.officer_in(visitor, server, OFFICE) for _ in range(2))
    desk.take_up(first, HOLDER)
    desk.approve(second, desk.propose_fraud(first))
    warn_others(first, second, ref)
    other = desk.officer_in(visitor, server, "sylhet")
    with desk.beside(server):
        last_day = (today() + timedelta(days=30)).strftime("%d/%m/%Y")
    proposal = write_alert(other, last_day)
    migrant = visitor()
    for page in (*ELSEWHERE, "/visa/alerts"):
        migrant.goto(page)
        expect(migrant.locator("main")).to_be_visible()
        expect(migrant.locator(f"a[href='/visa/alerts/{COUNTRY}']")).to_have_count(0)
    supervisor = desk.officer_in(visitor, server, "dhaka", Role.SUPERVISOR)
    desk.approve(supervisor, proposal)
    reads(migrant)
    supervisor.goto(f"/office/warnings/?to={COUNTRY}")
    supervisor.locator("tr", has_text=WORDS).get_by_role("link").click()
    supervisor.locator("summary", has_text="Take the alert back").click()
    supervisor.get_by_label("Why is it taken back?").fill("The employer was caught.")
    supervisor.get_by_role("button", name="Take it back now").click()
    expect(supervisor.locator("main")).to_contain_text("None is in force.")
    for page in ELSEWHERE:
        migrant.goto(page)
        expect(migrant.locator("main")).to_be_visible()
        expect(migrant.locator(f"a[href='/visa/alerts/{COUNTRY}']")).to_have_count(0)
