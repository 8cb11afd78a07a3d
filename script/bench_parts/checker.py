"""How long a check takes in a browser without a connection, from the decoded text to the answer."""

import shutil
from collections.abc import Iterator
from statistics import median

from measuring import NIRAPOD, Figure, Place
from playwright.sync_api import sync_playwright
from visiting import genuine_number

from bench_parts.serving import free_port, running

FASTEST = 100
# A cheap phone computes about four times more slowly than this machine.
SLOWER = 4
FLAGS = ["--no-sandbox", "--disable-gpu"]
# From the text to the band, as somebody sees it, by the clock of the page.
ROUNDS = """async (text) => {
  const form = document.querySelector("[data-check-typed]");
  const main = document.getElementById("main");
  const taken = [];
  for (let round = 0; round < 15; round += 1) {
    const shown = new Promise((go) => {
      const seen = new MutationObserver(() => {
        if (!main.querySelector(":scope > .verdict")) return;
        seen.disconnect();
        go(performance.now());
      });
      seen.observe(main, { childList: true });
    });
    form.elements.text.value = text;
    const began = performance.now();
    form.requestSubmit();
    taken.push((await shown) - began);
    main.querySelector(":scope > .verdict").remove();
  }
  return taken;
}"""


def measure(place: Place) -> Iterator[Figure]:
    """The median of some checks on the kept page, on this machine and slowed down."""
    text = place.nirapod("certificates", "show", genuine_number(place)).splitlines()[0]
    port = free_port()
    with (
        running([str(NIRAPOD), "serve", "--port", str(port)], port, place),
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        context = browser.new_context(locale="bn")
        page = context.new_page()
        address = f"http://127.0.0.1:{port}/check/"
        page.goto(address)
        page.wait_for_selector("[data-kept]:not([hidden])")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        context.set_offline(True)
        page.goto(address)
        page.wait_for_selector("[data-kept]:not([hidden])")
        slowly = context.new_cdp_session(page)
        for name, rate in (("this machine", 1), (f"{SLOWER} times slower", SLOWER)):
            slowly.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            taken = median(page.evaluate(ROUNDS, text))
            yield Figure("one check offline", name, taken, "ms", FASTEST)
        browser.close()
