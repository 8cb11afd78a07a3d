// CBOR read strictly (portal/papers/cbor.py): what is not deterministic is refused.

import { toHex } from "./bytes.js";
import { refuse } from "./refused.js";

const LARGEST = 512;
const DEEPEST = 4;
const [TEXT, ARRAY, MAP] = [3, 4, 5];

// Integers are numbers, bytes Uint8Array, maps Map with numbers, text or "h'..." for bytes as keys.
export function loads(raw) {
  if (raw.length > LARGEST) refuse("too-long");
  const reader = new Reader(raw);
  const value = reader.value(0);
  if (reader.place !== raw.length) refuse("cbor-trailing-bytes");
  return value;
}

// The deterministic CBOR of the four parts that a signature stands over.
export function toBeSigned(isProtected, payload) {
  const name = new TextEncoder().encode("Signature1");
  const parts = [[0x84], head(TEXT, name.length), name, head(2, isProtected.length), isProtected];
  parts.push(head(2, 0), head(2, payload.length), payload);
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function head(kind, size) {
  const first = kind << 5;
  if (size < 24) return [first | size];
  if (size < 0x100) return [first | 24, size];
  if (size < 0x10000) return [first | 25, size >> 8, size & 255];
  return [first | 26, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255];
}

class Reader {
  constructor(raw) {
    this.raw = raw;
    this.place = 0;
  }

  value(depth) {
    if (depth > DEEPEST) refuse("cbor-malformed");
    const first = this.take(1)[0];
    if (first === 0xf6) return null;
    const kind = first >> 5;
    const size = this.size(first & 31);
    if (kind < 2) return kind === 0 ? size : -1 - size;
    if (kind === 2) return this.take(size);
    if (kind === TEXT) return this.text(size);
    if (kind === ARRAY) return Array.from({ length: this.count(size) }, () => this.value(depth + 1));
    if (kind === MAP) return this.map(this.count(size), depth);
    return refuse("cbor-malformed");
  }

  take(count) {
    if (this.place + count > this.raw.length) refuse("cbor-malformed");
    this.place += count;
    return this.raw.slice(this.place - count, this.place);
  }

  size(short) {
    if (short < 24) return short;
    if (short > 27) refuse("cbor-malformed");
    const width = 1 << (short - 24);
    const size = this.take(width).reduce((sum, byte) => sum * 256 + byte, 0);
    if (size > Number.MAX_SAFE_INTEGER) refuse("cbor-malformed");
    if (size < 24 || (width > 1 && size < 2 ** (4 * width))) refuse("cbor-not-deterministic");
    return size;
  }

  count(size) {
    return size > this.raw.length - this.place ? refuse("cbor-malformed") : size;
  }

  text(size) {
    const raw = this.take(size);
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
    } catch {
      return refuse("cbor-malformed");
    }
  }

  map(count, depth) {
    const found = new Map();
    let before = "";
    for (let each = 0; each < count; each += 1) {
      const start = this.place;
      const key = this.value(depth + 1);
      const written = toHex(this.raw.slice(start, this.place));
      if (written === before) refuse("cbor-duplicate-key");
      if (written < before) refuse("cbor-not-deterministic");
      if (key instanceof Uint8Array) found.set(`h'${written}'`, this.value(depth + 1));
      else if (typeof key === "object") refuse("cbor-malformed");
      else found.set(key, this.value(depth + 1));
      before = written;
    }
    return found;
  }
}
