// W3C Bitstring Status Lists (portal/papers/status.py).

import { fromBase64, readJson } from "./bytes.js";
import { vouches } from "./keylist.js";
import { refuse } from "./refused.js";

export const SIZE = 131_072;
export const KINDS = ["cancelled", "suspended", "replaced"];
const LARGEST = 256 * 1024;
const PURPOSES = { cancelled: "revocation", suspended: "suspension", replaced: "refresh" };

export const nameOf = (number, kind) => `${number}-${kind}`;

// Whether the bit at a place is set; the most significant bit of a byte comes first.
export const has = (list, place) => Boolean(list.bits[place >> 3] & (0x80 >> (place & 7)));

export async function readList(content, signature, name, keys) {
  if (content.length > LARGEST) refuse("too-long");
  if (!(await vouches(keys, "status", signature, content))) refuse("list-signature-wrong");
  return parse(content, name);
}

async function parse(content, name) {
  const value = readJson(content, "list-malformed");
  const subject = value?.credentialSubject;
  const signedAt = Date.parse(value?.validFrom);
  const isOurs =
    String(value?.id).endsWith(`/status/${name}`) &&
    subject?.statusPurpose === PURPOSES[name.split("-")[1]];
  const text = subject?.encodedList;
  if (!isOurs || Number.isNaN(signedAt) || typeof text !== "string") refuse("list-malformed");
  return { bits: await decode(text), signedAt };
}

async function decode(text) {
  if (!text.startsWith("u")) refuse("list-malformed");
  const packed = fromBase64(text.slice(1), "list-malformed");
  const bits = new Uint8Array(SIZE);
  let length = 0;
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const reader = stream.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (length + part.value.length > SIZE) {
        await reader.cancel();
        refuse("list-malformed");
      }
      bits.set(part.value, length);
      length += part.value.length;
    }
  } catch {
    refuse("list-malformed");
  }
  return length < SIZE / 8 ? refuse("list-too-short") : bits;
}
