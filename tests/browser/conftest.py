"""A real server with the sample, and a real Chromium on a small phone."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.serving import FLAGS, Server, serving

PHONE = {"width": 360, "height": 640}
# Some machines are slow; who waits for what comes waits no longer than it takes.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The portal with the sample."""
    with serving(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of the browser."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    found = shutil.which("chromium")
    assert found, "chromium is missing: script/setup installs it"
    browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def visitor(chromium: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Makes a page of a visitor of their own: visitor(javascript=False, size=PHONE)."""
    contexts: list[BrowserContext] = []

    def make(
        *, javascript: bool = True, size: dict[str, int] = PHONE, language: str = "bn"
    ) -> Page:
        context = chromium.new_context(
            base_url=server.url,
            viewport=size,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale=language,
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        return page

    yield make
    for context in contexts:
        context.close()
