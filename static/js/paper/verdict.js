// The verdict on a paper: the twin of portal/papers/verdict.py, held to the same answers by
// tests/data/cases/papers.json.

import { readClaims } from "./claims.js";
import { readCode } from "./code.js";
import { toHex } from "./bytes.js";
import { isSignedBy, readMessage } from "./message.js";
import { Refused, refuse } from "./refused.js";
import { KINDS, SIZE, has, nameOf } from "./status.js";

const FRESH = 7 * 86_400_000;
const DHAKA = 6 * 3_600_000;
const PAPERS = ["certificate", "slip"];
// Of a paper that is not ours: what is known of its signature and its issuer.
const CHECKED = {
  "ids-differ": [null, null],
  "key-unknown": [null, false],
  "key-wrong-purpose": [null, false],
  "signature-wrong": [false, null],
  "key-not-in-force": [true, false],
};

const answer = (verdict, reason, rest = {}) => ({
  verdict,
  reason,
  code: null,
  claims: null,
  purpose: null,
  signature: null,
  issuer: null,
  status: null,
  ...rest,
});

// Judge a QR's text: keys from readKeys, lists a Map of name to readList, at in milliseconds.
export async function judge(text, keys, lists, at) {
  let code, message, claims;
  try {
    code = readCode(text);
    message = readMessage(code.message);
    claims = readClaims(message.payload ?? new Uint8Array());
  } catch (error) {
    return answer("unreadable", reasonOf(error));
  }
  try {
    const key = await keyOf(message, code, claims, keys);
    const standing = byLists(lists, claims, at);
    if (key.state === "compromised") standing.doubt = "key-compromised";
    const [verdict, reason] = stand(standing, at);
    const status = verdict === "status-old" ? null : verdict === "genuine";
    const { purpose } = key;
    return answer(verdict, reason, { code, claims, purpose, signature: true, issuer: true, status });
  } catch (error) {
    const reason = reasonOf(error);
    const [signature, issuer] = CHECKED[reason];
    return answer("not-ours", reason, { code, claims, signature, issuer });
  }
}

// The number of the status lists that speak of a QR's paper, or null where it cannot be read.
export function listNumber(text) {
  try {
    const message = readMessage(readCode(text).message);
    return Math.floor(readClaims(message.payload ?? new Uint8Array()).statusIndex / SIZE);
  } catch (error) {
    reasonOf(error);
    return null;
  }
}

function reasonOf(error) {
  if (error instanceof Refused) return error.reason;
  throw error;
}

export function stand(standing, at) {
  const today = new Date(at + DHAKA).toISOString().slice(0, 10);
  if (standing.cancelled) return ["cancelled", "cancelled"];
  if (standing.replaced) return ["replaced", "replaced"];
  if (standing.expiresOn && standing.expiresOn < today) return ["expired", "expired"];
  if (standing.suspended) return ["suspended", "suspended"];
  if (standing.doubt) return ["status-old", standing.doubt];
  return ["genuine", "genuine"];
}

async function keyOf(message, code, claims, keys) {
  if (claims.number !== code.number) refuse("ids-differ");
  const key = keys.keys.get(toHex(message.kid)) ?? refuse("key-unknown");
  if (!PAPERS.includes(key.purpose)) refuse("key-wrong-purpose");
  if (!(await isSignedBy(message, key.public))) refuse("signature-wrong");
  const isOver = key.ends !== null && claims.issuedOn > key.ends;
  if (claims.issuedOn < key.begins || isOver) refuse("key-not-in-force");
  return key;
}

function byLists(lists, claims, at) {
  const number = Math.floor(claims.statusIndex / SIZE);
  const place = claims.statusIndex % SIZE;
  const three = KINDS.map((kind) => lists.get(nameOf(number, kind)));
  const there = three.filter(Boolean);
  const standing = { expiresOn: claims.expiresOn, doubt: null };
  KINDS.forEach((kind, each) => {
    standing[kind] = Boolean(three[each]) && has(three[each], place);
  });
  if (there.some((list) => Math.abs(at - list.signedAt) > FRESH)) standing.doubt = "list-old";
  if (there.length < KINDS.length) standing.doubt = "list-missing";
  return standing;
}
