// The register that was taken along: fetched, checked against the root's keys, kept with its
// signature in one entry. An older one never takes the place of a newer one.

import { fromBase64, readJson, toBase64 } from "../paper/bytes.js";
import { fetchKeys, fetchSigned, keptKeys } from "../paper/keys.js";
import { vouches } from "../paper/keylist.js";
import { refuse } from "../paper/refused.js";

const ADDRESS = "/registers/agencies";
const STORE = "nirapod-register";
const SIGNATURE = "X-Signature";
const FORMAT = 1;
const LARGEST = 8 * 1024 * 1024;
const COLUMNS = [
  ...["rl_no", "name", "name_bn", "past_names", "address", "phone", "source", "source_date"],
  "statuses",
];

const wrong = () => refuse("register-malformed");

// What a signed file says; refused when it is older than `seen`, in milliseconds.
export async function readRegister(content, signature, keys, seen = 0) {
  if (content.length > LARGEST) refuse("too-long");
  if (!(await vouches(keys, "register", signature, content))) refuse("register-signature-wrong");
  const told = readJson(content, "register-malformed");
  if (told?.format !== FORMAT || !told.rules || !told.agencies) wrong();
  const issued = Date.parse(told.issued);
  const { agencies } = told;
  const isWhole = (name) => agencies[name]?.length === agencies.rl_no?.length;
  if (Number.isNaN(issued) || !COLUMNS.every(isWhole)) wrong();
  if (issued < seen) refuse("register-older");
  return { issued, rules: told.rules, agencies, missing: new Set(agencies.missing) };
}

// The register on this device, checked anew; null where there is none.
export async function keptRegister() {
  if (!("caches" in self) || !(await caches.has(STORE))) return null;
  const found = await (await caches.open(STORE)).match(ADDRESS);
  const keys = found && (await keptKeys());
  if (!keys) return null;
  const signature = fromBase64(found.headers.get(SIGNATURE), "kept-malformed");
  return readRegister(new Uint8Array(await found.arrayBuffer()), signature, keys);
}

// Fetch the register and keep it, unless it is older than the one that is here.
export async function takeRegister() {
  const keys = await fetchKeys();
  const before = await keptRegister().catch(() => null);
  const read = (...files) => readRegister(...files, keys, before?.issued);
  const { files, found } = await fetchSigned(ADDRESS, read);
  const [content, signature] = files;
  const store = await caches.open(STORE);
  await store.put(ADDRESS, new Response(content, { headers: { [SIGNATURE]: toBase64(signature) } }));
  return found;
}

export const dropRegister = () => caches.delete(STORE);
