"""A real server with the sample, and a real Chromium on a small phone."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

PHONE = {"width": 360, "height": 640}
PROGRAM = [sys.executable, "-m", "portal"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Server:
    """A running portal: its address, and its program."""

    url: str
    environment: dict[str, str]

    def nirapod(self, *words: str) -> str:
        """Run a command of the portal on the same data; what it printed."""
        done = subprocess.run(  # noqa: S603 - our own program
            [*PROGRAM, *words], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The portal as `script/serve` runs it, on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    data = tmp_path_factory.mktemp("served")
    ours = {
        "NIRAPOD_ENV": "development",
        "NIRAPOD_DATA": str(data),
        "NIRAPOD_PUBLIC_URL": url,
    }
    portal = Server(url, {**os.environ, **ours})
    portal.nirapod("db", "upgrade")
    portal.nirapod("sample", "load")
    log = (data / "server.log").open("wb")
    process = subprocess.Popen(  # noqa: S603 - our own program
        [*PROGRAM, "serve", "--port", str(port)], env=portal.environment, stdout=log, stderr=log
    )
    try:
        _wait(url, data / "server.log")
        yield portal
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _wait(url: str, log: Path) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not come up:\n{log.read_text()[-3000:]}")


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
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        return page

    yield make
    for context in contexts:
        context.close()
