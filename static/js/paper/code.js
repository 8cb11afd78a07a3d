// The text of a paper's QR (portal/papers/code.py).

import { decode } from "./digits.js";
import { typed } from "./ids.js";
import { refuse } from "./refused.js";

const LONGEST = 1400;
const FORM = /^https?:\/\/([0-9a-z.:-]{1,100})\/c\/([0-9a-z]{13})#([0-9]{1,1200})$/i;

export function readCode(written) {
  const text = written.length <= 2 * LONGEST ? written.trim() : written;
  if (text.length > LONGEST) refuse("too-long");
  const match = FORM.exec(text);
  const number = match && typed(match[2]);
  if (!number) refuse("not-a-code");
  return { host: match[1].toLowerCase(), number, message: decode(match[3]) };
}
