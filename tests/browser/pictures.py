"""Takes the pictures of docs/pictures/: on a phone of 360 x 640 and on a desk, Bangla first."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from courses.questions import Kind
from tests.browser import checker_pictures, steps
from tests.browser.classes import Room, learnt_class
from tests.browser.pictures_of_papers import take_papers
from tests.browser.pictures_of_registry import take_registry
from tests.browser.serving import FLAGS, Server, serving

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
IMAGES = PICTURES.parents[1] / "static" / "images"
PHONE, DESK = (360, 640), (1280, 800)
CORE = "/courses/before-you-go"


class Studio(NamedTuple):
    """What a picture is taken with."""

    driver: Playwright
    browser: Browser
    server: Server

    def page(self, size: tuple[int, int]) -> Page:
        """A new visitor's page of this size."""
        width, height = size
        context = self.browser.new_context(
            base_url=self.server.url, viewport={"width": width, "height": height}, locale="bn"
        )
        return context.new_page()


def main() -> None:
    """Take the pictures of these parts anew (of all of them, where none is named)."""
    parts = {
        "checker": _checker,
        "lessons": _lessons,
        "papers": _papers,
        "registry": _registry,
        "staff": _staff,
    }
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data)) as server,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name in sys.argv[1:] or parts:
            parts[name](Studio(driver, browser, server))
        browser.close()


def _checker(studio: Studio) -> None:
    _icons(studio.browser)
    checker_pictures.take_all(studio.driver, studio.server, _keep)


def _lessons(studio: Studio) -> None:
    _public(studio.page(PHONE))
    _learner(studio.page(PHONE), studio.server)


def _papers(studio: Studio) -> None:
    pages = studio.page(PHONE), studio.page(DESK)
    take_papers(*pages, studio.server, _take, PICTURES)


def _registry(studio: Studio) -> None:
    pages = studio.page(PHONE), studio.page(DESK)
    take_registry(*pages, studio.server, _take, PICTURES)


def _staff(studio: Studio) -> None:
    """What a trainer does: classes, reports, courses; the tablet last, for it signs out."""
    trainer = studio.page(DESK)
    steps.staff_in(trainer, studio.server, steps.staff(studio.server, "trainer")[0])
    _classes(trainer)
    room = learnt_class(studio.server, "agency-big-signboard")
    _reports(trainer, room)
    _author(trainer)
    _tablet(trainer, room)


def _take(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep what the page shows; small files, for they lie in the repository."""
    page.wait_for_load_state("networkidle")
    _keep(page, name, whole=whole)


def _keep(page: Page, name: str, *, whole: bool = False) -> None:
    page.screenshot(path=PICTURES / f"{name}.jpg", type="jpeg", quality=70, full_page=whole)
    sys.stdout.write(f"{name}.jpg\n")


def _icons(browser: Browser) -> None:
    """The checker's icon for home screens, which take no SVG: the mark, with room to be cut."""
    mark = (IMAGES / "mark.svg").read_text()
    for side in (192, 512):
        page = browser.new_page(viewport={"width": side, "height": side})
        page.set_content(f"<body style='margin:0;padding:20%;background:#faf6ec'>{mark}</body>")
        page.screenshot(path=IMAGES / f"app-{side}.png")
        page.close()


def _public(page: Page) -> None:
    """What everybody sees: the guide, the courses, a lesson in both languages."""
    for path, name in (
        ("/courses/guide", "guide"),
        ("/courses/", "courses"),
        (f"{CORE}/", "course"),
        (f"{CORE}/keep-your-passport", "lesson"),
        (f"{CORE}/keep-your-passport?lang=en", "lesson-en"),
    ):
        page.goto(path)
        _take(page, name)


def _learner(page: Page, server: Server) -> None:
    """Tests, until each of these kinds of question came; and what is told after the end."""
    steps.sign_up(page, server, "+8801700009901", "রহিমা বেগম", "730592")
    known = steps.bank("before-you-go", "bn")
    wanted = {Kind.ONE_OF, Kind.MATCHING, Kind.ORDERING}
    for module in ("first-days", "money", "rights", "laws"):
        page.goto(f"{CORE}/test/{module}")
        steps.send(page, "main form[action$=begin]")
        while page.locator("form.question").count():
            question = known[steps.words(page.locator("legend.stem").inner_text())]
            if question.kind in wanted:
                wanted.remove(question.kind)
                _take(page, f"question-{question.kind}", whole=True)
            steps.answer(page, question, "bn")
            steps.send(page, "form.question")
        if not wanted:
            break
    steps.send(page, "main form[action$=submit]")
    _take(page, "result")


def _classes(page: Page) -> None:
    """A class at a centre: the list, the class, the roll on a phone, a passport, the results."""
    page.goto("/office/classes/")
    _take(page, "classes")
    page.locator("main a[href*='/office/classes/']:not([href*=new])").last.click()
    page.wait_for_load_state()
    ref = page.url.split("/office/classes/")[1].split("/")[0]
    home = f"/office/classes/{ref}"
    page.goto(f"{home}/")
    _take(page, "class", whole=True)
    roll = page.locator("a[href*='/roll/']").first.get_attribute("href") or ""
    person = page.locator("a[href*='/people/']").first.get_attribute("href") or ""
    page.goto(f"{home}/results/")
    _take(page, "class-results", whole=True)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(roll)
    _take(page, "roll-call")
    page.goto(f"{person.removesuffix('/passport')}/passport")
    _take(page, "passport")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def _reports(page: Page, room: Room) -> None:
    """What trainers see of a class: who is where, and the questions."""
    for name in ("progress", "questions"):
        page.goto(f"{room.home}/{name}")
        _take(page, name)


def _tablet(page: Page, room: Room) -> None:
    """The shared tablet of a class: the names, and the hand-over. It signs the trainer out."""
    page.goto(f"{room.home}/tablet")
    page.fill("#code", "40716")
    page.locator("main form button.button").first.click()
    page.wait_for_url("**/tablet")
    _take(page, "tablet")
    page.locator(".names a").first.click()
    _take(page, "tablet-hand-over")


def _author(page: Page) -> None:
    """Writing a course in the browser: a lesson in both languages, questions, the checks."""
    page.goto("/authoring/new")
    steps.send(page, "main form[action$='/copy']")
    home = page.url
    _take(page, "draft")
    page.goto(f"{home}lessons/keep-your-passport")
    _take(page, "draft-lesson")
    page.goto(f"{home}questions/papers")
    _take(page, "draft-questions")
    page.goto(f"{home}checks")
    _take(page, "draft-checks")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{home}lessons/keep-your-passport")
    _take(page, "draft-lesson-phone")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


if __name__ == "__main__":
    main()
