// Ed25519: by the browser where it knows it, else by @noble/ed25519, which is fetched only then.

import { refuse } from "./refused.js";

const P = 2n ** 255n - 19n;
const D = (((-121665n * power(121666n, P - 2n)) % P) + P) % P;
const ORDER_8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
const LOW = [0n, 1n, P - 1n, ORDER_8, P - ORDER_8];

// Refuse a public key that is not canonical, not on the curve, or of low order.
export function requireSound(key) {
  const y = key.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) & (2n ** 255n - 1n);
  if (key.length !== 32 || y >= P) refuse("key-not-canonical");
  if (LOW.includes(y)) refuse("key-low-order");
  const square = ((y * y - 1n) * power(D * y * y + 1n, P - 2n)) % P;
  if (power(square, (P - 1n) / 2n) !== 1n) refuse("key-not-on-curve");
}

function power(base, exponent) {
  let result = 1n;
  let factor = ((base % P) + P) % P;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % P;
    factor = (factor * factor) % P;
  }
  return result;
}

// Whether a key signed some bytes.
export async function isSigned(key, signature, content) {
  if (signature.length !== 64) return false;
  try {
    const known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, known, signature, content);
  } catch {
    const { verifyAsync } = await import("../../npm/@noble/ed25519/index.js");
    return verifyAsync(signature, content, key, { zip215: false });
  }
}
