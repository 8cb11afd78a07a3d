// The key list that a device keeps, and signed files as they are fetched. The root is the one that
// came first; an older key list never takes the place of a newer one.

import { fromBase64, readJson } from "./bytes.js";
import { readKeys } from "./keylist.js";
import { keep, kept } from "./store.js";

const HOME = "/.well-known/nirapod/";
const KEYS = "keys.json";
const ROOT = "root.json";

// The keys that lie on this device, checked anew; null where there are none.
export async function keptKeys() {
  const [root, files] = await Promise.all([kept(ROOT), kept(KEYS)]);
  return root && files ? readKeys(...files, publicIn(root[0])) : null;
}

// Fetch the key list anew, and keep it.
export async function fetchKeys() {
  const root = (await kept(ROOT)) ?? [await bytes(`${HOME}${ROOT}`)];
  const files = await pair(`${HOME}${KEYS}`);
  const before = await kept(KEYS);
  const seen = before ? (await readKeys(...before, publicIn(root[0]))).version : 0;
  const keys = await readKeys(...files, publicIn(root[0]), seen);
  await keep(ROOT, root);
  await keep(KEYS, files);
  return keys;
}

// A file, its signature, and what `read` finds in them; once more where somebody was just publishing
// them anew.
export async function fetchSigned(address, read) {
  const once = async () => {
    const files = await pair(address);
    return { files, found: await read(...files) };
  };
  return once().catch((error) => (error.status === 404 ? Promise.reject(error) : once()));
}

const publicIn = (root) => fromBase64(readJson(root, "keys-malformed").public, "keys-malformed");

const pair = (address) => Promise.all([bytes(address), bytes(`${address}.sig`)]);

async function bytes(address) {
  const response = await fetch(address, { cache: "no-cache", credentials: "omit" });
  if (!response.ok) throw Object.assign(new Error(address), { status: response.status });
  return new Uint8Array(await response.arrayBuffer());
}
