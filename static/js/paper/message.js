// COSE_Sign1 with Ed25519, read strictly (portal/papers/signing.py).

import { loads, toBeSigned } from "./cbor.js";
import { isSigned } from "./ed25519.js";
import { refuse } from "./refused.js";

const EDDSA = -8;
const [ALGORITHM, KID] = [1, 4];

const isBytes = (value) => value instanceof Uint8Array;

export function readMessage(raw) {
  const parts = loads(raw);
  if (!Array.isArray(parts) || parts.length !== 4) refuse("message-malformed");
  const [isProtected, unprotected, payload, signature] = parts;
  const isWhole = isBytes(isProtected) && unprotected instanceof Map && isBytes(signature);
  if (!isWhole || !(payload === null || isBytes(payload))) refuse("message-malformed");
  const header = isProtected.length ? loads(isProtected) : new Map();
  requireHeader(header, unprotected);
  if (signature.length !== 64) refuse("message-malformed");
  return { kid: header.get(KID), isProtected, payload, signature };
}

function requireHeader(header, unprotected) {
  if (!(header instanceof Map)) refuse("message-malformed");
  if (!header.has(ALGORITHM) && unprotected.has(ALGORITHM)) refuse("algorithm-unprotected");
  if (header.get(ALGORITHM) !== EDDSA) refuse("algorithm-unknown");
  const kid = header.get(KID);
  const isRight = !unprotected.size && header.size === 2 && isBytes(kid) && kid.length === 4;
  if (!isRight) refuse("message-malformed");
}

// Whether a key signed a message's payload, its own or (detached) the one given.
export async function isSignedBy(message, key, payload = message.payload) {
  if (payload === null) return false;
  return isSigned(key, message.signature, toBeSigned(message.isProtected, payload));
}
