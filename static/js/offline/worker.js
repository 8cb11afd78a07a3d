// The service worker of a page that a device keeps: the checker, the search of agencies. The server
// writes NAME, OWN (the addresses that the kept page answers), VERSION, PAGES (the kept page in each
// language) and FILES (what these load) before this. It keeps nothing else: pages of the portal may
// be about somebody, so what the network answers is shown and never kept.

/* global NAME, OWN, VERSION, PAGES, FILES */

const KEPT = `nirapod-${NAME}-${VERSION}`;
const KEPT_PAGES = Object.values(PAGES);
const PAPERS = "nirapod-papers";
// A weak signal that takes longer is as good as none.
const PATIENCE = 6000;

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(dropOlder()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (new RegExp(OWN).test(address.pathname)) event.respondWith(page(request, address));
  } else if ([...FILES, ...KEPT_PAGES].includes(address.pathname)) {
    event.respondWith(file(request));
  }
});

async function keepAll() {
  const kept = await caches.open(KEPT);
  const asked = [...KEPT_PAGES, ...FILES];
  await kept.addAll(asked.map((one) => new Request(one, { credentials: "omit" })));
}

async function dropOlder() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`nirapod-${NAME}-`) && name !== KEPT) await caches.delete(name);
  }
}

// The portal's page where it answers in time, else the kept one in the language used last.
async function page(request, address) {
  const late = new Promise((_, fail) => setTimeout(fail, PATIENCE));
  const answer = await Promise.race([fetch(request), late]).catch(() => null);
  if (answer && answer.status < 500) return answer;
  const asked = address.searchParams.get("lang") ?? (await lastLanguage());
  const kept = await caches.open(KEPT);
  return (await kept.match(PAGES[asked] ?? PAGES.bn)) ?? answer ?? Response.error();
}

async function lastLanguage() {
  const papers = await caches.open(PAPERS);
  return (await papers.match("/check/kept/language"))?.text();
}

async function file(request) {
  const kept = await caches.open(KEPT);
  return (await kept.match(request.url)) ?? fetch(request);
}
