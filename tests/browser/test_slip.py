"""The slip of a visa: decided by two with a picture of the proof, printed, asked by a recruiter."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import desk
from tests.browser.serving import Server
from tests.make import poppler
from tests.make.photos import photo

pytestmark = pytest.mark.browser
OFFICE, HOLDER, NUMBER = "cumilla", "STORY OF A SLIP", "SLIPSTORY1"
SCREEN = {"name": "screen.png", "mimeType": "image/png", "buffer": photo("PNG", mark="issued")}


def lay_before_second(page: Page) -> str:
    """Call the visa verified with one point open and a picture; the address of the proposal."""
    page.get_by_label("Service that you asked").fill("MOFA visa platform")
    page.get_by_label("The same as the visa").check()
    page.get_by_label("Picture of what you saw").set_input_files(SCREEN)
    for point in page.locator("fieldset.point").all():
        point.get_by_label("Yes", exact=True).check()
    page.locator("[name=point_fee][value=unclear]").check()
    page.locator("[name=state][value=verified]").check()
    page.get_by_label("What you saw, for the other officers").fill("It is known there.")
    page.get_by_role("button", name="Send the answer").click()
    return desk.opened(page)


def look_closer(page: Page) -> None:
    """Open the picture of what was seen over the page, turn it, and close it again."""
    link = page.locator(".pictures a", has_text="The same as the visa")
    expect(link.locator("img")).to_have_js_property("complete", value=True)
    link.click()
    large = page.locator("dialog[open] img")
    expect(large).to_be_visible()
    page.get_by_role("button", name="Turn").click()
    expect(large).to_have_attribute("style", "transform: rotate(90deg); inline-size: 100%;")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("dialog[open]")).to_have_count(0)


def make_slip(page: Page, ref: str, folder: Path) -> str:
    """Make the slip and print it; the text of its QR."""
    page.goto(f"/office/requests/{ref}")
    page.get_by_role("link", name="Make the slip").click()
    expect(page.get_by_label("Name as in the passport")).to_have_value(HOLDER)
    page.get_by_role("button", name="Make the slip").click()
    link = page.get_by_role("link", name="Print the slip (PDF)")
    expect(link).to_be_visible()
    printed = page.request.get(str(link.get_attribute("href")))
    file = folder / "slip.pdf"
    file.write_bytes(printed.body())
    poppler.run("pdftoppm", "-r", "150", "-gray", "-png", file, folder / "page")
    (found,) = zxingcpp.read_barcodes(Image.open(next(folder.glob("page*.png"))))
    return str(found.text)


def withdraw(first: Page, second: Page) -> None:
    """The country took the visa back: proposed on its page, and approved."""
    first.get_by_label("Withdrawn").check()
    first.locator("[name=decide-note]").fill("The employer took it back.")
    first.get_by_role("button", name="Decide").click()
    expect(first.locator("h1")).to_be_visible()
    desk.approve(second, first.url)


def test_a_slip_says_live_what_two_officers_decided(
    visitor: Callable[..., Page], server: Server, tmp_path: Path
) -> None:
    ref = desk.question(server, OFFICE, HOLDER, NUMBER)
    first = desk.officer_in(visitor, server, OFFICE)
    second = desk.officer_in(visitor, server, OFFICE)
    desk.take_up(first, HOLDER)
    proposal = lay_before_second(first)
    look_closer(first)
    second.goto(proposal)
    look_closer(second)
    desk.approve(second, proposal)
    parts = urlsplit(make_slip(first, ref, tmp_path))
    recruiter = visitor(language="en")
    recruiter.goto(f"{parts.path}?lang=en#{parts.fragment}")
    expect(recruiter.locator("[data-check=signature]")).to_contain_text("right")
    expect(recruiter.locator(".verdict-word")).to_have_text("Genuine")
    expect(recruiter.locator("main")).to_contain_text("Saudi Arabia")
    withdraw(first, second)
    recruiter.reload()
    expect(recruiter.locator(".verdict-word")).to_have_text("Cancelled")


def test_a_bad_picture_is_refused_in_words_and_what_was_typed_stays(
    visitor: Callable[..., Page], server: Server
) -> None:
    desk.question(server, OFFICE, "STORY OF A BROKEN PICTURE", "SLIPSTORY2")
    page = desk.officer_in(visitor, server, OFFICE)
    desk.take_up(page, "STORY OF A BROKEN PICTURE")
    page.get_by_label("Service that you asked").fill("MOFA visa platform")
    page.get_by_label("The same as the visa").check()
    field = page.get_by_label("Picture of what you saw")
    field.set_input_files(SCREEN | {"buffer": b"no picture"})
    page.get_by_role("button", name="Only write down what I saw").click()
    expect(page.locator(".field-error")).to_contain_text("neither a photo")
    expect(page.get_by_label("Service that you asked")).to_have_value("MOFA visa platform")
    # The connection breaks: everything is still there, and the same button sends it.
    field.set_input_files(SCREEN)
    page.route("**/seen", lambda route: route.abort())
    page.get_by_role("button", name="Only write down what I saw").click()
    expect(page.locator(".sending")).to_contain_text("the connection broke")
    expect(page.get_by_label("Service that you asked")).to_have_value("MOFA visa platform")
    page.unroute("**/seen")
    page.get_by_role("button", name="Only write down what I saw").click()
    expect(page.locator("main")).to_contain_text("Written down.")
    expect(page.locator(".pictures img")).to_have_count(1)


def test_without_a_script_the_picture_arrives_too(
    visitor: Callable[..., Page], server: Server
) -> None:
    ref = desk.question(server, OFFICE, "STORY WITHOUT A SCRIPT", "SLIPSTORY3")
    page = visitor(javascript=False, size=desk.DESK, language="en")
    signed_in = desk.officer_in(visitor, server, OFFICE)
    page.context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]
    desk.take_up(page, "STORY WITHOUT A SCRIPT")
    page.get_by_label("Service that you asked").fill("MOFA visa platform")
    page.get_by_label("The same as the visa").check()
    page.get_by_label("Picture of what you saw").set_input_files(SCREEN)
    page.get_by_role("button", name="Only write down what I saw").click()
    expect(page).to_have_url(f"{server.url}/office/requests/{ref}")
    page.locator(".pictures a").click()
    expect(page.locator("img")).to_be_visible()
