// The keys and status lists that a check needs, fetched and checked; a list that is not whole is missing.

import { fromBase64, readJson } from "./bytes.js";
import { readKeys } from "./keylist.js";
import { KINDS, nameOf, readList } from "./status.js";

const HOME = "/.well-known/nirapod";
const SEEN = "nirapod-keys-seen";

export async function atHand(number) {
  const [root, content, signature] = await Promise.all(
    ["root.json", "keys.json", "keys.json.sig"].map((name) => bytes(`${HOME}/${name}`)),
  );
  const key = readJson(root, "keys-malformed").public;
  const keys = await readKeys(content, signature, fromBase64(key, "keys-malformed"), seen(key));
  remember(key, keys.version);
  const lists = new Map();
  for (const name of number === null ? [] : KINDS.map((kind) => nameOf(number, kind))) {
    const list = await readFiles(name, keys).catch(() => null);
    if (list) lists.set(name, list);
  }
  return { keys, lists };
}

// A list and its signature; once more where somebody was just publishing them anew.
async function readFiles(name, keys) {
  const read = async () => {
    const files = await Promise.all([bytes(`/status/${name}`), bytes(`/status/${name}.sig`)]);
    return readList(...files, name, keys);
  };
  return read().catch(read);
}

async function bytes(address) {
  const response = await fetch(address, { cache: "no-cache", credentials: "omit" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

// The newest key list that this browser has seen from this root: an older one is refused.
function seen(root) {
  try {
    const [before, version] = (localStorage.getItem(SEEN) ?? "").split(" ");
    return before === root ? Number(version) : 0;
  } catch {
    return 0;
  }
}

function remember(root, version) {
  try {
    localStorage.setItem(SEEN, `${root} ${version}`);
  } catch {
    // A private window keeps nothing.
  }
}
