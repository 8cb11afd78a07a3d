"""What a checker believes: the root it met first, never older keys, newer lists at once."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright, expect

from portal.app import create_app
from portal.ground import keyfiles
from portal.ground.settings import Settings
from portal.papers import code, keylist, keystore, publishing, signing
from portal.papers.models import PaperChange
from tests.browser import filming
from tests.browser.serving import Server, serving
from tests.make import cases
from tests.make.certificates import by, change, make_certificate
from tests.make.courses import make_course
from tests.make.people import make_person

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal of its own: its keys are tampered with."""
    with serving(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with filming.phone(playwright, None) as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context, page = filming.visit(browser, server.url)
    page.goto("/check/")
    expect(page.locator("[data-kept]")).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def portal(server: Server) -> Iterator[Flask]:
    """The portal's own code on the server's data."""
    data = Path(server.environment["NIRAPOD_DATA"])
    app = create_app(Settings(env="development", data=data, public_url=server.url).completed())
    with app.app_context():
        yield app


@pytest.fixture
def keys(portal: Flask) -> Iterator[Path]:
    """The folder of the keys, brought back afterwards."""
    folder = keystore.folder(portal.config["DATA"])
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    yield folder
    for path, content in before.items():
        path.write_bytes(content)


def text_of(portal: Flask) -> tuple[str, str]:
    """A certificate's number, and the text of its QR."""
    paper = make_certificate(make_person()).paper
    assert paper.face is not None
    return paper.number, code.text(portal.config["PUBLIC_URL"], paper.number, paper.face.message)


def until(page: Page, what: str) -> None:
    """Wait until something is so that only a promise can tell."""
    again = "await new Promise((go) => setTimeout(go, 100))"
    page.evaluate(f"async () => {{ while (!({what})) {again}; }}")


def judge(page: Page, text: str) -> str:
    page.locator("#text").fill(text)
    page.locator("[data-check-typed] button").click()
    expect(page.locator("main > .verdict")).to_be_visible()
    return page.locator("main > .verdict .verdict-word").inner_text()


def sign(folder: Path, root: keyfiles.SigningKey, version: int) -> None:
    """Publish the key list under another version, signed by a root."""
    listed = json.loads((folder / keystore.LIST).read_bytes()) | {"version": version}
    content = json.dumps(listed).encode()
    (folder / keystore.LIST).write_bytes(content)
    signature = signing.sign(keylist.kid_of(root.public), root.sign, content, detached=True)
    (folder / keystore.SIGNATURE).write_bytes(signature)


def older(folder: Path) -> None:
    sign(folder, keyfiles.read(folder / "root.key"), 0)


def of_another_root(folder: Path) -> None:
    root = keyfiles.new()
    told = json.loads((folder / keystore.ROOT).read_bytes())
    told |= {"public": keylist.in_base64(root.public)}
    (folder / keystore.ROOT).write_text(json.dumps(told))
    sign(folder, root, 9)


@pytest.mark.parametrize(
    ("publish", "reason"),
    [(older, "keys-older"), (of_another_root, "keys-signature-wrong")],
    ids=["older", "of another root"],
)
def test_keys_that_must_not_be_believed_are_refused_and_the_earlier_ones_stay(
    page: Page, portal: Flask, keys: Path, publish: Callable[[Path], None], reason: str
) -> None:
    _, text = text_of(portal)
    publish(keys)
    page.goto("/check/")
    told = page.locator("[data-says=keys-refused]")
    expect(told).to_be_visible()
    expect(told.locator("code")).to_have_text(reason)
    assert judge(page, text) == "Genuine"


def test_a_paper_that_was_just_cancelled_is_so_on_the_next_check(page: Page, portal: Flask) -> None:
    number, text = text_of(portal)
    assert judge(page, text) == "Genuine"
    change(by(make_person()), number, PaperChange.CANCELLED)
    publishing.refresh()
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(minutes=2))
    page.get_by_role("button", name="Check another one").click()
    assert judge(page, text) == "Cancelled"
    page.context.set_offline(True)
    page.goto("/check/")
    assert judge(page, text) == "Cancelled"


def test_a_new_version_takes_over_when_the_checker_is_opened_again(
    page: Page, portal: Flask
) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    make_course("brand-new")
    page.goto("/check/")
    until(page, "(await navigator.serviceWorker.getRegistration()).waiting")
    fresh = page.context.new_page()
    page.close()
    fresh.goto("/help/")
    until(fresh, "!(await navigator.serviceWorker.getRegistration('/check/')).waiting")
    fresh.goto("/check/")
    until(fresh, "(await caches.keys()).length === 2")
    fresh.context.set_offline(True)
    fresh.goto("/check/")
    expect(fresh.locator("template[data-course=brand-new]")).to_have_count(1)


def test_the_common_cases_get_their_verdict_and_reason_in_the_browser(page: Page) -> None:
    question = cases.read()
    given = page.evaluate(JUDGE, question)
    wanted = [[case["name"], case["verdict"], case["reason"]] for case in question["cases"]]
    kinds = [case["kind"] for case in question["cases"]]
    assert len(wanted) > 90
    assert [one[:3] for one in given] == wanted
    bands = {"genuine": "good", "status-old": "careful", "suspended": "careful"}
    assert [band for *_, band, _facts in given] == [
        f"verdict verdict-{bands.get(verdict, 'stop')}" for _, verdict, _ in wanted
    ]
    shown = {"certificate": ["Course", "Level"], "slip": ["Visa for"]}
    facts = [one[-1] for one, kind in zip(given, kinds, strict=True) if kind]
    assert facts == [shown[kind] for kind in kinds if kind]


# The scanner's own judging and drawing, with the keys, lists and clock of the cases.
JUDGE = """async (question) => {
  const from = document.querySelector("script[type=module]").src;
  const load = (name) => import(new URL(name, from));
  const { readKeys } = await load("paper/keylist.js");
  const { readList } = await load("paper/status.js");
  const { judge } = await load("paper/verdict.js");
  const { drawn } = await load("checker/show.js");
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));
  const keys = await readKeys(...question.keys.map(bytes), bytes(question.root));
  const lists = {};
  for (const [which, files] of Object.entries(question.lists)) {
    lists[which] = new Map();
    for (const [name, pair] of Object.entries(files)) {
      lists[which].set(name, await readList(...pair.map(bytes), name, keys));
    }
  }
  const page = document.querySelector("[data-module=checker]");
  const answers = [];
  for (const { name, text, lists: which } of question.cases) {
    const answer = await judge(text, keys, lists[which], Date.parse(question.at));
    const { band, body } = drawn(page, text, answer, { keys, lists: lists[which] });
    const names = [...body.querySelectorAll("dl > div:not([hidden]) > dt")];
    const facts = names.map((one) => one.textContent);
    const telling = facts.filter((one) => ["Course", "Level", "Visa for"].includes(one));
    answers.push([name, answer.verdict, answer.reason, band.className, telling]);
  }
  return answers;
}"""
