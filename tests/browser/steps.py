"""The steps of the story, done on pages as people do them; no step knows the language."""

import html
import re
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page

from courses.pack.parts import Question, QuestionText
from courses.pack.reading import read
from courses.questions import Kind
from tests.browser.serving import Server

CONTENT = Path(__file__).parents[2] / "courses" / "content"
# The longest has 29 lessons and 14 tests, each with a visit or two of the course's page between.
MOST_STEPS = 100
MOST_QUESTIONS = 20


@dataclass(frozen=True)
class Officer:
    """A member of staff of the sample, with what they sign in with."""

    phone: str
    password: str


def send(page: Page, form: str = "main form.question, main form[novalidate]") -> None:
    """Press the button of the page's form."""
    with page.expect_navigation():
        page.locator(form).first.locator("button[type=submit]").first.click()


def words(text: str) -> str:
    """A text without its spaces, as it is compared."""
    return re.sub(r"\s+", "", text)


def plain(markup: str) -> str:
    """The words of a piece of clean HTML."""
    parts: list[str] = []
    reader = HTMLParser()
    reader.handle_data = parts.append  # type: ignore[method-assign]
    reader.feed(markup)
    return words("".join(parts))


def bank(course: str, language: str) -> dict[str, Question]:
    """Every question of a course by its words."""
    modules = read(CONTENT / course).modules
    questions = (question for module in modules for question in module.questions)
    return {plain(question.texts[language].stem): question for question in questions}


def sms_code(server: Server, phone: str) -> str:
    """The six digits that were sent to this number last."""
    for _ in range(40):
        lines = [line for line in server.nirapod("sms", "list").splitlines() if phone in line]
        if lines:
            return re.findall(r"(?<!\d)\d{6}(?!\d)", lines[-1].replace(phone, ""))[-1]
        time.sleep(0.25)
    raise AssertionError(f"no SMS for {phone}")


def sign_up(page: Page, server: Server, phone: str, name: str, pin: str) -> None:
    """Become a person of the portal."""
    page.goto("/sign-up")
    page.fill("#phone", phone)
    send(page)
    page.fill("#code", sms_code(server, phone))
    send(page)
    page.fill("#name", name)
    page.select_option("#office", index=3)
    page.fill("#pin", pin)
    page.fill("#pin_again", pin)
    page.check("#consent")
    send(page)


def learn_all(page: Page, course: str, language: str) -> None:
    """Follow the one main button of the course until the certificate is offered."""
    known = bank(course, language)
    for _ in range(MOST_STEPS):
        page.goto(f"/courses/{course}/")
        page.locator("main .buttons a.button").first.click()
        page.wait_for_load_state()
        if "/certificates/new/" in page.url:
            return
        if "/test/" in page.url:
            take_test(page, known, language)
        else:
            send(page, "main .buttons form")
    raise AssertionError("the course never ended")


def take_test(page: Page, known: dict[str, Question], language: str) -> None:
    """Answer every question of a test rightly, and hand it in."""
    if not re.search(r"/\d+$", page.url):
        send(page, "main form[action$=begin]")
    for _ in range(MOST_QUESTIONS):
        if page.locator("form.question").count() == 0:
            break
        answer(page, known[words(page.locator("legend.stem").inner_text())], language)
        send(page, "form.question")
    send(page, "main form[action$=submit]")


def answer(page: Page, question: Question, language: str) -> None:
    """Answer the question on the screen rightly."""
    text = question.texts[language]
    if question.kind.is_typed:
        key = question.key[0]
        page.locator("form.question input[type=text]").fill(
            key.words[0] if key.words else f"{key.low:g}"
        )
    elif question.kind is Kind.TRUE_FALSE:
        options = page.locator("label.option").all()
        options[0 if question.key[0].weight > 0 else 1].click()
    elif question.kind.has_rows:
        _fill_rows(page, question, text)
    else:
        right = {
            plain(words)
            for words, key in zip(text.options, question.key, strict=True)
            if key.weight > 0
        }
        for option in page.locator("label.option").all():
            if words(option.inner_text()) in right:
                option.click()


def _fill_rows(page: Page, question: Question, text: QuestionText) -> None:
    """Choose in each line its partner, or its number; with JavaScript the lines are moved."""
    wanted = {plain(words): place for place, words in enumerate(text.options)}
    if page.locator("form.question .order-move").count():
        _move_lines(page, wanted)
        return
    for select in page.locator("form.question select").all():
        label = page.locator(f"label[for={select.get_attribute('id')}]").inner_text()
        place = wanted[words(label)]
        if question.kind is Kind.MATCHING:
            partner = question.key[place].match
            select.select_option(label=html.unescape(text.matches[partner]))
        else:
            select.select_option(index=place + 1)


def _move_lines(page: Page, wanted: dict[str, int]) -> None:
    """Move each line up until it stands where it belongs, the first one first."""
    shown = page.locator("form.question .order-words")
    for right, place in sorted(wanted.items(), key=lambda item: item[1]):
        for _ in wanted:
            at = [words(line) for line in shown.all_inner_texts()].index(right)
            if at == place:
                break
            page.locator("form.question .order-line").nth(at).locator("[data-move=up]").click()


def read_code(picture: Locator, folder: Path) -> str:
    """The text of the QR that the screen shows, read by another library from its pixels."""
    file = folder / "screen.png"
    picture.scroll_into_view_if_needed()
    picture.screenshot(path=file)
    with Image.open(file) as image:
        found = zxingcpp.read_barcodes(image.resize((image.width * 3, image.height * 3)))
    assert len(found) == 1
    text: str = found[0].text
    return text


def officers(server: Server, office: str = "cumilla") -> list[Officer]:
    """The officers of an office of the sample."""
    return staff(server, "officer", office)


def staff(server: Server, role: str, place: str = "") -> list[Officer]:
    """The members of staff of the sample with a role, at an office or centre."""
    lines = [line.split() for line in server.nirapod("sample", "codes").splitlines()]
    found = [line for line in lines if line[:1] == [role] and (not place or place in line)]
    return [
        Officer(next(w for w in line if w.startswith("+880")), line[line.index("password") + 1])
        for line in found
    ]


def staff_code(server: Server, phone: str) -> str:
    """A code of the authenticator that was not used yet."""
    lines = server.nirapod("sample", "codes").splitlines()
    return next(line for line in lines if phone in line).split()[-1]


def staff_in(page: Page, server: Server, officer: Officer) -> None:
    """Sign in as staff; a code works once, so the next one may have to be awaited."""
    for _ in range(4):
        page.goto("/sign-in/staff")
        page.fill("#phone", officer.phone)
        page.fill("#password", officer.password)
        page.fill("#code", staff_code(server, officer.phone))
        send(page)
        if "/sign-in/staff" not in page.url:
            return
        time.sleep(16)
    raise AssertionError("the officer could not sign in")
