// The keys and status lists that a check needs: kept on the device, and fetched anew when there is a
// connection. The root is the one that came first; an older key list or status list never
// takes the place of a newer one; what is not signed as it must be takes the place of nothing.

import { fromBase64, readJson } from "./bytes.js";
import { readKeys } from "./keylist.js";
import { KINDS, nameOf, readList } from "./status.js";
import { keep, kept, namesOfKept } from "./store.js";

const HOME = "/.well-known/nirapod/";
const KEYS = "keys.json";
const ROOT = "root.json";
const LISTS = "status/";
const MOST_LISTS = 100;

// What lies on this device, checked anew; null where it has no keys.
export async function onDevice() {
  const [root, files] = await Promise.all([kept(ROOT), kept(KEYS)]);
  if (!root || !files) return null;
  const keys = await readKeys(...files, publicIn(root[0]));
  const lists = new Map();
  for (const name of await namesOfKept(LISTS)) {
    const list = await keptList(name.slice(LISTS.length), keys);
    if (list) lists.set(name.slice(LISTS.length), list);
  }
  return { keys, lists };
}

// Fetch keys and lists anew (the lists of one number, or all), keep them, and give what is at hand.
export async function fromPortal(number = null) {
  const keys = await fetchKeys();
  if (number !== null) await fetchLists(number, keys);
  for (let each = 1; number === null && each < MOST_LISTS; each += 1) {
    if (!(await fetchLists(each, keys))) break;
  }
  return onDevice();
}

// What is newest: from the portal, else what the device has; null where that is nothing.
export const atHand = (number) => fromPortal(number).catch(onDevice);

async function fetchKeys() {
  const root = (await kept(ROOT)) ?? [await bytes(`${HOME}${ROOT}`)];
  const files = await pair(`${HOME}${KEYS}`);
  const before = await kept(KEYS);
  const seen = before ? (await readKeys(...before, publicIn(root[0]))).version : 0;
  const keys = await readKeys(...files, publicIn(root[0]), seen);
  await keep(ROOT, root);
  await keep(KEYS, files);
  return keys;
}

// Whether the portal has lists of this number.
async function fetchLists(number, keys) {
  const [first, ...others] = KINDS.map((kind) => nameOf(number, kind));
  if (!(await fetchList(first, keys))) return false;
  await Promise.all(others.map((name) => fetchList(name, keys)));
  return true;
}

// Fetch a list and its signature; once more where somebody was just publishing them anew. Whether
// the portal has it at all.
async function fetchList(name, keys) {
  const read = async () => {
    const files = await pair(`/status/${name}`);
    return { files, list: await readList(...files, name, keys) };
  };
  const again = (error) => (error.status === 404 ? Promise.reject(error) : read());
  try {
    const { files, list } = await read().catch(again);
    const before = await keptList(name, keys);
    if (!before || before.signedAt <= list.signedAt) await keep(LISTS + name, files);
    return true;
  } catch (error) {
    return error.status !== 404;
  }
}

const keptList = async (name, keys) => {
  const files = await kept(LISTS + name);
  return files ? readList(...files, name, keys).catch(() => null) : null;
};

const publicIn = (root) => fromBase64(readJson(root, "keys-malformed").public, "keys-malformed");

const pair = (address) => Promise.all([bytes(address), bytes(`${address}.sig`)]);

async function bytes(address) {
  const response = await fetch(address, { cache: "no-cache", credentials: "omit" });
  if (!response.ok) throw Object.assign(new Error(address), { status: response.status });
  return new Uint8Array(await response.arrayBuffer());
}
