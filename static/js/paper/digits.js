// Decimal digits as bytes: 17 digits are 7 bytes, little-endian (portal/papers/digits.py).

import { refuse } from "./refused.js";

const SIZES = { 3: 1, 5: 2, 8: 3, 10: 4, 13: 5, 15: 6, 17: 7 };
const WIDE = 17;

export function decode(digits) {
  if (!/^[0-9]*$/.test(digits)) refuse("digits-malformed");
  const raw = [];
  for (let start = 0; start < digits.length; start += WIDE) {
    const group = digits.slice(start, start + WIDE);
    const size = SIZES[group.length] ?? refuse("digits-malformed");
    let value = BigInt(group);
    for (let place = 0; place < size; place += 1) {
      raw.push(Number(value & 255n));
      value >>= 8n;
    }
    if (value) refuse("digits-malformed");
  }
  return Uint8Array.from(raw);
}
