"""The checker on a phone: camera, picture, text; online, offline, and when its lists are old."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, Route, expect

from certificates.actions import Holder
from portal.app import create_app
from portal.ground.settings import Settings
from portal.papers import code, holder
from tests.browser import filming, steps
from tests.browser.serving import Server
from tests.make.certificates import make_certificate
from tests.make.people import make_person

pytestmark = pytest.mark.browser
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def text(server: Server) -> str:
    """The text of the QR of a certificate with a holder check."""
    data = Path(server.environment["NIRAPOD_DATA"])
    settings = Settings(env="development", data=data, public_url=server.url).completed()
    with create_app(settings).app_context():
        check = holder.check("A12345678", datetime(1999, 12, 31, tzinfo=UTC).date())
        paper = make_certificate(make_person(), Holder("RAHIMA BEGUM", check, "678")).paper
        assert paper.face is not None
        return code.text(server.url, paper.number, paper.face.message)


@pytest.fixture(scope="module")
def film(text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filming.write_film(tmp_path_factory.mktemp("film") / "paper.mjpeg", text)


@pytest.fixture(scope="module")
def phone(playwright: Playwright, film: Path) -> Iterator[Browser]:
    """A phone whose camera sees the paper."""
    with filming.phone(playwright, film) as browser:
        yield browser


@pytest.fixture
def page(phone: Browser, server: Server) -> Iterator[Page]:
    context, page = filming.visit(phone, server.url)
    yield page
    context.close()


def ready(page: Page) -> None:
    """Open the checker, and wait until it has everything that it keeps."""
    page.goto("/check/")
    expect(page.locator("[data-kept]")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def verdict(page: Page) -> str:
    return page.locator("main > .verdict .verdict-word").inner_text()


def type_in(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("[data-check-typed] button").click()


def scan(page: Page) -> None:
    page.get_by_role("button", name="Scan the QR").click()
    expect(page.locator("main > .verdict")).to_be_visible(timeout=30_000)


def test_the_camera_reads_the_paper_and_the_phone_judges_it(page: Page, text: str) -> None:
    ready(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    scan(page)
    assert verdict(page) == "Genuine"
    body = page.locator(".checked")
    expect(body).to_contain_text("RAHIMA BEGUM")
    expect(body).to_contain_text("678")
    expect(body.locator("[data-check=signature]")).to_contain_text("right")
    expect(page.locator("main > .verdict")).to_contain_text("Self-study")
    assert not [address for address in asked if text[-40:] in address or "/C/" in address]
    assert page.evaluate("document.querySelector('video').srcObject") is None


def test_a_browser_that_reads_codes_itself_fetches_no_library(page: Page, text: str) -> None:
    found = f"[{{ format: 'qr_code', rawValue: '{text}' }}]"
    page.add_init_script(f"""self.BarcodeDetector = class {{
      static async getSupportedFormats() {{ return ["ean_13", "qr_code"]; }}
      async detect() {{ return {found}; }}
    }}""")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/check/")
    scan(page)
    assert verdict(page) == "Genuine"
    assert not [one for one in asked if "npm/qr" in one]


def test_a_code_that_comes_before_the_keys_waits_for_them(page: Page, text: str) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/keys.json", hold)
    page.goto("/check/")
    expect(page.locator("[data-scan]")).to_be_visible()
    type_in(page, text)
    page.wait_for_timeout(2500)
    expect(page.locator("[data-says=no-keys]")).to_be_hidden()
    waiting[0].continue_()
    expect(page.locator("main > .verdict .verdict-word")).to_have_text("Genuine")


def test_chromium_would_put_it_on_the_home_screen(page: Page) -> None:
    ready(page)
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getAppManifest")["errors"] == []
    faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [fault["errorId"] for fault in faults] == ["in-incognito"]


def test_on_a_later_visit_it_works_without_a_connection(page: Page, text: str) -> None:
    ready(page)
    page.context.set_offline(True)
    page.goto("/check/")
    scan(page)
    assert verdict(page) == "Genuine"
    page.get_by_label("Passport number").fill("a 1234-5678")
    page.get_by_label("Date of birth").fill("1999-12-31")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("It fits:")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize(
    ("days", "word", "kind"),
    [(3, "Genuine", "good"), (8, "Genuine, but its state is not known", "careful")],
    ids=["days after", "more than a week after"],
)
def test_without_a_connection_lists_of_last_week_are_never_green(
    page: Page, text: str, days: int, word: str, kind: str
) -> None:
    ready(page)
    page.context.set_offline(True)
    page.clock.set_fixed_time(NOW + timedelta(days=days))
    page.goto("/check/")
    type_in(page, text)
    band = page.locator("main > .verdict")
    expect(band.locator(".verdict-word")).to_have_text(word)
    expect(band).to_have_class(f"verdict verdict-{kind}")
    expect(band.locator("time[data-date=lists]")).not_to_be_empty()


@pytest.mark.parametrize(
    ("path", "word"),
    [("/C/{}", "Genuine"), ("/verify?id=1#{}", "Cannot be read")],
    ids=["with our message", "of a look-alike"],
)
def test_a_code_of_another_address_is_warned_of_and_never_opened(
    page: Page, text: str, server: Server, path: str, word: str
) -> None:
    ready(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    type_in(page, "HTTPS://NIRAP0D.EXAMPLE" + path.format(text.split("/C/")[1]))
    warning = page.locator("main > .checked-host")
    expect(warning).to_contain_text("nirap0d.example")
    expect(warning).to_contain_text(code.host_of(server.url))
    assert verdict(page) == word
    assert not [address for address in asked if "nirap0d" in address.lower()]


def test_what_does_not_match_is_reported_with_its_qr(page: Page, text: str) -> None:
    ready(page)
    for code_text in (text, text.replace("#", "#9")):
        page.goto("/check/")
        expect(page.locator("[data-kept]")).to_be_visible()
        type_in(page, code_text)
        page.get_by_text("It does not match: report it").click()
        expect(page.locator("[name=qr]")).to_have_value(code_text)


def test_a_changed_digit_is_not_ours_and_nothing_of_it_is_shown(page: Page, text: str) -> None:
    ready(page)
    place = len(text) - 120
    type_in(page, text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :])
    expect(page.locator("main > .verdict")).to_have_class("verdict verdict-stop")
    expect(page.locator("main > .verdict code")).not_to_be_empty()
    expect(page.get_by_text("RAHIMA")).to_have_count(0)


def test_a_typed_number_leads_to_its_page_or_says_that_it_needs_a_connection(
    page: Page, text: str
) -> None:
    number = text.split("/C/")[1].split("#", maxsplit=1)[0]
    ready(page)
    type_in(page, number.lower())
    page.wait_for_url(f"**/C/{number}")
    page.context.set_offline(True)
    page.goto("/check/")
    type_in(page, number)
    expect(
        page.get_by_text("A number alone can only be looked up with a connection.")
    ).to_be_visible()
    type_in(page, "12345")
    expect(page.get_by_text("This is neither a number")).to_be_visible()


def choose(page: Page, path: Path, *texts: str) -> None:
    """Choose a picture with these codes beside each other."""
    picture = Image.new("L", (1400, 700), 200)
    for place, one in enumerate(texts):
        picture.paste(filming.photo(one).crop((330, 50, 950, 670)), (20 + 680 * place, 40))
    picture.save(path)
    page.locator("#picture").set_input_files(path)


def test_a_picture_is_read_on_the_phone(page: Page, text: str, tmp_path: Path) -> None:
    ready(page)
    page.context.set_offline(True)
    page.goto("/check/")
    choose(page, tmp_path / "one.png", text)
    expect(page.locator("main > .verdict .verdict-word")).to_have_text("Genuine")


def test_a_picture_that_is_chosen_before_the_checker_came_is_read_too(
    page: Page, text: str, tmp_path: Path
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/checker/start.js", hold)
    page.goto("/check/", wait_until="commit")
    choose(page, tmp_path / "early.png", text)
    while not held:
        page.wait_for_timeout(100)
    held[0].continue_()
    expect(page.locator("main > .verdict .verdict-word")).to_have_text("Genuine")


def test_two_codes_in_a_picture_are_one_too_many(page: Page, text: str, tmp_path: Path) -> None:
    ready(page)
    choose(page, tmp_path / "two.png", text, text.replace("#", "#123"))
    expect(page.get_by_text("There is more than one QR in this picture.")).to_be_visible()


def test_a_picture_without_a_code_goes_to_the_portal_or_is_told(page: Page, tmp_path: Path) -> None:
    ready(page)
    with page.expect_request("**/check/picture"):
        choose(page, tmp_path / "none.png")
    expect(page.locator(".field-error")).to_contain_text("No QR was found")
    page.context.set_offline(True)
    page.goto("/check/")
    choose(page, tmp_path / "none.png")
    expect(page.locator("[data-says=picture-no-code]")).to_be_visible()


@pytest.mark.parametrize(("visitor_has", "says"), [("no camera", "absent"), ("no", "refused")])
def test_without_a_camera_it_says_why_and_what_else_to_do(
    playwright: Playwright, server: Server, film: Path, visitor_has: str, says: str
) -> None:
    refuse = visitor_has == "no"
    with filming.phone(playwright, film if refuse else None, refuse=refuse) as browser:
        _, page = filming.visit(browser, server.url)
        ready(page)
        page.get_by_role("button", name="Scan the QR").click()
        expect(page.locator(f"[data-says=camera-{says}]")).to_be_visible()
        expect(page.locator("[data-do=scan]")).to_be_visible()


def test_after_ten_minutes_the_answer_is_gone(page: Page, text: str) -> None:
    page.clock.install()
    ready(page)
    type_in(page, text)
    expect(page.get_by_text("RAHIMA BEGUM")).to_be_visible()
    page.clock.fast_forward("09:50")
    expect(page.get_by_text("RAHIMA BEGUM")).to_be_visible()
    page.clock.fast_forward("00:15")
    expect(page.get_by_text("RAHIMA BEGUM")).to_have_count(0)
    expect(page.get_by_text("The answer was hidden after ten minutes")).to_be_visible()


def test_the_page_of_a_number_hides_itself_and_asks_again(page: Page, text: str) -> None:
    page.clock.install()
    page.goto(f"/C/{text.split('/C/')[1]}")
    expect(page.locator("[data-check=signature]")).to_contain_text("right")
    page.clock.fast_forward("10:01")
    expect(page.get_by_text("RAHIMA BEGUM")).to_have_count(0)
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator("[data-check=signature]")).to_contain_text("right")
    expect(page.get_by_text("RAHIMA BEGUM")).to_be_visible()


def test_an_answer_that_slept_is_gone_when_somebody_comes_back(page: Page, text: str) -> None:
    page.clock.install()
    page.goto(f"/C/{text.split('/C/')[1]}")
    expect(page.locator("[data-check=signature]")).to_contain_text("right")
    page.clock.set_system_time(datetime.now(UTC) + timedelta(minutes=11))
    expect(page.get_by_text("RAHIMA BEGUM")).to_be_visible()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.get_by_text("RAHIMA BEGUM")).to_have_count(0)


def test_offline_it_speaks_the_language_that_is_asked_for_or_was_used_last(page: Page) -> None:
    ready(page)
    page.goto("/check/?lang=ar")
    expect(page.locator("[data-kept]")).to_be_visible()
    page.context.set_offline(True)
    page.goto("/check/")
    expect(page.locator("html[lang=ar][dir=rtl]")).to_have_count(1)
    page.get_by_role("link", name="বাংলা").click()
    expect(page.locator("html[lang=bn]")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text("সনদ যাচাই")


def test_nothing_personal_is_kept(server: Server, phone: Browser) -> None:
    context, page = filming.visit(phone, server.url, "bn")
    steps.sign_up(page, server, "+8801700008811", "রহিমা বেগম", "730592")
    ready(page)
    page.goto("/check/")
    kept: dict[str, str] = page.evaluate(EVERYTHING_KEPT)
    context.close()
    places = {name.rsplit("/", 1)[0].split("/")[1] for name in kept}
    assert places == {"check", "static"}
    assert not [name for name, body in kept.items() if "csrf" in body or "রহিমা" in body]


EVERYTHING_KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const request of await store.keys()) {
      const body = await (await store.match(request)).text();
      found[new URL(request.url).pathname] = request.url.endsWith(".js") ? "" : body;
    }
  }
  return found;
}"""
