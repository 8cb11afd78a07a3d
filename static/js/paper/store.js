// What a device keeps of our public files: each with its signature in one entry, so that the two
// always belong together. Where the browser keeps nothing, it lasts as long as the page.

import { fromBase64, readJson, toBase64 } from "./bytes.js";

const STORE = "nirapod-papers";
const PLACE = "/check/kept/";
const passing = new Map();

const opened = () => ("caches" in self ? caches.open(STORE).catch(() => null) : null);

// Keep the bodies of a file (and its signature) under a name.
export async function keep(name, bodies) {
  const store = await opened();
  const text = JSON.stringify(bodies.map(toBase64));
  passing.set(name, text);
  await store?.put(PLACE + name, new Response(text)).catch(() => {});
}

// The bodies kept under a name, or null.
export async function kept(name) {
  const store = await opened();
  const found = await store?.match(PLACE + name);
  const text = found ? await found.text() : passing.get(name);
  if (text === undefined) return null;
  const bodies = readJson(new TextEncoder().encode(text), "kept-malformed");
  return bodies.map((body) => fromBase64(body, "kept-malformed"));
}

// The names under which something is kept, of those that begin so.
export async function namesOfKept(beginning) {
  const store = await opened();
  const requests = store ? await store.keys() : [];
  const names = requests.map(({ url }) => new URL(url).pathname.slice(PLACE.length));
  return [...new Set([...names, ...passing.keys()])].filter((name) => name.startsWith(beginning));
}

// The language of the page, for the time without a connection.
export async function keepLanguage(code) {
  const store = await opened();
  await store?.put(`${PLACE}language`, new Response(code)).catch(() => {});
}
