"""A list with strange headers: dragged, its columns chosen, approved, seen, undone, by two."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.serving import Server

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 800}
NAME = "Strange Headers Overseas"
LICENCE = "RL-93377"
LIST = f"Permit,Firm,Town,State,Since\\n93377,{NAME},Rajshahi,active,01/01/2025\\n"
DROP = """(zone) => {
  const data = new DataTransfer();
  data.items.add(new File(["%s"], "strange headers.csv", { type: "text/csv" }));
  zone.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true }));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
}"""
COLUMNS = {
    "Permit": "rl_no",
    "Firm": "name",
    "Town": "business_address",
    "State": "status",
    "Since": "valid_from",
}


def at_desk(visitor: Callable[..., Page], server: Server, place: int) -> Page:
    """An officer at the desk, in English."""
    page = visitor(size=DESK, language="en")
    steps.staff_in(page, server, steps.officers(server)[place])
    return page


def approve(page: Page, address: str) -> None:
    """Approve a proposal."""
    page.goto(f"{address}?lang=en")
    with page.expect_navigation():
        page.locator("form[action$=approve] button").click()
    expect(page.locator(".notice-good").first).to_be_visible()


def test_a_dragged_list_is_read_approved_seen_and_undone(
    visitor: Callable[..., Page], server: Server
) -> None:
    first, second = (at_desk(visitor, server, place) for place in range(2))
    first.goto("/office/registry/agencies/import")
    expect(first.locator("[data-told]")).to_be_visible()
    first.locator("[data-module=drop-file]").evaluate(DROP % LIST)
    expect(first.locator("[data-told]")).to_have_text("strange headers.csv")
    steps.send(first)

    expect(first.locator("form[action$=columns]")).to_be_visible()
    expect(first.locator("main")).to_contain_text("Rajshahi")
    for header, column in COLUMNS.items():
        first.get_by_label(header, exact=True).select_option(column)
    steps.send(first)
    expect(first.locator("main table")).to_contain_text(NAME)
    steps.send(first)
    imported = first.url.split("?")[0]

    approve(second, imported)
    migrant = visitor(language="en")
    migrant.goto(f"/agencies/{LICENCE}?lang=en")
    expect(migrant.locator("h1")).to_have_text(NAME)
    expect(migrant.locator(".verdict-good")).to_be_visible()
    expect(migrant.locator("main")).to_contain_text("Before you pay")

    first.goto(f"/office/registry/agencies/{LICENCE}?lang=en")
    first.locator("details", has_text="SHA-256").locator("summary").click()
    first.get_by_role("link", name="strange headers.csv").first.click()
    first.locator("a[href$=undo]").click()
    expect(first.locator("main table")).to_contain_text(LICENCE)
    first.fill("#reason", "The wrong file")
    steps.send(first)
    approve(second, first.url.split("?")[0])
    migrant.reload()
    expect(migrant.locator(".verdict-none")).to_be_visible()
