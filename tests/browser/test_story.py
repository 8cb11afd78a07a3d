"""The whole main job, from the first lesson to the verdict, on a phone of 360 x 640."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import steps
from tests.browser.serving import Server

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 800}
GOOD, STOP, NOTHING, CAREFUL = ".verdict-good", ".verdict-stop", ".verdict-none", ".verdict-careful"
LIST = """Licence No,Name,Name (Bangla),Status,Valid from,Valid to,Business address,Source
RL {rl},{name},{name_bn},active,01/01/2026,31/12/2099,"House 7, Story Road, Dhaka",Story list
,No Number Travels,,active,,,,Story list
"""


@pytest.mark.parametrize(
    ("javascript", "course"),
    [(True, "before-you-go"), (False, "cleaning")],
    ids=["javascript", "no-javascript"],
)
def test_from_the_first_lesson_to_the_verdict(
    visitor: Callable[..., Page], server: Server, tmp_path: Path, javascript: bool, course: str
) -> None:
    number = 1 if javascript else 2
    migrant = visitor(javascript=javascript)
    text = learn_and_earn(migrant, server, tmp_path, number, course)
    check_as_recruiter(visitor(javascript=javascript, language="en"), text, javascript=javascript)
    desks = [visitor(javascript=javascript, size=DESK) for _ in range(2)]
    keep_the_register(desks, server, tmp_path, number)
    look_up(migrant, number)


def learn_and_earn(page: Page, server: Server, folder: Path, number: int, course: str) -> str:
    """A migrant learns, passes and gets a certificate; the text of its QR."""
    page.goto("/")
    page.locator("main a[href='/courses/']").first.click()
    page.locator(f"main a[href='/courses/{course}/']").first.click()
    assert page.locator("html").get_attribute("lang") == "bn"
    steps.sign_up(page, server, f"+88017000000{number:02d}", "রহিমা বেগম", "730592")
    steps.learn_all(page, course, "bn")
    page.fill("#name", "MST RAHIMA BEGUM")
    page.fill("#passport", "A01234567")
    page.fill("#born_on", "1999-04-03")
    steps.send(page)
    assert page.locator(GOOD).count() == 1
    for link in page.locator("a[href$='.pdf']").all():
        address = link.get_attribute("href")
        assert address
        paper = page.context.request.get(address)
        assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    return steps.read_code(page.locator(".paper-code img"), folder)


def check_as_recruiter(page: Page, text: str, *, javascript: bool) -> None:
    """A recruiter, without an account and in English, is told genuine, and not for a changed QR."""
    last = text[-1]
    changed = text[:-1] + str((int(last) + 1) % 10)
    page.goto(text)
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(f"{GOOD}:visible").count() == 1
    assert "RAHIMA" in page.locator("main").inner_text()
    if javascript:
        page.locator("[data-check=signature] [data-says=good]:visible").wait_for()
        page.goto("/offline")
        page.goto(changed)
        page.locator(f"{STOP}:visible").wait_for()
        assert page.locator(f"{GOOD}:visible").count() == 0
    for sent, band in ((text, GOOD), (changed, STOP), (text.split("#", maxsplit=1)[0][-13:], GOOD)):
        page.goto("/check/")
        page.fill("#text", sent)
        # A QR is judged on the page itself once the checker came, a number by the portal.
        page.locator("form[data-check-typed] button").click()
        page.locator(f"{band}:visible").wait_for()
        assert page.locator(".verdict:visible").count() == 1, sent


def keep_the_register(desks: list[Page], server: Server, folder: Path, number: int) -> None:
    """One officer proposes a list and enters a visa; another approves the list."""
    first, second = desks
    one, other = steps.officers(server)
    steps.staff_in(first, server, one)
    file = folder / "agencies.csv"
    file.write_text(
        LIST.format(rl=91000 + number, name=f"Story Sonar Overseas {number}", name_bn="গল্প সোনার"),
        encoding="utf-8",
    )
    first.goto("/office/registry/agencies/import")
    first.set_input_files("#file", file)
    steps.send(first)
    steps.send(first)
    enter_visa(first, number)
    steps.staff_in(second, server, other)
    second.goto("/office/")
    second.locator("a[href*='/office/proposals/visa_check/']").first.click()
    second.locator("form[action$=approve] button").click()
    second.wait_for_load_state()
    assert second.locator(".notice-good").count() >= 1


def enter_visa(page: Page, number: int) -> None:
    """Enter a visa and decide that it is verified."""
    page.goto("/office/registry/visas/new")
    page.select_option("#destination", "SA")
    page.fill("#visa_number", f"E7700{number:04d}")
    page.fill("#passport_number", "A01234567")
    page.fill("#date_of_birth", "03/04/1999")
    page.fill("#holder_name", "MST RAHIMA BEGUM")
    page.fill("#expiry_date", "31/12/2099")
    page.fill("#source", "The visa itself")
    steps.send(page)
    page.check("input[name$=state][value=verified]")
    page.fill("[name$=note]", "Seen in the country's own service.")
    steps.send(page, "form[action$=decide]")
    assert page.locator(GOOD).count() == 1


def look_up(page: Page, number: int) -> None:
    """The migrant looks up her visa and the agency, and gets a verdict."""
    page.goto("/visa/")
    page.fill("#visa_number", f"e7700{number:04d}")
    page.fill("#passport_number", "a০১২৩৪৫৬৭")
    page.fill("#date_of_birth", "০৩/০৪/১৯৯৯")
    steps.send(page)
    assert page.locator(GOOD).count() == 1
    page.goto("/visa/")
    page.fill("#visa_number", "E00000001")
    page.fill("#passport_number", "A01234567")
    page.fill("#date_of_birth", "03/04/1999")
    steps.send(page)
    assert page.locator(NOTHING).count() == 1
    page.goto(f"/agencies/?q=আরএল {91000 + number}")
    assert page.locator(GOOD).count() == 1
    page.goto(f"/agencies/?q=stori sonar oversees {number}")
    assert f"RL-{91000 + number}" in page.locator("main").inner_text()
