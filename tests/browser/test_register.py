"""The register of agencies on a phone: taken along, searched without a connection, removed."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from portal.app import create_app
from portal.ground.settings import Settings
from portal.papers import keys
from portal.papers.keylist import Purpose
from tests.browser.serving import Server
from tests.make import searches
from visa_check import register
from visa_check.register import Carried

pytestmark = pytest.mark.browser
Visitor = Callable[..., Page]
REGISTER = "**/registers/agencies"
WORDS = "#main [data-answers] .verdict-word"
# What the browser's own search answers: of each agency the number, whether it is the same, and how
# it differs.
ASK = """async ([script, register, texts]) => {
  const { Search } = await import(script.replace("main.js", "agencies/search.js"));
  const search = await new Search(register).prepare(() => null);
  const numbers = register.agencies.rl_no;
  return texts.map((text) => search.search(text).map((one) =>
    [numbers[one.place], one.isSame, one.formerly, one.differences]));
}"""

# What stands there: each element with its class, its address and its words.
DRAWN = """() => [...document.querySelectorAll("[data-answers] *")].map((one) =>
  [one.tagName, one.className.baseVal ?? one.className, one.getAttribute("href"),
    one.textContent.split(/\\s+/).join(" ").trim()])"""


def take_along(page: Page) -> None:
    """Take the register along, and wait until it can be searched and everything is kept."""
    page.goto("/agencies/?lang=en")
    page.get_by_role("button", name="Take the register along").click()
    expect(page.locator(".along[data-ready]")).to_have_count(1)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def offline(page: Page, path: str = "/agencies/") -> None:
    """Come back without a connection."""
    page.context.set_offline(True)
    page.goto(path)
    expect(page.locator(".along[data-ready]")).to_have_count(1)


def type_in(page: Page, text: str) -> None:
    page.locator("#q").press_sequentially(text)


def give(page: Page, content: bytes, signature: bytes) -> None:
    """Give this register in the place of the portal's."""
    page.route(REGISTER, lambda route: route.fulfill(body=content))
    page.route(f"{REGISTER}.sig", lambda route: route.fulfill(body=signature))


def carried(row: dict[str, str]) -> Carried:
    """An agency of which no more is known than its names, written as an import writes them."""
    name, name_bn = (unicodedata.normalize("NFC", row[one]) for one in ("name", "name_bn"))
    rl_no, first = int(row["rl_no"]), " ".join(name.split())
    return Carried(
        rl_no=rl_no,
        name=searches.RENAMED.get(rl_no, first),
        name_bn=" ".join(name_bn.split()) or None,
        past_names=(first,) if rl_no in searches.RENAMED else (),
        address=None,
        phone=None,
        source=None,
        source_date=None,
        is_missing=False,
        spans=(),
    )


def signed_at(server: Server, moment: datetime) -> tuple[bytes, bytes]:
    """The portal's register as if it had been signed at another moment, and its signature."""
    data = Path(server.environment["NIRAPOD_DATA"])
    told = json.loads((data / "published" / "registers" / "agencies").read_bytes())
    content = json.dumps(told | {"issued": moment.isoformat()}).encode()
    settings = Settings(env="development", data=data, public_url=server.url).completed()
    with create_app(settings).app_context():
        return content, keys.sign(Purpose.REGISTER, content, detached=True)[1]


def test_without_a_tap_nothing_is_fetched(visitor: Visitor) -> None:
    page = visitor()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/agencies/")
    button = page.get_by_role("button", name="তালিকা সঙ্গে নিন")
    expect(button).to_be_visible()
    assert "কিলোবাইট" in button.inner_text()
    assert not [url for url in asked if "/registers/" in url or "/js/agencies/" in url]


def test_it_is_taken_along_and_answers_each_letter_in_the_village(visitor: Visitor) -> None:
    page = visitor()
    take_along(page)
    offline(page)
    expect(page.locator(".along-day")).to_contain_text("On this phone: the register of")
    type_in(page, "namuna padma overseas")
    expect(page.locator(WORDS)).to_have_text("Licensed")
    expect(page.locator("[data-answers]")).to_contain_text("Register of")
    near = page.locator(".match", has_text="RL-90007")
    expect(near).to_contain_text("You typed “overseas”, the register says “Oversees”.")
    expect(near).to_contain_text("Today's status not known")
    page.locator("#q").fill("")
    expect(page.locator("[data-answers] *")).to_have_count(0)
    type_in(page, "নমুনা মেঘনা ইন্টারনেশনাল")
    expect(page.locator(WORDS)).to_have_text("Licence expired")
    page.locator("#q").fill("")
    type_in(page, "আরএল ৯০০০৪")
    expect(page.locator(WORDS)).to_have_text("Licence cancelled")
    page.locator("#q").fill("")
    type_in(page, "nomuna podda")
    expect(page.locator(WORDS)).to_have_text("Not registered under this")
    expect(page.locator(".match").first).to_contain_text("Namuna Padma")


def test_an_agency_opens_without_a_connection(visitor: Visitor) -> None:
    page = visitor()
    take_along(page)
    offline(page)
    type_in(page, "90003")
    page.locator("[data-answers] h2 a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Namuna Jamuna Travels")
    expect(page.locator("[data-agency-here] .verdict-word")).to_have_text("Suspended")
    expect(page.locator("[data-statuses]")).to_contain_text("Suspended:")
    expect(page.get_by_text("The most that going abroad may cost")).to_be_visible()
    page.get_by_role("link", name="Search another agency").click()
    expect(page.locator("#q")).to_be_visible()


def test_a_search_that_was_sent_is_answered_by_the_phone(visitor: Visitor) -> None:
    page = visitor()
    take_along(page)
    offline(page, "/agencies/?q=RL-90001")
    expect(page.locator(WORDS)).to_have_text("Licensed")
    expect(page.locator("#q")).to_have_value("RL-90001")
    page.goto("/agencies/RL-77777")
    expect(page.locator(WORDS)).to_have_text("Not registered under this")


def test_with_a_connection_the_portal_answers(visitor: Visitor) -> None:
    page = visitor()
    take_along(page)
    page.goto("/agencies/?q=90001")
    expect(page.locator(".along[data-ready]")).to_have_count(1)
    expect(page.locator(WORDS)).to_have_text("Licensed today")
    type_in(page, " ")
    page.locator("#q").fill("90004")
    expect(page.locator(WORDS)).to_have_text("Licence cancelled")
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile("q=90004$"))


def test_an_old_register_is_never_green(visitor: Visitor) -> None:
    page = visitor()
    take_along(page)
    page.clock.install(time=datetime.now(UTC) + timedelta(days=9))
    offline(page)
    expect(page.locator("[data-old]")).to_be_visible()
    type_in(page, "90001")
    expect(page.locator(WORDS)).to_have_text("Today's status not known")
    expect(page.locator("[data-answers]")).to_contain_text("this register said: Licensed")
    expect(page.locator("[data-answers] .verdict-good")).to_have_count(0)
    page.locator("#q").fill("namuna padma overseas")
    expect(page.locator(".match-good, .verdict-good")).to_have_count(0)
    page.locator("#q").fill("90004")
    expect(page.locator(WORDS)).to_have_text("Licence cancelled")


def test_a_clock_that_stands_before_the_register_makes_nothing_green(visitor: Visitor) -> None:
    page = visitor()
    take_along(page)
    page.clock.install(time=datetime.now(UTC) - timedelta(days=2))
    offline(page)
    type_in(page, "90001")
    expect(page.locator(WORDS)).to_have_text("Today's status not known")


def test_a_changed_register_is_refused(visitor: Visitor) -> None:
    page = visitor()

    def change(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("cancelled", "inactive "))

    page.route(REGISTER, change)
    page.goto("/agencies/?lang=en")
    page.get_by_role("button", name="Take the register along").click()
    expect(page.locator("[data-says=refused]")).to_contain_text("register-signature-wrong")
    expect(page.locator("[data-here]")).to_be_hidden()
    assert not page.evaluate("caches.has('nirapod-register')")


def test_an_older_register_does_not_take_the_place_of_a_newer_one(
    visitor: Visitor, server: Server
) -> None:
    page = visitor()
    now = datetime.now(UTC)
    give(page, *signed_at(server, now))
    take_along(page)
    page.unroute_all()
    give(page, *signed_at(server, now - timedelta(days=1)))
    page.get_by_role("button", name="Fetch today's register").click()
    expect(page.locator("[data-says=refused]")).to_contain_text("register-older")
    expect(page.locator("[data-here]")).to_be_visible()


def test_it_is_removed_from_the_phone(visitor: Visitor) -> None:
    page = visitor()
    take_along(page)
    page.get_by_role("button", name="Remove from this phone").click()
    expect(page.locator("[data-says=removed]")).to_be_visible()
    expect(page.get_by_role("button", name="Take the register along")).to_be_visible()
    names = page.evaluate("caches.keys()")
    assert not [name for name in names if "register" in name or "agencies" in name]
    assert page.evaluate("navigator.serviceWorker.getRegistration('/agencies/')") is None


def test_without_javascript_the_search_is_as_before(visitor: Visitor) -> None:
    page = visitor(javascript=False)
    page.goto("/agencies/?q=90001")
    expect(page.locator(".along")).to_be_hidden()
    expect(page.locator(WORDS)).to_have_count(1)


def test_chromium_answers_the_cases_as_the_portal_does(visitor: Visitor) -> None:
    page = visitor()
    cases = searches.read()["searches"]
    page.goto("/agencies/")
    script = page.locator("script[type=module]").get_attribute("src")
    rows = csv.DictReader(io.StringIO(searches.agencies().decode()))
    told = json.loads(json.dumps(register.contents([carried(row) for row in rows])))
    given = page.evaluate(ASK, [script, told, [text for text, _found in cases]])
    assert [searches.answer(one) for one in given] == [found for _text, found in cases]


def test_a_line_that_stays_from_key_to_key_says_what_a_new_one_would(visitor: Visitor) -> None:
    page = visitor()
    take_along(page)
    offline(page)
    typed = (
        "namuna",
        "namuna m",
        "নমুনা",
        "namuna padma",
        "qzx",
        "90003",
        "namuna j",
        "international",
    )
    for text in typed:
        page.locator("#q").fill(text)
        page.wait_for_timeout(200)
        after_another = page.evaluate(DRAWN)
        page.locator("#q").fill("")
        page.locator("#q").fill(text)
        page.wait_for_timeout(200)
        assert page.evaluate(DRAWN) == after_another, text
    assert page.locator(".unseen").count() == 0


def test_two_keys_in_one_breath_leave_the_answer_to_the_second(visitor: Visitor) -> None:
    page = visitor()
    take_along(page)
    offline(page)
    page.evaluate("""() => {
      const input = document.getElementById("q");
      for (const text of ["namuna", "namuna p", "namuna padma oversees"]) {
        input.value = text;
        input.dispatchEvent(new InputEvent("input"));
      }
    }""")
    expect(page.locator("[data-answers] h2 a").first).to_have_text("Namuna Padma Oversees")
    page.wait_for_timeout(200)
    assert "namuna p”" not in page.locator("[data-answers]").inner_text()


def test_a_register_removed_while_it_is_made_ready_is_gone(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/agencies/?lang=en")
    page.evaluate("""() => new MutationObserver(() => {
      if (document.querySelector(".unseen")) document.querySelector("[data-do=remove]").click();
    }).observe(document.querySelector("#main"), { childList: true, subtree: true })""")
    page.get_by_role("button", name="Take the register along").click()
    expect(page.locator("[data-says=removed]")).to_be_visible()
    expect(page.locator(".unseen")).to_have_count(0)
    expect(page.locator("[data-says]:visible")).to_have_count(1)
    assert page.locator(".along[data-ready]").count() == 0
