// The list of public keys that the root signs (portal/papers/keylist.py).

import { equal, fromBase64, readJson, toHex } from "./bytes.js";
import { requireSound } from "./ed25519.js";
import { isSignedBy, readMessage } from "./message.js";
import { refuse } from "./refused.js";

const LARGEST = 64 * 1024;
const PURPOSES = ["certificate", "slip", "status", "register", "log"];
const STATES = ["active", "retired", "compromised"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const wrong = () => refuse("keys-malformed");
const one = (value, allowed) => (allowed.includes(value) ? value : wrong());
const day = (value) => (DAY.test(value) ? value : wrong());
const moment = (value) => (Number.isNaN(Date.parse(value)) ? wrong() : Date.parse(value));

async function kidOf(key) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", key)).slice(0, 4);
}

export async function readKeys(content, signature, root, seen = 0) {
  requireSound(root);
  if (content.length > LARGEST) refuse("too-long");
  const message = readMessage(signature);
  const isRoots = equal(message.kid, await kidOf(root));
  if (!isRoots || !(await isSignedBy(message, root, content))) refuse("keys-signature-wrong");
  const list = await parse(content);
  if (list.version < seen) refuse("keys-older");
  return list;
}

// Whether a key of this purpose, and no stolen one, signed a file; beside it lies how.
export async function vouches(keys, purpose, signature, content) {
  const message = readMessage(signature);
  const key = keys.keys.get(toHex(message.kid));
  if (!key || key.purpose !== purpose || key.state === "compromised") return false;
  return isSignedBy(message, key.public, content);
}

async function parse(content) {
  const value = readJson(content, "keys-malformed");
  const isList = value && value.format === 1 && Number.isInteger(value.version);
  if (!isList || !Array.isArray(value.keys)) wrong();
  const issued = moment(value.issued);
  const keys = new Map();
  for (const key of value.keys.map(readKey)) {
    requireSound(key.public);
    if (keys.has(key.kid) || key.kid !== toHex(await kidOf(key.public))) wrong();
    keys.set(key.kid, key);
  }
  return { version: value.version, issued, keys };
}

function readKey(item) {
  if (!item || typeof item !== "object") wrong();
  const key = {
    kid: item.kid,
    public: fromBase64(item.public, "keys-malformed"),
    purpose: one(item.purpose, PURPOSES),
    begins: day(item.from),
    ends: item.to ? day(item.to) : null,
    state: one(item.state, STATES),
    since: item.since ? moment(item.since) : null,
  };
  if ((key.state === "compromised") !== (key.since !== null)) wrong();
  return key;
}
