"""What a key press costs where a phone searches the register that it took along."""

import io
import shutil
import time
from collections.abc import Iterator
from statistics import median

from measuring import NIRAPOD, Figure, Place
from playwright.sync_api import Page, sync_playwright

from bench_parts.serving import free_port, running
from bench_parts.visa_check import officers
from portal.ground.clock import system_clock
from tests.make.large_register import carried
from visa_check import publishing, register
from visa_check.actions import lists, proposals
from visa_check.importing import read_list, stage_list
from visa_check.models import ListKind

AGENCIES, REAL = 5_000, 2_700
# A cheap phone computes about six times more slowly than this machine.
SLOWER = 6
LONGEST = 50
MOST_KILOBYTES = 200
ROUNDS = 5
FLAGS = ["--no-sandbox", "--disable-gpu"]
TYPED = ("padma meghna oversees", "শাপলা ওভারসিজ", "আরএল ৪৯৯৯", "international", "xyzzy quux")
# From each key to its answer laid out (the verdict and the first names, all that a small screen
# shows), then the longest of the steps that follow, with what the browser paints between them,
# and the time until the last name stands there.
KEYS = """async (typed) => {
  const input = document.getElementById("q");
  const turn = () => new Promise((go) => setTimeout(go));
  const taken = { first: [], longest: [], whole: [] };
  let drawn = 0;
  new MutationObserver(() => (drawn = performance.now()))
    .observe(document.querySelector("[data-answers]"), { childList: true, subtree: true });
  for (const text of typed) {
    for (let last = 1; last <= text.length; last += 1) {
      await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
      input.value = text.slice(0, last);
      const began = performance.now();
      input.dispatchEvent(new InputEvent("input"));
      document.body.getBoundingClientRect();
      const steps = [performance.now() - began];
      for (let step = 0; step < 8; step += 1) {
        const here = performance.now();
        await turn();
        document.body.getBoundingClientRect();
        steps.push(performance.now() - here);
      }
      taken.first.push(steps[0]);
      taken.longest.push(Math.max(...steps));
      taken.whole.push(drawn - began);
    }
  }
  return taken;
}"""


def measure(place: Place) -> Iterator[Figure]:
    """The size of a register of the real size, then the keys of one that is twice as large."""
    content = register.write(register.contents(list(carried(REAL))), system_clock())
    for coding, packed in publishing.packed(content).items():
        size = len(packed) / 1000
        yield Figure(f"{REAL:,} agencies", coding, size, "kB", MOST_KILOBYTES)
    bring_in(place)
    port = free_port()
    with (
        running([str(NIRAPOD), "serve", "--port", str(port)], port, place),
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_context(locale="bn").new_page()
        yield from keys(page, f"http://127.0.0.1:{port}/agencies/")
        browser.close()


def bring_in(place: Place) -> None:
    """Import the agencies as officers do, and publish the register."""
    lines = ["rl_no,name,name_bn,business_address,phone,status,valid_from"]
    lines += [
        f'{one.rl_no},{one.name},{one.name_bn},"{one.address}",{one.phone},active,2024-01-01'
        for one in carried(AGENCIES)
    ]
    with place.app.app_context():
        proposer, approver = officers()
        table = read_list(ListKind.AGENCIES, io.BytesIO("\n".join(lines).encode()), capped=True)
        ref = stage_list(proposer, ListKind.AGENCIES, table, "large.csv", complete=False)
        proposals.approve(approver, lists.propose_list(proposer, ref, ""))
        publishing.refresh()


def keys(page: Page, address: str) -> Iterator[Figure]:
    """Take the register along, come back without a connection, and type."""
    page.set_default_timeout(120_000)
    page.goto(address)
    page.locator("[data-do=take]").click()
    page.wait_for_selector(".along[data-ready]")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    slowly = page.context.new_cdp_session(page)
    for name, rate in (("this machine", 1), (f"{SLOWER} times slower", SLOWER)):
        slowly.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        began = time.perf_counter()
        page.goto(address)
        page.wait_for_selector(".along[data-ready]")
        yield Figure("ready to search", name, time.perf_counter() - began, "s")
        rounds = [page.evaluate(KEYS, TYPED) for _ in range(ROUNDS)]
        # Of each key the middle round: somebody else's work on this machine is no key's.
        taken = {
            what: [median(times) for times in zip(*(one[what] for one in rounds), strict=True)]
            for what in rounds[0]
        }
        yield Figure("a key, median", name, median(taken["first"]), "ms", LONGEST)
        yield Figure("a key, slowest", name, max(taken["first"]), "ms", LONGEST)
        yield Figure("a step and its painting, slowest", name, max(taken["longest"]), "ms")
        yield Figure("all drawn, slowest", name, max(taken["whole"]), "ms")
