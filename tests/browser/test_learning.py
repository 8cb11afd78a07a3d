"""Learning on a small phone: with and without JavaScript, with and without signal."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from courses.pack.parts import Question
from courses.pack.reading import read
from courses.sample import CONTENT
from portal.app import create_app
from portal.ground.access import Role
from portal.ground.database import transaction
from portal.ground.settings import Settings
from portal.people import sample, sessions, visits
from tests.browser import steps
from tests.browser.serving import Server

pytestmark = pytest.mark.browser
COURSE = "/courses/before-you-go"
Visitor = Callable[..., Page]
# What a phone with a Bangla voice offers; it remembers what was said.
VOICE = """
window.said = [];
const fake = {
  getVoices: () => [{ lang: "bn-BD" }],
  addEventListener: () => {},
  cancel: () => {},
  speak: (one) => window.said.push(one.text),
};
Object.defineProperty(window, "speechSynthesis", { value: fake });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


@pytest.fixture
def learner(server: Server, visitor: Visitor) -> Callable[..., Page]:
    """Makes a page of the migrant of the sample who has not begun anything."""

    def make(*, javascript: bool = True) -> Page:
        data = Path(server.environment["NIRAPOD_DATA"])
        app = create_app(Settings(env="development", data=data, public_url=server.url).completed())
        with app.test_request_context():
            name, token = sessions.cookie_name(), _open()
        page = visitor(javascript=javascript)
        page.context.add_cookies([{"name": name, "value": token, "url": server.url}])
        return page

    return make


@transaction
def _open() -> str:
    return visits.open_session(sample.person(Role.MIGRANT, "tangail")).token


def _begin(page: Page, module: str) -> None:
    page.goto(f"{COURSE}/test/{module}")
    page.click("main form button")
    page.wait_for_url("**/test/*/*/*")


def _answer(page: Page, known: dict[str, Question]) -> None:
    """Answer the question on the screen, whatever kind it is, and go on."""
    before = page.url
    steps.answer(page, known[steps.words(page.locator("legend.stem").inner_text())], "bn")
    page.click("form.question button[type=submit]")
    page.wait_for_url(lambda url: url != before)


def _to_a_choice(page: Page) -> None:
    """Go to the first question whose answer is chosen among some."""
    attempt = page.url.rsplit("/", 1)[0]
    for position in range(1, 9):
        page.goto(f"{attempt}/{position}")
        if page.locator("label.option input[type=radio]").count():
            return
    raise AssertionError("no question of the test has options")


@pytest.mark.parametrize("language", ["bn", "en"])
def test_no_page_of_the_course_is_wider_than_the_phone(visitor: Visitor, language: str) -> None:
    page = visitor()
    modules = read(CONTENT / "before-you-go").modules
    slugs = [lesson.slug for module in modules for lesson in module.lessons]
    for path in ["/courses/", f"{COURSE}/", *(f"{COURSE}/{slug}" for slug in slugs)]:
        page.goto(f"{path}?lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path


def test_a_test_works_without_javascript(learner: Callable[..., Page]) -> None:
    page = learner(javascript=False)
    _begin(page, "agency")
    known = steps.bank("before-you-go", "bn")
    while "review" not in page.url:
        _answer(page, known)
    page.click("main form button")
    page.wait_for_url("**/result")
    assert page.locator(".told > li").count() == 8


def test_without_signal_an_answer_waits_and_is_sent_once(learner: Callable[..., Page]) -> None:
    page = learner()
    _begin(page, "visa")
    _to_a_choice(page)
    place = page.url
    page.context.set_offline(True)
    page.locator("label.option").first.click()
    page.click("form.question button")
    page.locator(".waiting").wait_for(state="visible")
    assert page.url == place
    page.context.set_offline(False)
    page.wait_for_url(lambda url: url != place, timeout=20_000)
    page.goto(place)
    assert page.locator("input:checked").count() == 1
    assert page.locator("input[name=sequence]").input_value() == "2"


def test_listen_is_there_where_the_phone_has_a_voice(visitor: Visitor) -> None:
    page = visitor()
    page.add_init_script(VOICE)
    page.goto(f"{COURSE}/who-to-call")
    page.locator(".listen").click()
    said = page.evaluate("window.said")
    assert said[0] == page.locator("h1").inner_text()
    assert len(said) > 10
    assert page.locator(".listen span").inner_text() == "থামান"


def test_listen_is_not_there_without_a_voice(visitor: Visitor) -> None:
    page = visitor()
    page.goto(f"{COURSE}/who-to-call")
    assert page.locator(".listen").is_hidden()
