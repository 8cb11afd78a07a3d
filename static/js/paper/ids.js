// Numbers of papers in Crockford base32 (portal/papers/ids.py).

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 13;

export function toText(raw) {
  let value = raw.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = "";
  for (let place = 0; place < LENGTH; place += 1) {
    text = ALPHABET[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return text;
}

// The number that somebody typed, or null.
export function typed(text) {
  if (text.length > 4 * LENGTH) return null;
  const number = text
    .toUpperCase()
    .replace(/[ \u00a0\u200b-\u200f\u2010\u2011\u2013\u202a-\u202e\u2060\u2066-\u2069\ufeff-]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  const isNumber = number.length === LENGTH && [...number].every((mark) => ALPHABET.includes(mark));
  return isNumber && ALPHABET.indexOf(number[0]) < 16 ? number : null;
}
