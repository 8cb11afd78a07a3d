// What a paper says of itself (portal/papers/claims.py).

import { loads } from "./cbor.js";
import { toText } from "./ids.js";
import { refuse } from "./refused.js";

const EPOCH = Date.UTC(2020, 0, 1);
const DAY = 86_400_000;
const LAST_DAY = 36_524;
const NAME = /^[A-Z][A-Z .'-]{0,38}$/;
const CODE = /^[0-9A-Za-z/ .-]{1,40}$/;
const LAST_3 = /^[0-9A-Z]{3}$/;
const NEEDED = [1, 2, 3, 4, 5, 7, 10];

const wrong = () => refuse("claims-malformed");
const isNumber = (value, below) => Number.isInteger(value) && value >= 0 && value < below;
const number = (value, below) => (isNumber(value, below) ? value : wrong());
const text = (value, form) => (typeof value === "string" && form.test(value) ? value : wrong());
const bytes = (value, length) =>
  value instanceof Uint8Array && value.length === length ? value : wrong();
const day = (value) =>
  new Date(EPOCH + number(value, LAST_DAY) * DAY).toISOString().slice(0, 10);

export function readClaims(raw) {
  const values = loads(raw);
  if (!(values instanceof Map) || !Number.isInteger(values.get(1))) wrong();
  if (values.get(1) !== 1) refuse("format-unknown");
  const isKnown = [...values.keys()].every((key) => Number.isInteger(key) && key >= 1 && key <= 11);
  if (!isKnown || !NEEDED.every((key) => values.has(key))) wrong();
  const optional = (key, read) => (values.has(key) ? read(values.get(key)) : null);
  return {
    number: toText(bytes(values.get(2), 8)),
    name: text(values.get(3), NAME),
    issuedOn: day(values.get(4)),
    subject: text(values.get(5), CODE),
    statusIndex: number(values.get(7), 2 ** 53),
    place: optional(6, (value) => text(value, CODE)),
    holderCheck: optional(8, (value) => bytes(value, 2)),
    last3: optional(9, (value) => text(value, LAST_3)),
    assurance: number(values.get(10), 2),
    expiresOn: optional(11, day),
  };
}
