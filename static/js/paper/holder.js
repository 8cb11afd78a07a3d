// The holder check: two bytes that passport and birth date give (portal/papers/holder.py).

const ROUNDS = 600_000;

export const plain = (passport) => passport.replace(/[\s-]/g, "").toUpperCase();

export async function holderCheck(passport, bornOn) {
  const number = plain(passport);
  const encode = (text) => new TextEncoder().encode(text);
  const secret = encode(`${number}|${bornOn}`);
  const salt = encode(`nirapod-holder-1|${number.slice(-3)}`);
  const key = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)).slice(0, 2);
}
