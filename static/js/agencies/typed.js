// What people type, in one form: the twin of portal/ground/typed.py and of the first steps of
// visa_check/matching.py.

const ASCII = /^[\0-\x7f]*$/;
const HIDDEN = /[\u200b-\u200f\u2060\ufeff]/g;
const DIGIT = /\p{Nd}/gu;
// Signs that only Python takes for a space.
const SEPARATORS = /[\x1c-\x1f\x85]/g;

const upperAndLower = (mark) => 
  mark === "ı" ? mark : mark.toLowerCase().toUpperCase().toLowerCase();

// Upper and lower case as one, ß and ss too.
export const folded = (text) =>
  ASCII.test(text) ? text.toLowerCase() : Array.from(text, upperAndLower).join("");

// The first so many letters of a text in its compatible form, case forgiven.
export function inOneForm(text, longest) {
  const cut = text.length > longest ? Array.from(text).slice(0, longest).join("") : text;
  const spaced = cut.replace(SEPARATORS, " ");
  return folded(ASCII.test(spaced) ? spaced : spaced.normalize("NFKC"));
}

// Digits of every script as Latin ones. Ten in a row have the values 0 to 9; a row begins at the
// beginning of sixteen signs, or six behind it.
export function latinDigits(text) {
  return text.replace(DIGIT, (mark) => {
    const place = mark.codePointAt(0) & 15;
    const first = String.fromCodePoint(mark.codePointAt(0) - place);
    return place < 6 || /\p{Nd}/u.test(first) ? place : place - 6;
  });
}

export const plain = (text, longest) =>
  latinDigits(inOneForm(text, longest).replace(HIDDEN, ""));
