// Bytes in hexadecimal and base64url, and compared.

import { refuse } from "./refused.js";

export const toHex = (raw) => Array.from(raw, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const equal = (one, other) => toHex(one) === toHex(other);

// Base64url without padding; refused for one reason when it is anything else.
export function fromBase64(text, reason) {
  if (typeof text !== "string" || !/^[0-9A-Za-z_-]*$/.test(text) || text.length % 4 === 1) {
    return refuse(reason);
  }
  const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = Uint8Array.from(raw, (mark) => mark.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : refuse(reason);
}

export function toBase64(bytes) {
  const raw = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// A JSON text; refused for one reason when it is none.
export function readJson(content, reason) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    return refuse(reason);
  }
}
