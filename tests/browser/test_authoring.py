"""A course written in the browser: by a trainer, read by an officer, seen by learners."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps
from tests.browser.serving import Server, serving

pytestmark = pytest.mark.browser
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 640}
COURSE = "/courses/before-you-go"
OLD, NEW = "Four visa traps", "Five visa traps"


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal whose courses this story may change."""
    with serving(tmp_path_factory.mktemp("authoring")) as running:
        yield running


@pytest.fixture
def person(chromium: Browser, own_server: Server) -> Iterator[Callable[..., Page]]:
    """Makes a page of somebody of their own."""
    contexts = []

    def make(size: dict[str, int] = DESK, *, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=own_server.url,
            viewport=size,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale="bn",
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, own_server: Server) -> list[Any]:
    """The cookies of the trainer of the sample."""
    context = chromium.new_context(base_url=own_server.url)
    steps.staff_in(context.new_page(), own_server, steps.staff(own_server, "trainer")[0])
    cookies: list[Any] = context.cookies()
    context.close()
    return cookies


@pytest.fixture
def trainer(person: Callable[..., Page], signed_in: list[Any]) -> Page:
    """The trainer at a desk."""
    page = person()
    page.context.add_cookies(signed_in)
    return page


def begin_draft(page: Page) -> str:
    """Begin a draft of the core course; where it is."""
    page.goto("/authoring/")
    page.click("main a[href='/authoring/new']")
    page.select_option("select[name$=course]", "before-you-go")
    with page.expect_navigation():
        page.click("form[action$='/new/copy'] button")
    return page.url


def save(page: Page) -> None:
    """Press the main button of the page that is written on."""
    with page.expect_navigation():
        page.locator("form.writing .buttons button[type=submit]").first.click()


def test_from_a_draft_to_what_learners_see(
    person: Callable[..., Page], trainer: Page, own_server: Server
) -> None:
    learner = person(PHONE)
    steps.sign_up(learner, own_server, "+8801700000801", "সালমা আক্তার", "730592")
    learner.goto(f"{COURSE}/test/visa")
    steps.send(learner, "main form[action$=begin]")
    question = learner.url
    draft = begin_draft(trainer)
    write_a_lesson(trainer, draft)
    break_and_mend_a_question(trainer, draft)
    trainer.goto(f"{draft}ask")
    trainer.fill("#note", "Checked again.")
    steps.send(trainer)
    review = trainer.url
    assert trainer.locator("form[action$=publish]").count() == 0
    read_and_publish(person(), own_server, review)
    newcomer = person(PHONE)
    newcomer.goto(f"{COURSE}/visa-traps?lang=en")
    assert newcomer.locator("h1").inner_text() == NEW
    learner.goto(f"{COURSE}/visa-traps?lang=en")
    assert learner.locator("h1").inner_text() == OLD
    learner.goto(question)
    assert learner.locator("form.question").count() == 1


def write_a_lesson(page: Page, draft: str) -> None:
    """Change a lesson in both languages, with the preview following the words."""
    page.goto(f"{draft}lessons/visa-traps?lang=en")
    page.fill("#title_en", NEW)
    page.locator("#text_en").press_sequentially("\n\nAsk **twice**.", delay=5)
    phone = page.frame_locator(".phone[data-language=en] iframe")
    expect(phone.locator("h1")).to_have_text(NEW)
    expect(phone.locator(".lesson-text strong").last).to_have_text("twice")
    expect(page.locator(".phone[data-language=bn]")).to_be_hidden()
    page.fill("#remember_bn", "")
    expect(page.locator("[data-live-part=missing-bn] .notice")).to_be_visible()
    page.fill("#remember_bn", "চারবার থামুন, তারপর ভাবুন।")
    expect(page.locator("[data-live-part=missing-bn] .notice")).to_have_count(0)
    bangla = page.frame_locator(".phone[data-language=bn] iframe")
    expect(bangla.locator(".remember span")).to_have_text("চারবার থামুন, তারপর ভাবুন।")
    width = bangla.locator("html").evaluate("page => page.scrollWidth")
    assert width == PHONE["width"]
    save(page)
    assert page.locator(".notice-good").count() == 1


def break_and_mend_a_question(page: Page, draft: str) -> None:
    """The check tells a fault at its line while somebody types, until it is mended."""
    page.goto(f"{draft}questions/visa?lang=en")
    sound = page.locator("#text_en").input_value()
    page.fill("#text_en", sound + "\n\n::visa-new::Is this new?{T")
    fault = page.locator(".mends-fault a[href='#text_en']").first
    line = str(sound.count("\n") + 3)
    expect(fault).to_have_attribute("data-line", line)
    fault.click()
    chosen = page.evaluate(
        "() => { const area = document.activeElement;"
        " return area.value.slice(area.selectionStart, area.selectionEnd); }"
    )
    assert chosen == "::visa-new::Is this new?{T"
    page.fill("#text_en", sound)
    expect(page.locator("[data-live-part=found] .done-word")).to_be_visible()
    save(page)


def read_and_publish(page: Page, server: Server, review: str) -> None:
    """An officer finds it at the desk, reads every word that differs, and publishes it."""
    steps.staff_in(page, server, steps.officers(server)[0])
    page.goto("/office/?lang=en")
    path = review.removeprefix(server.url)
    page.click(f"a[href='{path}']")
    assert page.locator("ins", has_text="twice").count() == 1
    assert page.locator("del", has_text="Four").count() == 1
    page.goto(f"{path}/lessons/visa-traps?lang=en")
    phone = page.frame_locator(".phone[data-language=en] iframe")
    expect(phone.locator("h1")).to_have_text(NEW)
    page.goto(path)
    with page.expect_navigation():
        page.click("form[action$=publish] button")
    assert page.locator(".notice-good").count() == 2


def test_without_javascript_preview_and_check_are_buttons(
    person: Callable[..., Page], trainer: Page
) -> None:
    draft = begin_draft(trainer)
    page = person(PHONE, javascript=False)
    page.context.add_cookies(trainer.context.cookies())
    page.goto(f"{draft}lessons/who-to-call?lang=en")
    page.fill("#title_en", "Whom to call")
    with page.expect_navigation():
        page.click("[data-live-instead]")
    phone = page.frame_locator(".phone[data-language=en] iframe")
    expect(phone.locator("h1")).to_have_text("Whom to call")
    page.goto(f"{draft}questions/visa")
    page.fill("#text_bn", "::a::ক?{")
    with page.expect_navigation():
        page.click("[data-live-instead]")
    assert page.locator(".mends-fault").count() > 0
    assert page.locator("#text_bn").input_value() == "::a::ক?{"
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_who_is_signed_out_while_writing_loses_nothing(trainer: Page, own_server: Server) -> None:
    draft = begin_draft(trainer)
    trainer.goto(f"{draft}lessons/who-to-call?lang=en")
    before = [one for one in trainer.context.cookies() if "sid" in one["name"]]
    trainer.context.clear_cookies(name=before[0]["name"])
    trainer.locator("#title_en").press_sequentially(" written late")
    expect(trainer.locator("[data-live-lost]")).to_be_visible()
    trainer.locator("form.writing .buttons button[type=submit]").first.click()
    assert trainer.url.endswith("who-to-call?lang=en")
    other = trainer.context.new_page()
    steps.staff_in(other, own_server, steps.staff(own_server, "trainer")[0])
    other.close()
    trainer.locator("#title_en").press_sequentially("!")
    expect(trainer.locator("[data-live-lost]")).to_be_hidden()
    save(trainer)
    assert trainer.locator("#title_en").input_value().startswith("! written late")


def test_no_page_of_authors_is_wider_than_a_phone(
    person: Callable[..., Page], signed_in: list[Any]
) -> None:
    page = person(PHONE)
    page.context.add_cookies(signed_in)
    draft = begin_draft(page)
    pages = ["", "lessons/visa-traps", "questions/visa", "questions/", "checks", "sources"]
    pages += ["pictures", "course", "modules/visa", "difference", "ask"]
    for path in pages:
        for language in ("bn", "en"):
            page.goto(f"{draft}{path}?lang={language}")
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width == PHONE["width"], path
