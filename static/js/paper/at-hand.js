// The keys and status lists that a check needs: kept on the device, and fetched anew when there is a
// connection. An older status list never takes the place of a newer one; what is not signed as it
// must be takes the place of nothing.

import { fetchKeys, fetchSigned, keptKeys } from "./keys.js";
import { KINDS, nameOf, readList } from "./status.js";
import { keep, kept, namesOfKept } from "./store.js";

const LISTS = "status/";
const MOST_LISTS = 100;

// What lies on this device, checked anew; null where it has no keys.
export async function onDevice() {
  const keys = await keptKeys();
  if (!keys) return null;
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

// Whether the portal has lists of this number.
async function fetchLists(number, keys) {
  const [first, ...others] = KINDS.map((kind) => nameOf(number, kind));
  if (!(await fetchList(first, keys))) return false;
  await Promise.all(others.map((name) => fetchList(name, keys)));
  return true;
}

// Fetch a list and its signature. Whether the portal has it at all.
async function fetchList(name, keys) {
  try {
    const read = (...files) => readList(...files, name, keys);
    const { files, found: list } = await fetchSigned(`/status/${name}`, read);
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
